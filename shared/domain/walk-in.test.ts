import { describe, expect, it } from 'vitest'
import {
  appointment,
  documentsClerk,
  event,
  nextDay,
  receptionist,
  rules,
  supervisor,
} from '#tests/support/domain-fixtures.ts'
import type { AppointmentEvent } from './event.ts'
import { reduce } from './reduce.ts'
import { admitWalkIn, type WalkIn } from './walk-in.ts'

const walkIn = (
  payload: Partial<WalkIn['payload']> = {},
  changes: Partial<Omit<AppointmentEvent, 'type' | 'payload'>> = {},
): WalkIn => {
  const { date, applicant } = appointment()
  const given = { date, slot: '10:30', requestKind: 'first_issue' as const, applicant, overCapacity: null }
  return event(
    'walked_in',
    { ...given, ...payload },
    { actor: receptionist, baseRevision: 0, ...changes },
  ) as WalkIn
}
const refusal = (event: WalkIn, by = rules) => {
  const admitted = admitWalkIn(event, by)
  return admitted.ok ? null : admitted.refusal.code
}

describe('a walk-in', () => {
  it('becomes a booked appointment of today that can be checked in', () => {
    const event = walkIn()
    const admitted = admitWalkIn(event, rules)
    expect(admitted).toMatchObject({
      ok: true,
      value: {
        id: event.appointmentId,
        state: 'booked',
        revision: 0,
        requirementSet: { id: 'first_issue', version: 1 },
        appliedEventIds: [event.id],
      },
    })
  })
  it('takes the newest requirement set of the kind', () => {
    const [set] = rules.requirementSets
    if (!set) throw new Error('the fixture has a set')
    const newer = { ...rules, requirementSets: [{ ...set, version: 3 }, set, { ...set, version: 2 }] }
    expect(admitWalkIn(walkIn(), newer)).toMatchObject({ value: { requirementSet: { version: 3 } } })
  })
  it('is taken in on its own day only', () => {
    expect(refusal(walkIn({}, { deviceTime: nextDay }))).toBe('not_its_day')
  })
  it('is for reception and supervisor', () => {
    expect(refusal(walkIn({}, { actor: documentsClerk }))).toBe('role_not_allowed')
    expect(refusal(walkIn({}, { actor: supervisor }))).toBeNull()
  })
  it('beyond the capacity needs the supervisor', () => {
    const overCapacity = 'از راه دور آمده است'
    expect(refusal(walkIn({ overCapacity }))).toBe('over_capacity_needs_supervisor')
    expect(refusal(walkIn({ overCapacity }, { actor: supervisor }))).toBeNull()
  })
  it('fails closed where the office has no requirement set for the kind', () => {
    expect(refusal(walkIn({ requestKind: 'exchange' }))).toBe('requirement_set_unknown')
  })
  it('is refused where there is an appointment already', () => {
    expect(reduce(appointment(), walkIn(), rules)).toMatchObject({
      ok: false,
      refusal: { code: 'transition_not_allowed' },
    })
  })
})

describe('a day on which the office was closed', () => {
  it('makes nobody a no-show', () => {
    const closed = { ...rules, closedDates: [appointment().date] }
    const missed = event('marked_no_show', { cause: 'marked' })
    expect(reduce(appointment(), missed, closed)).toMatchObject({ refusal: { code: 'office_was_closed' } })
    expect(reduce(appointment(), missed, rules)).toMatchObject({ ok: true })
  })
})
