import { describe, expect, it } from 'vitest'
import type { Visit } from '#shared/contract/office.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import { noShowFrom } from '#shared/domain/no-show.ts'
import { reduce } from '#shared/domain/reduce.ts'
import type { Role } from '#shared/domain/state.ts'
import {
  afterGrace,
  appointment,
  atSlot,
  checkedIn,
  day,
  decided,
  event,
  items,
  nextDay,
  rules,
} from '#tests/support/domain-fixtures.ts'
import { checklistRefusal, type Person, refusalOf, visitActs, waiveRefusal } from './visit-acts.ts'

const person = (...roles: Role[]): Person => ({
  id: '018f0000-0000-7000-8000-00000000000a',
  displayName: roles.join('+'),
  roles,
})
const reception = person('reception')
const documents = person('documents')
const supervisor = person('supervisor')

const visit = (of: Appointment, changes: Partial<Visit> = {}): Visit => ({
  appointment: of,
  items,
  sync: 'sent',
  history: [],
  noShowFrom: noShowFrom(of.date, of.slot, rules.graceMinutes),
  dayClosed: false,
  papers: [],
  ...changes,
})

function visitAfter(...events: Parameters<typeof reduce>[1][]): Appointment {
  return events.reduce((state, next) => {
    const outcome = reduce(state, next, rules)
    if (!outcome.ok) throw new Error(outcome.refusal.code)
    return outcome.value
  }, appointment())
}
const arrived = visitAfter(checkedIn())
const incomplete = visitAfter(checkedIn(), event('documents_concluded', { outcome: 'incomplete' }))
const complete = visitAfter(
  checkedIn(),
  ...items.map(({ key }) => decided(key, 'accepted')),
  event('documents_concluded', { outcome: 'complete' }),
)
const noShow = visitAfter(event('marked_no_show', { cause: 'marked' }))

describe('visitActs', () => {
  it.each([
    ['booked', appointment(), 'checkIn', 'markNoShow'],
    ['arrived', arrived, 'conclude', 'undoCheckIn'],
    ['documents_incomplete', incomplete, 'recordReturn', undefined],
    ['documents_complete', complete, 'serve', undefined],
    ['no_show', noShow, 'reverseNoShow', undefined],
    ['cancelled', visitAfter(event('cancelled', { by: 'citizen', reason: null })), undefined, undefined],
  ] as const)('offers the one main act of %s', (state, given, main, second) => {
    expect(given.state).toBe(state)
    const acts = visitActs(visit(given), supervisor, atSlot)
    expect(acts.main?.name).toBe(main)
    expect(acts.second?.name).toBe(second)
    if (main) expect(acts.main?.refusal).toBeNull()
  })

  it('tells the documents clerk that reception checks in, and reception that it does not conclude', () => {
    expect(visitActs(visit(appointment()), documents, atSlot).main?.refusal?.code).toBe('role_not_allowed')
    expect(visitActs(visit(arrived), reception, atSlot).main?.refusal?.code).toBe('role_not_allowed')
    expect(visitActs(visit(arrived), reception, atSlot).second).toEqual({
      name: 'undoCheckIn',
      refusal: null,
      asksReason: true,
    })
  })

  it('lets only the supervisor check in on another day, and asks why', () => {
    expect(visitActs(visit(appointment()), reception, nextDay).main?.refusal?.code).toBe('not_its_day')
    expect(visitActs(visit(appointment()), supervisor, nextDay).main).toEqual({
      name: 'checkIn',
      refusal: null,
      asksReason: true,
    })
  })

  it('knows from the visit alone when a no-show may be recorded', () => {
    expect(visitActs(visit(appointment()), supervisor, atSlot).second?.refusal?.code).toBe(
      'too_early_for_no_show',
    )
    expect(visitActs(visit(appointment()), supervisor, afterGrace).second?.refusal).toBeNull()
  })

  it('does not undo a check-in once a document is decided', () => {
    const decidedOne = visitAfter(checkedIn(), decided('postal_code', 'accepted'))
    expect(visitActs(visit(decidedOne), reception, atSlot).second?.refusal?.code).toBe(
      'documents_already_decided',
    )
  })

  it('offers nothing on a closed day', () => {
    const closed = visit(appointment(), { dayClosed: true })
    expect(visitActs(closed, supervisor, afterGrace).main?.refusal?.code).toBe('day_already_closed')
    expect(visitActs(closed, supervisor, afterGrace).second?.refusal?.code).toBe('day_already_closed')
  })

  it('fails closed without a requirement set', () => {
    const unknown = visit(arrived, { items: [] })
    expect(visitActs(unknown, documents, atSlot).main?.refusal?.code).toBe('requirement_set_unknown')
    expect(checklistRefusal(unknown, documents, atSlot)?.code).toBe('requirement_set_unknown')
  })
})

describe('the checklist', () => {
  it('is open to the documents clerk while the applicant is here, and to nobody before', () => {
    expect(checklistRefusal(visit(arrived), documents, atSlot)).toBeNull()
    expect(checklistRefusal(visit(incomplete), documents, atSlot)).toBeNull()
    expect(checklistRefusal(visit(arrived), reception, atSlot)?.code).toBe('role_not_allowed')
    expect(checklistRefusal(visit(appointment()), supervisor, atSlot)?.code).toBe('transition_not_allowed')
  })

  it('is waived by a supervisor who has not decided the item', () => {
    const own = {
      kind: 'user' as const,
      userId: supervisor.id,
      displayName: 'x',
      roles: ['supervisor' as const],
    }
    const failed = visitAfter(checkedIn(), decided('postal_code', 'failed', { actor: own }))
    expect(waiveRefusal(visit(failed), supervisor, atSlot, 'postal_code')?.code).toBe('waiver_by_same_person')
    expect(waiveRefusal(visit(failed), supervisor, atSlot, 'landline_phone')).toBeNull()
    expect(waiveRefusal(visit(failed), documents, atSlot, 'landline_phone')?.code).toBe(
      'waiver_needs_supervisor',
    )
  })

  it('cannot accept a value that is not there', () => {
    const without = visitAfter(checkedIn())
    without.applicant = { ...without.applicant, landline: null }
    const accept = refusalOf(visit(without), documents, atSlot, 'document_decided', {
      item: 'landline_phone',
      verdict: 'accepted',
      reasonCode: null,
      note: null,
    })
    expect(accept?.code).toBe('value_invalid')
  })

  it('is asked of the day it happens on', () => {
    expect(arrived.arrivedOn).toBe(day)
    expect(visitActs(visit(incomplete), reception, nextDay).main?.refusal?.code).toBe('not_same_day')
  })
})
