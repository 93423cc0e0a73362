import type * as fa from '../fa/refusal.ts'
import type { Messages } from '../messages.ts'

export const refusal: Messages<typeof fa.refusal> = {
  wrong_appointment: {
    what: 'This belongs to another appointment.',
    todo: 'Open the applicant again from the list.',
  },
  transition_not_allowed: {
    what: 'The appointment is in a state that does not allow this.',
    todo: 'Look at its state now; a colleague may have acted before you.',
  },
  already_checked_in: {
    what: 'This applicant has been checked in already.',
    todo: 'No need to do it again; the queue number is on this page.',
  },
  role_not_allowed: {
    what: 'Your role may not do this.',
    todo: 'Ask a colleague who holds the role, or the supervisor.',
  },
  not_its_day: {
    what: 'This appointment is not for today.',
    todo: 'Tell the applicant the date; on another day the supervisor may check in, with a reason.',
  },
  reason_required: {
    what: 'This is not recorded without a reason.',
    todo: 'Write the reason and try again.',
  },
  not_same_day: {
    what: 'This is possible only on the day of arrival.',
    todo: 'Ask the supervisor.',
  },
  documents_already_decided: {
    what: 'The documents are being checked, so the check-in cannot be undone.',
    todo: 'Finish the check.',
  },
  requirement_set_unknown: {
    what: 'The document list of this request has not arrived from the central system.',
    todo: 'Synchronise again, then continue.',
  },
  item_unknown: {
    what: 'This document is not in the list of this request.',
    todo: 'Open the applicant again to refresh the list.',
  },
  reason_code_unknown: {
    what: 'The chosen reason is not defined for this document.',
    todo: 'Choose another reason from the list.',
  },
  note_required: { what: 'This needs a note.', todo: 'Say why in the note.' },
  waiver_needs_supervisor: {
    what: 'Only the supervisor waives a document.',
    todo: 'Ask the supervisor to look at it.',
  },
  waiver_by_same_person: {
    what: 'Who decided a document may not waive it.',
    todo: 'Another supervisor has to record the waiver.',
  },
  value_invalid: {
    what: 'The value is not valid.',
    todo: 'Read it from the document again and correct it.',
  },
  documents_not_complete: {
    what: 'Not all required documents have been accepted.',
    todo: 'Check what is left, or conclude as incomplete.',
  },
  documents_not_incomplete: {
    what: 'Nothing is missing that could make it incomplete.',
    todo: 'Conclude as complete.',
  },
  too_early_for_no_show: {
    what: 'It is too early to record a no-show.',
    todo: 'Wait until the grace period is over.',
  },
  predecessor_rejected: {
    what: 'The event before it was refused.',
    todo: 'Settle that one first.',
  },
  day_already_closed: {
    what: 'This day is closed.',
    todo: 'The supervisor has to reopen it before anything changes.',
  },
  day_not_closed: { what: 'This day is not closed.', todo: 'There is nothing to reopen.' },
  day_has_undecided: {
    what: 'There are applicants present whose documents have no conclusion.',
    todo: 'Filter the list by “Arrived” and conclude each.',
  },
  office_was_closed: {
    what: 'The office is closed on this day; no no-show and no walk-in is recorded.',
    todo: 'Tell the applicant that a new appointment can be booked at once.',
  },
  day_full: {
    what: 'The office is full today.',
    todo: 'Book another day; the supervisor may let somebody in beyond the capacity, with a reason.',
  },
  over_capacity_needs_supervisor: {
    what: 'Only the supervisor lets somebody in beyond the capacity.',
    todo: 'Ask the supervisor to do it, with a reason.',
  },
  registration_unknown: {
    what: 'The central system knows no registration with this national code and tracking code.',
    todo: 'Read the codes from the receipt and record it anew, or withdraw this visit and register the applicant.',
  },
  already_booked: {
    what: 'This applicant has another appointment.',
    todo: 'Find that appointment; cancel it if needed, and then take the applicant in.',
  },
  booking_banned: {
    what: 'After a missed appointment this applicant may not book yet.',
    todo: 'Tell the first date allowed; the supervisor of the office that recorded the no-show can lift the ban.',
  },
  username_taken: {
    what: 'This user name belongs to somebody else of this office.',
    todo: 'Choose another; the name of somebody who is disabled is not given again either.',
  },
  user_unknown: {
    what: 'The central system does not know this user.',
    todo: 'Withdraw this event, and add the user anew if needed.',
  },
  user_out_of_service: {
    what: 'This user is disabled; no password is set for them.',
    todo: 'Enable the user first.',
  },
  actor_out_of_service: {
    what: 'Whoever did this is no longer an active user of this office.',
    todo: 'If it is right, the supervisor records it anew.',
  },
  own_rights: {
    what: 'Nobody takes their own role of supervisor or disables themselves.',
    todo: 'Have another supervisor do this for you.',
  },
  already_called: {
    what: 'This applicant has been called already.',
    todo: 'Call the next; if this one did not come, call again or skip.',
  },
  not_called: {
    what: 'This applicant is at no desk now.',
    todo: 'Call them first.',
  },
  desk_busy: {
    what: 'Another applicant is still in service at this desk.',
    todo: 'Finish with them, hand them over, or skip them if they did not come.',
  },
  queue_empty: {
    what: 'Nobody is waiting for this desk.',
    todo: 'The next applicant who is checked in will be in the queue.',
  },
  appointment_unknown: {
    what: 'The central system does not know this appointment.',
    todo: 'Call the support of the central system, or withdraw this event.',
  },
  event_malformed: {
    what: 'The central system could not read this event.',
    todo: 'Check the version of the application and call support.',
  },
  chain_broken: {
    what: 'This device’s chain of events does not match the central system.',
    todo: 'Go on working and call support today.',
  },
}

export const refusalActor: Messages<typeof fa.refusalActor> = {
  byUserAt: 'Done by {{name}} at {{time}}.',
  byCentralAt: 'Recorded by the central system at {{time}}.',
  calledBy: '{{name}} called them to desk {{desk}} at {{time}}.',
  atDesk: 'Number {{number}} is at desk {{desk}}.',
  bookableFrom: 'Booking is allowed again from {{date}}.',
  appointmentOn: 'The appointment is on {{date}}.',
  stateNow: 'State now: “{{state}}”.',
  undecided_one: '{{count}} applicant is still “Arrived”.',
  undecided_other: '{{count}} applicants are still “Arrived”.',
}
