import type * as fa from '../../fa/portal/trouble.ts'
import type { Messages } from '../../messages.ts'

export const trouble: Messages<typeof fa.trouble> = {
  BAD_REQUEST: { what: 'What was sent was not accepted.', todo: 'Check what you typed and send it again.' },
  DETAILS_INVALID: { what: 'Some fields are not valid.', todo: 'Correct the fields that are marked.' },
  TOO_MANY_REQUESTS: {
    what: 'There were too many requests.',
    todo: 'Wait {{seconds}} seconds and send it again. What you typed is kept.',
  },
  CREDENTIALS_UNKNOWN: {
    what: 'No registration has this national code and tracking code.',
    todo: 'Check both, or recover the tracking code.',
  },
  OFFICE_UNKNOWN: { what: 'This office is no longer in the list.', todo: 'Choose another office.' },
  SLOT_FULL: { what: 'This time is full.', todo: 'Choose another time.' },
  OFFICE_CLOSED: { what: 'The office is closed on this day.', todo: 'Choose another day.' },
  SLOT_NOT_OFFERED: { what: 'This time can no longer be booked.', todo: 'Choose another time.' },
  ALREADY_BOOKED: { what: 'You have another appointment.', todo: 'Change or cancel that one.' },
  BOOKING_BANNED: { what: 'You cannot book again yet.', todo: 'Wait until the day that is told.' },
  REGISTRATION_COMPLETED: {
    what: 'The office has completed your registration.',
    todo: 'No appointment is needed; see the status.',
  },
  NOT_CHANGEABLE: {
    what: 'This appointment can no longer be changed or cancelled.',
    todo: 'Ask the counter office.',
  },
  offline: {
    what: 'The system could not be reached.',
    todo: 'Check your connection and try again. What you typed is kept.',
  },
  server: {
    what: 'The system does not answer at present.',
    todo: 'Try again in some minutes. What you typed is kept.',
  },
  unexpected: { what: 'The request was not accepted.', todo: 'Try again, or go to a counter office.' },
}
