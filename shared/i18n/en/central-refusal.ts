import type * as fa from '../fa/central-refusal.ts'
import type { Messages } from '../messages.ts'

export const centralRefusal: Messages<typeof fa.centralRefusal> = {
  BAD_REQUEST: {
    what: 'The central system did not understand this request.',
    todo: 'Check what you typed; if it is right, tell support the version of this application.',
  },
  TOO_MANY_REQUESTS: {
    what: 'Too many requests for this national code or this office.',
    todo: 'Wait {{seconds}} seconds, then try again.',
  },
  DETAILS_INVALID: {
    what: 'The central system does not accept some of the details.',
    todo: 'Mend the marked fields and send them again.',
  },
  NOT_ELIGIBLE: {
    what: 'Dear citizen, at present you are not eligible to register for the smart national card.',
    todo: 'Check the details with the birth certificate.',
  },
  CREDENTIALS_UNKNOWN: {
    what: 'No registration has this national code and tracking code.',
    todo: 'Check the digits, or recover the tracking code.',
  },
  OFFICE_UNKNOWN: { what: 'The central system has no such office.', todo: 'Choose another office.' },
  SLOT_FULL: {
    what: 'This time has just been taken.',
    todo: 'The times have been refreshed; choose another.',
  },
  OFFICE_CLOSED: { what: 'The office is closed on this day.', todo: 'Choose another day.' },
  SLOT_NOT_OFFERED: {
    what: 'This time can no longer be booked.',
    todo: 'It may have passed; choose another.',
  },
  ALREADY_BOOKED: {
    what: 'The applicant has an appointment already.',
    todo: 'Change or cancel that one.',
  },
  BOOKING_BANNED: {
    what: 'After a missed appointment, booking again is not allowed yet.',
    todo: 'Booking is possible from {{date}}.',
  },
  REGISTRATION_COMPLETED: {
    what: 'This registration has been completed at an office and needs no appointment.',
    todo: 'See the state of issuance.',
  },
  NOT_CHANGEABLE: {
    what: 'This appointment can no longer be changed or cancelled.',
    todo: 'Look the applicant up again to see how it stands now.',
  },
}

export const ineligibility: Messages<typeof fa.ineligibility> = {
  not_in_registry:
    'The civil registry has no such person; check national code and birth date with the certificate.',
  registry_mismatch: 'The details differ from the civil registry; check them with the certificate.',
  not_iranian: 'The smart national card is for Iranian nationals only.',
  deceased: 'The civil registry has a death on record; the applicant has to go to the registry office.',
  under_age: 'The applicant is not 15 full years old yet.',
  has_card: 'The applicant has a card; replacement or exchange is possible.',
  has_no_card: 'The applicant has no card yet; a first issue is possible.',
  live_registration: 'The applicant has registered before; recover the tracking code.',
}
