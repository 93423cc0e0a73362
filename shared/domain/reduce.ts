import type { Appointment, DocumentDecision } from './appointment.ts'
import { decisionFor, hasValidDetail, missingItems, parseDetail } from './documents.ts'
import type { AppointmentEvent, AppointmentEventType } from './event.ts'
import { occurredAt } from './event.ts'
import { bookableFrom, noShowFrom } from './no-show.ts'
import { isSupervisor, mayCause } from './permission.ts'
import { afterCall, backInTheLine, documentsFound, leavesDesk, leavesQueue } from './reduce-turn.ts'
import type { Reduction } from './refusal.ts'
import { applied, refused, unchanged } from './refusal.ts'
import type { OfficeRules } from './rules.ts'
import { isOfficeClosed, requirementItems } from './rules.ts'
import type { AppointmentState } from './state.ts'
import { tehranDateOf } from './tehran-time.ts'

/** From which states each event is allowed (DESIGN 3). */
export const allowedFrom: Record<AppointmentEventType, readonly AppointmentState[]> = {
  // Makes an appointment and meets none: `admitWalkIn`.
  walked_in: [],
  checked_in: ['booked'],
  check_in_undone: ['arrived'],
  document_decided: ['arrived', 'documents_incomplete'],
  details_corrected: ['arrived', 'documents_incomplete'],
  documents_concluded: ['arrived'],
  returned: ['documents_incomplete'],
  served: ['documents_complete'],
  marked_no_show: ['booked'],
  no_show_reversed: ['no_show'],
  cancelled: ['booked'],
  called: ['arrived', 'documents_complete'],
  recalled: ['arrived', 'documents_complete'],
  call_skipped: ['arrived', 'documents_complete'],
  handed_over: ['arrived', 'documents_complete'],
}

type Of<T extends AppointmentEventType> = Extract<AppointmentEvent, { type: T }>

/**
 * The rule book: what an event makes of an appointment, or the reason why it may not happen.
 *
 * Pure. The office calls it before it writes, the central system when it ingests; both must come to the same state.
 * An event that is in the state already changes nothing and is not refused.
 */
export function reduce(
  appointment: Appointment,
  event: AppointmentEvent,
  rules: OfficeRules,
): Reduction<Appointment> {
  if (event.appointmentId !== appointment.id || event.officeId !== appointment.officeId) {
    return refused('wrong_appointment')
  }
  if (appointment.appliedEventIds.includes(event.id)) return unchanged(appointment)
  if (!mayCause(event.actor, event.type)) return refused('role_not_allowed', { state: appointment.state })
  if (!allowedFrom[event.type].includes(appointment.state) && !overtakesWithdrawal(appointment, event)) {
    return refuseTransition(appointment, event)
  }
  const result = transition(appointment, event, rules)
  if (!result.ok) return result
  return applied({ ...result.value, appliedEventIds: [...appointment.appliedEventIds, event.id] })
}

/** An arrival beats a cancellation or a no-show by another side that the office had not yet seen (DESIGN 4). */
function overtakesWithdrawal(appointment: Appointment, event: AppointmentEvent): boolean {
  const { withdrawal } = appointment
  return (
    event.type === 'checked_in' &&
    (appointment.state === 'cancelled' || appointment.state === 'no_show') &&
    withdrawal !== null &&
    withdrawal.revision !== null &&
    withdrawal.deviceId !== event.deviceId &&
    event.baseRevision < withdrawal.revision
  )
}

function refuseTransition(appointment: Appointment, event: AppointmentEvent): Reduction<Appointment> {
  const { state, checkedInBy, arrivedAt } = appointment
  if (event.type === 'checked_in' && checkedInBy !== null && arrivedAt !== null) {
    return refused('already_checked_in', { state, by: checkedInBy, at: arrivedAt })
  }
  return refused('transition_not_allowed', { state })
}

function transition(
  appointment: Appointment,
  event: AppointmentEvent,
  rules: OfficeRules,
): Reduction<Appointment> {
  switch (event.type) {
    case 'walked_in':
      return refused('transition_not_allowed', { state: appointment.state })
    case 'checked_in':
      return checkIn(appointment, event)
    case 'check_in_undone':
      return undoCheckIn(appointment, event)
    case 'document_decided':
      return decideDocument(appointment, event, rules)
    case 'details_corrected':
      return correctDetails(appointment, event, rules)
    case 'documents_concluded':
      return concludeDocuments(appointment, event, rules)
    case 'returned':
      return onArrivalDay(appointment, event)
        ? applied({ ...backInTheLine(appointment, occurredAt(event)), state: 'arrived' })
        : refused('not_same_day', { state: appointment.state })
    case 'served':
      return applied({ ...leavesDesk(appointment), state: 'served' })
    case 'called':
    case 'recalled':
    case 'call_skipped':
    case 'handed_over':
      return onArrivalDay(appointment, event)
        ? afterCall(appointment, event)
        : refused('not_same_day', { state: appointment.state })
    case 'marked_no_show':
      return markNoShow(appointment, event, rules)
    case 'no_show_reversed':
      return applied({ ...appointment, state: 'booked', bookableFrom: null, withdrawal: null })
    case 'cancelled':
      return applied({ ...appointment, state: 'cancelled', withdrawal: withdrawalBy(event) })
  }
}

const withdrawalBy = (event: AppointmentEvent) => ({
  eventId: event.id,
  deviceId: event.deviceId,
  revision: null,
})

const onArrivalDay = (appointment: Appointment, event: AppointmentEvent): boolean =>
  appointment.arrivedOn === tehranDateOf(occurredAt(event))

function checkIn(appointment: Appointment, event: Of<'checked_in'>): Reduction<Appointment> {
  const at = occurredAt(event)
  const today = tehranDateOf(at)
  if (today !== appointment.date) {
    if (!isSupervisor(event.actor)) return refused('not_its_day', { state: appointment.state })
    if (event.payload.reason === null) return refused('reason_required', { state: appointment.state })
  }
  return applied({
    ...appointment,
    state: 'arrived',
    queueNumber: event.payload.queueNumber,
    arrivedOn: today,
    arrivedAt: at,
    checkedInBy: event.actor,
    bookableFrom: null,
    withdrawal: null,
  })
}

function undoCheckIn(appointment: Appointment, event: Of<'check_in_undone'>): Reduction<Appointment> {
  const { state } = appointment
  if (!onArrivalDay(appointment, event)) return refused('not_same_day', { state })
  if (appointment.decisions.length > 0) {
    return refused('documents_already_decided', { state, items: appointment.decisions.map((d) => d.item) })
  }
  return applied({
    ...leavesQueue(appointment),
    state: 'booked',
    queueNumber: null,
    arrivedOn: null,
    arrivedAt: null,
    checkedInBy: null,
  })
}

function decideDocument(
  appointment: Appointment,
  event: Of<'document_decided'>,
  rules: OfficeRules,
): Reduction<Appointment> {
  const { state } = appointment
  const { item: key, verdict, reasonCode, note } = event.payload
  const items = requirementItems(rules, appointment.requirementSet)
  if (items === null) return refused('requirement_set_unknown', { state })
  const item = items.find((candidate) => candidate.key === key)
  if (!item) return refused('item_unknown', { state, items: [key] })

  if (verdict === 'accepted' && item.field !== null && !hasValidDetail(appointment.applicant, item.field)) {
    return refused('value_invalid', { state, items: [key] })
  }
  if (verdict === 'failed' && !item.failReasons.some((reason) => reason.code === reasonCode)) {
    return refused('reason_code_unknown', { state, items: [key] })
  }
  if (verdict === 'waived') {
    if (!isSupervisor(event.actor)) return refused('waiver_needs_supervisor', { state, items: [key] })
    if (note === null || note === '') return refused('note_required', { state, items: [key] })
    const earlier = decisionFor(appointment, key)
    if (earlier && earlier.verdict !== 'waived' && samePerson(earlier, event)) {
      return refused('waiver_by_same_person', { state, items: [key], by: earlier.by, at: earlier.at })
    }
  }
  const decision: DocumentDecision = {
    item: key,
    verdict,
    reasonCode: verdict === 'failed' ? reasonCode : null,
    note,
    by: event.actor,
    at: occurredAt(event),
    eventId: event.id,
  }
  return applied({
    ...appointment,
    decisions: [...appointment.decisions.filter((earlier) => earlier.item !== key), decision],
  })
}

const samePerson = (decision: DocumentDecision, event: AppointmentEvent): boolean =>
  decision.by.kind === 'user' && event.actor.kind === 'user' && decision.by.userId === event.actor.userId

function correctDetails(
  appointment: Appointment,
  event: Of<'details_corrected'>,
  rules: OfficeRules,
): Reduction<Appointment> {
  const { state } = appointment
  const { field, value } = event.payload
  const parsed = parseDetail(field, value)
  if (!parsed.ok || parsed.value !== value) return refused('value_invalid', { state, items: [field] })
  const items = requirementItems(rules, appointment.requirementSet)
  if (items === null) return refused('requirement_set_unknown', { state })
  // A verdict speaks of the value that was seen: a new value is undecided again.
  const about = new Set(items.filter((item) => item.field === field).map((item) => item.key))
  return applied({
    ...appointment,
    applicant: { ...appointment.applicant, [field]: value },
    decisions: appointment.decisions.filter((decision) => !about.has(decision.item)),
  })
}

function concludeDocuments(
  appointment: Appointment,
  event: Of<'documents_concluded'>,
  rules: OfficeRules,
): Reduction<Appointment> {
  const { state } = appointment
  const items = requirementItems(rules, appointment.requirementSet)
  if (items === null) return refused('requirement_set_unknown', { state })
  const missing = missingItems(appointment, items).map((item) => item.key)
  if (event.payload.outcome === 'complete') {
    return missing.length === 0
      ? applied({ ...documentsFound(appointment, occurredAt(event)), state: 'documents_complete' })
      : refused('documents_not_complete', { state, items: missing })
  }
  return missing.length > 0
    ? applied({ ...leavesDesk(appointment), state: 'documents_incomplete' })
    : refused('documents_not_incomplete', { state })
}

function markNoShow(
  appointment: Appointment,
  event: Of<'marked_no_show'>,
  rules: OfficeRules,
): Reduction<Appointment> {
  if (isOfficeClosed(rules, appointment.date)) {
    return refused('office_was_closed', { state: appointment.state })
  }
  if (occurredAt(event) < noShowFrom(appointment.date, appointment.slot, rules.graceMinutes)) {
    return refused('too_early_for_no_show', { state: appointment.state })
  }
  return applied({
    ...appointment,
    state: 'no_show',
    bookableFrom: bookableFrom(appointment.date, rules.banDays),
    withdrawal: withdrawalBy(event),
  })
}

/**
 * Gives a changed appointment its server revision, and dates its withdrawal with it.
 * Only the central system calls this, inside the transaction that took the revision.
 */
export function stampRevision(appointment: Appointment, revision: number): Appointment {
  const { withdrawal } = appointment
  return {
    ...appointment,
    revision,
    withdrawal: withdrawal && withdrawal.revision === null ? { ...withdrawal, revision } : withdrawal,
  }
}
