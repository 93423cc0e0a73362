import type * as fa from '../../fa/portal/lookup.ts'
import type { Messages } from '../../messages.ts'

export const recovery: Messages<typeof fa.recovery> = {
  title: 'Recover the tracking code',
  lead: 'The tracking code is sent to the mobile number that you gave on registering.',
  submit: 'Send the code',
  doneTitle: 'Your request was received',
  done: 'If national code and birth date fit a registration, the tracking code reaches the registered mobile within minutes.',
  notArrived:
    'Nothing came? Check the national code and the birth date, or go to a counter office with your birth certificate.',
  again: 'Ask again',
}

export const status: Messages<typeof fa.status> = {
  title: 'Status',
  of: 'Dear {{name}}',
  now: 'Present stage',
  request: 'Request',
  history: 'Stages',
  at: '{{date}}, {{time}}',
  appointment: 'Appointment',
  noAppointment: 'You have no appointment.',
  book: 'Book an appointment',
  open: 'See, change or cancel the appointment',
  refresh: 'Refresh',
}

export const demo: Messages<typeof fa.demo> = {
  title: 'Demonstration',
  lead: 'People of the demonstration registry, and the messages that would have been sent to mobiles. All made up.',
  people: 'People',
  outbox: 'Messages sent',
  eligible: 'May register',
  notEligible: 'Is refused: {{why}}',
  born: 'Born {{date}}',
  noMessages: 'No message was sent yet.',
  refresh: 'Refresh',
  use: 'Fill the form with these details',
}
