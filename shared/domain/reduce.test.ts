import { describe, expect, it } from 'vitest'
import {
  afterGrace,
  appointment,
  central,
  checkedIn,
  decided,
  documentsClerk,
  event,
  items,
  nextDay,
  otherDeviceId,
  receptionist,
  rules,
  supervisor,
  user,
} from '#tests/support/domain-fixtures.ts'
import type { Appointment } from './appointment.ts'
import type { AppointmentEvent } from './event.ts'
import { reduce, stampRevision } from './reduce.ts'

function follow(start: Appointment, ...events: AppointmentEvent[]): Appointment {
  return events.reduce((current, next) => {
    const result = reduce(current, next, rules)
    if (!result.ok) throw new Error(`${next.type} refused: ${JSON.stringify(result.refusal)}`)
    return result.value
  }, start)
}
function refusal(start: Appointment, next: AppointmentEvent) {
  const result = reduce(start, next, rules)
  if (result.ok) throw new Error(`${next.type} was not refused`)
  return result.refusal
}
const acceptAll = () => items.map((item) => decided(item.key, 'accepted'))
const arrived = () => follow(appointment(), checkedIn())

describe('check-in', () => {
  it('gives the queue number, the time and the person', () => {
    expect(arrived()).toMatchObject({
      state: 'arrived',
      queueNumber: 47,
      arrivedOn: '2026-11-22',
      arrivedAt: '2026-11-22T07:00:00.000Z',
      checkedInBy: receptionist,
    })
  })
  it('tells the second clerk who did it and when', () => {
    expect(refusal(arrived(), checkedIn())).toEqual({
      code: 'already_checked_in',
      state: 'arrived',
      by: receptionist,
      at: '2026-11-22T07:00:00.000Z',
    })
  })
  it('on another day is for the supervisor, with a reason', () => {
    expect(refusal(appointment(), checkedIn({ deviceTime: nextDay })).code).toBe('not_its_day')
    const bySupervisor = { deviceTime: nextDay, actor: supervisor }
    expect(refusal(appointment(), checkedIn(bySupervisor)).code).toBe('reason_required')
    const told = event('checked_in', { queueNumber: 3, reason: 'بیمار بود' }, bySupervisor)
    expect(follow(appointment(), told)).toMatchObject({ state: 'arrived', arrivedOn: '2026-11-23' })
  })
  it('goes by the civil day of Tehran and the clock corrected by the measured offset', () => {
    const lateEvening = '2026-11-22T20:29:00.000Z'
    expect(follow(appointment(), checkedIn({ deviceTime: lateEvening })).arrivedOn).toBe('2026-11-22')
    const afterMidnight = '2026-11-22T20:30:00.000Z'
    expect(refusal(appointment(), checkedIn({ deviceTime: afterMidnight })).code).toBe('not_its_day')
    const twoDaysSlow = { deviceTime: '2026-11-20T07:00:00.000Z', clockOffsetMs: 2 * 86_400_000 }
    expect(follow(appointment(), checkedIn(twoDaysSlow)).arrivedAt).toBe('2026-11-22T07:00:00.000Z')
  })
  it('is undone on the same day while no document is decided', () => {
    const undo = (changes = {}) => event('check_in_undone', { reason: 'اشتباه در انتخاب' }, changes)
    expect(follow(arrived(), undo())).toMatchObject({ state: 'booked', queueNumber: null, arrivedAt: null })
    expect(refusal(arrived(), undo({ deviceTime: nextDay })).code).toBe('not_same_day')
    const decidedOne = follow(arrived(), decided('postal_code', 'accepted'))
    expect(refusal(decidedOne, undo())).toMatchObject({
      code: 'documents_already_decided',
      items: ['postal_code'],
    })
  })
})

describe('documents', () => {
  it('are complete only when every required item is accepted or waived', () => {
    const complete = event('documents_concluded', { outcome: 'complete' })
    expect(refusal(arrived(), complete)).toMatchObject({
      code: 'documents_not_complete',
      items: items.map((item) => item.key),
    })
    const oneWaived = [...acceptAll().slice(0, 4), decided('mobile_phone', 'waived')]
    expect(follow(arrived(), ...oneWaived, complete).state).toBe('documents_complete')
    const oneFailed = [...acceptAll().slice(0, 4), decided('mobile_phone', 'failed')]
    expect(refusal(follow(arrived(), ...oneFailed), complete).items).toEqual(['mobile_phone'])
  })
  it('are not incomplete when nothing is missing', () => {
    const incomplete = event('documents_concluded', { outcome: 'incomplete' })
    expect(refusal(follow(arrived(), ...acceptAll()), incomplete).code).toBe('documents_not_incomplete')
    expect(follow(arrived(), incomplete).state).toBe('documents_incomplete')
  })
  it('fail closed when the requirement set is unknown', () => {
    const unknown = { ...arrived(), requirementSet: { id: 'first_issue', version: 2 } }
    expect(refusal(unknown, decided('postal_code', 'accepted')).code).toBe('requirement_set_unknown')
    expect(refusal(unknown, event('documents_concluded', { outcome: 'complete' })).code).toBe(
      'requirement_set_unknown',
    )
  })
  it('refuse an item, a reason or a value that is not there', () => {
    expect(refusal(arrived(), decided('passport', 'accepted')).code).toBe('item_unknown')
    const wrongReason = { item: 'postal_code', verdict: 'failed', reasonCode: 'sold', note: null } as const
    expect(refusal(arrived(), event('document_decided', wrongReason)).code).toBe('reason_code_unknown')
    const { applicant } = appointment()
    const noLandline = { ...arrived(), applicant: { ...applicant, landline: null } }
    expect(refusal(noLandline, decided('landline_phone', 'accepted')).code).toBe('value_invalid')
  })
  it('are waived by a supervisor with a note, never by who decided the item', () => {
    const waive = (changes = {}) => decided('postal_code', 'waived', changes)
    expect(refusal(arrived(), waive({ actor: documentsClerk })).code).toBe('waiver_needs_supervisor')
    const noNote = { item: 'postal_code', verdict: 'waived', reasonCode: null, note: null } as const
    expect(refusal(arrived(), event('document_decided', noNote, { actor: supervisor })).code).toBe(
      'note_required',
    )
    const both = user('documents', 'supervisor')
    const failedByBoth = follow(arrived(), decided('postal_code', 'failed', { actor: both }))
    expect(refusal(failedByBoth, waive({ actor: both })).code).toBe('waiver_by_same_person')
    expect(follow(failedByBoth, waive()).decisions[0]?.verdict).toBe('waived')
  })
  it('take a corrected value only in its normal form, and ask for a new verdict about it', () => {
    const correct = (value: string) => event('details_corrected', { field: 'postalCode', value })
    expect(refusal(arrived(), correct('55541-94627')).code).toBe('value_invalid')
    const accepted = follow(
      arrived(),
      decided('postal_code', 'accepted'),
      decided('mobile_phone', 'accepted'),
    )
    const corrected = follow(accepted, correct('5554194627'))
    expect(corrected.applicant.postalCode).toBe('5554194627')
    expect(corrected.decisions.map((decision) => decision.item)).toEqual(['mobile_phone'])
  })
  it('let the later verdict of an item win', () => {
    const twice = follow(arrived(), decided('postal_code', 'failed'), decided('postal_code', 'accepted'))
    expect(twice.decisions).toHaveLength(1)
    expect(twice.decisions[0]).toMatchObject({ verdict: 'accepted', reasonCode: null })
  })
  it('bring the applicant back the same day only', () => {
    const incomplete = follow(arrived(), event('documents_concluded', { outcome: 'incomplete' }))
    expect(follow(incomplete, event('returned', {}))).toMatchObject({ state: 'arrived', queueNumber: 47 })
    expect(refusal(incomplete, event('returned', {}, { deviceTime: nextDay })).code).toBe('not_same_day')
  })
})

describe('no-show', () => {
  it('is recorded after the slot and its grace, and bans D+1 to D+3', () => {
    const mark = (deviceTime: string) => event('marked_no_show', { cause: 'marked' }, { deviceTime })
    expect(refusal(appointment(), mark('2026-11-22T07:14:59.999Z')).code).toBe('too_early_for_no_show')
    expect(follow(appointment(), mark(afterGrace))).toMatchObject({
      state: 'no_show',
      bookableFrom: '2026-11-26',
    })
  })
  it('is for those who did not come: incomplete documents are none', () => {
    const incomplete = follow(arrived(), event('documents_concluded', { outcome: 'incomplete' }))
    expect(refusal(incomplete, event('marked_no_show', { cause: 'marked' }))).toEqual({
      code: 'transition_not_allowed',
      state: 'documents_incomplete',
    })
  })
  it('is reversed by the supervisor, which lifts the ban', () => {
    const missed = follow(appointment(), event('marked_no_show', { cause: 'day_closed' }))
    const reversal = (actor = supervisor) => event('no_show_reversed', { reason: 'خطای ثبت' }, { actor })
    expect(follow(missed, reversal())).toMatchObject({
      state: 'booked',
      bookableFrom: null,
      withdrawal: null,
    })
    expect(refusal(missed, reversal(receptionist)).code).toBe('role_not_allowed')
  })
})

describe('an arrival and a withdrawal that crossed', () => {
  const cancelled = () =>
    stampRevision(
      follow(appointment(), event('cancelled', { by: 'citizen', reason: null }, { deviceId: otherDeviceId })),
      12,
    )
  it('lets the arrival win when the office had not seen the cancellation', () => {
    expect(follow(cancelled(), checkedIn({ baseRevision: 10 }))).toMatchObject({
      state: 'arrived',
      withdrawal: null,
    })
  })
  it('refuses the arrival when the office had seen it', () => {
    expect(refusal(cancelled(), checkedIn({ baseRevision: 12 })).code).toBe('transition_not_allowed')
  })
  it('wins over a no-show of another device, never over one of its own', () => {
    const missed = (changes: object) =>
      stampRevision(follow(appointment(), event('marked_no_show', { cause: 'marked' }, changes)), 12)
    expect(follow(missed({ deviceId: otherDeviceId }), checkedIn())).toMatchObject({
      state: 'arrived',
      bookableFrom: null,
    })
    expect(refusal(missed({}), checkedIn()).code).toBe('transition_not_allowed')
  })
})

it('refuses an event of another appointment, and one that only the central side may cause', () => {
  expect(refusal(appointment(), checkedIn({ appointmentId: otherDeviceId })).code).toBe('wrong_appointment')
  const cancel = event('cancelled', { by: 'operator', reason: null }, { actor: supervisor })
  expect(refusal(appointment(), cancel).code).toBe('role_not_allowed')
  expect(refusal(appointment(), checkedIn({ actor: central })).code).toBe('role_not_allowed')
})
