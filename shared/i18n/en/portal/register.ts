import type * as fa from '../../fa/portal/register.ts'
import type { Messages } from '../../messages.ts'

export const register: Messages<typeof fa.register> = {
  title: 'Register',
  lead: 'Write everything in Persian as it stands in the birth certificate. Each field is checked as you type.',
  request: 'Request',
  identity: 'From the birth certificate',
  contact: 'Address and telephone',
  submit: 'Register and get a tracking code',
  notEligibleHint: 'Why?',
  again: 'Back to the form',
  keptTyped: 'What you have typed is kept; you can correct it and send it again.',
}

export const field: Messages<typeof fa.field> = {
  nationalCode: 'National code',
  firstName: 'First name',
  lastName: 'Last name',
  fatherName: "Father's name",
  birthDate: 'Birth date',
  certificateNumber: 'Certificate number',
  certificateSerial: 'Certificate serial',
  gender: 'Gender',
  postalCode: 'Postal code',
  address: 'Residence address',
  landline: 'Landline',
  mobile: 'Mobile',
  requestKind: 'Kind of request',
}

export const fieldHint: Messages<typeof fa.fieldHint> = {
  nationalCode: 'Ten digits',
  fatherName: 'As the birth certificate has it',
  birthDate: 'Persian calendar, such as 1370/01/05',
  certificateNumber: '1 to 10 digits',
  certificateSerial: 'The six digits beside the series',
  postalCode: 'Ten digits without a dash',
  address: 'City, street, alley, number and flat',
  landline: 'With the area code, such as 02188634712',
  mobile: 'Messages go there; such as 09120572645',
}

export const gender: Messages<typeof fa.gender> = { female: 'Female', male: 'Male' }

export const requestKindHint: Messages<typeof fa.requestKindHint> = {
  first_issue: 'You have never had a smart card',
  replacement: 'Your card is lost or destroyed',
  exchange: 'You have a card whose details or photo must be renewed',
}

export const registered: Messages<typeof fa.registered> = {
  title: 'You are registered',
  trackingCode: 'Your tracking code',
  keep: 'Keep this code: with it and your national code you book and see the status of the card.',
  sent: 'The same code was sent to your mobile.',
  goOn: 'Go on: book an appointment',
}

export const ineligible: Messages<typeof fa.ineligible> = {
  not_in_registry: 'This national code is not in the civil registry. Check it against the birth certificate.',
  registry_mismatch:
    'The details differ from the civil registry. Check the names, birth date, certificate number and serial, and gender.',
  not_iranian: 'The national smart card is for Iranian nationals.',
  deceased:
    'A death is recorded for this national code. If that is a mistake, go to a civil registration office.',
  under_age: 'You can register once you are 15 full years old.',
  has_card: 'You have a card already. If it is lost or must be renewed choose "Replacement" or "Exchange".',
  has_no_card: 'No card was issued to you yet. Choose "First issue".',
  live_registration:
    'You are registered already. If you do not have your tracking code choose "Recover the tracking code".',
}
