import type * as fa from '../../fa/portal/shell.ts'
import type { Messages } from '../../messages.ts'

export const shell: Messages<typeof fa.shell> = {
  appName: 'National smart card',
  home: 'First page',
  skip: 'Skip to the content',
  otherLanguage: 'فارسی',
  forget: 'Finish',
  forgotten: 'The national code and the tracking code were removed from this page.',
  back: 'Back',
  loading: 'Loading…',
  working: 'Working…',
  retry: 'Try again',
  copy: 'Copy',
  copied: 'Copied',
  chosen: 'Chosen',
  edit: 'Change',
  close: 'Cancel',
  comma: ', ',
  errorsTitle: 'Please correct:',
  notFound: 'There is no such page',
  notFoundTodo: 'Check the address, or start from the first page.',
  crashed: 'This page has failed',
  crashedTodo: 'Open the page again; what was recorded is not lost.',
  reopen: 'Open again',
  demo: 'Demonstration',
  demoStrip: 'People and offices here are made up.',
  demoLink: 'Demonstration people and messages',
  footer: 'Give your tracking code to nobody.',
}

export const menu: Messages<typeof fa.menu> = {
  title: 'What would you like to do?',
  register: 'Register',
  registerHint: 'Ask for a card and get a tracking code',
  booking: 'Book an appointment',
  bookingHint: 'Book, change or cancel a visit to a counter office',
  recovery: 'Recover the tracking code',
  recoveryHint: 'If you do not have your tracking code',
  status: 'See the status',
  statusHint: 'The stage of your card and your appointment',
}

export const bring: Messages<typeof fa.bring> = {
  title: 'Bring along on the day',
  certificate: 'The original birth certificate with photo',
  postalCode: 'Postal code',
  address: 'Residence address',
  phones: 'Landline and mobile numbers',
  missed: 'If you do not come at the appointed time you may not book again for 3 days.',
  inPerson: 'The applicant has to come in person; photo and fingerprints are taken there.',
}
