import type { Actor } from './event.ts'
import type { AppointmentState } from './state.ts'

/** Every reason for which the rule book refuses an event. Codes are stable: stored, sent and translated. */
export const refusalCodes = [
  'wrong_appointment',
  'transition_not_allowed',
  'already_checked_in',
  'role_not_allowed',
  'not_its_day',
  'reason_required',
  'not_same_day',
  'documents_already_decided',
  'requirement_set_unknown',
  'item_unknown',
  'reason_code_unknown',
  'note_required',
  'waiver_needs_supervisor',
  'waiver_by_same_person',
  'value_invalid',
  'documents_not_complete',
  'documents_not_incomplete',
  'too_early_for_no_show',
  'predecessor_rejected',
  'day_already_closed',
  'day_not_closed',
  'day_has_undecided',
  'office_was_closed',
  'day_full',
  'over_capacity_needs_supervisor',
  'registration_unknown',
  'already_booked',
  'booking_banned',
  'username_taken',
  'user_unknown',
  'user_out_of_service',
  'actor_out_of_service',
  'own_rights',
  'already_called',
  'not_called',
  'desk_busy',
  'queue_empty',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

/** A refusal with what a clerk needs in order to understand it. */
export type Refusal = {
  code: RefusalCode
  /** The state that the event met. */
  state?: AppointmentState
  /** Who did before what was asked for now, and when (UTC instant). */
  by?: Actor
  at?: string
  /** Items that stand in the way. */
  items?: readonly string[]
  /** First civil date on which booking is allowed again. */
  bookableFrom?: string
  /** How many applicants stand in the way of closing a day. */
  count?: number
  /** The desk that somebody was called to. */
  desk?: number
  /** The appointment that the person has already, or that stands in the way at a desk, and its day. */
  appointmentId?: string
  date?: string
}

export type Reduction<T> = { ok: true; value: T; changed: boolean } | { ok: false; refusal: Refusal }

export const applied = <T>(value: T): Reduction<T> => ({ ok: true, value, changed: true })
export const unchanged = <T>(value: T): Reduction<T> => ({ ok: true, value, changed: false })
export const refused = (
  code: RefusalCode,
  details: Omit<Refusal, 'code'> = {},
): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: { code, ...details },
})
