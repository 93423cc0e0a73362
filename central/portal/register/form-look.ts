import type { RegistrationField } from '#shared/domain/registration-form.ts'

type Look = {
  ltr?: boolean
  rows?: number
  inputMode?: 'numeric' | 'tel' | 'text'
  autoComplete?: string
  maxLength?: number
  /** Half of the width where there is room. */
  half?: boolean
}

export type TypedField = Exclude<RegistrationField, 'gender' | 'requestKind'>

/** How each field that is typed looks and what a phone offers for it. The birth date is Jalali: no browser knows it. */
export const looks: Record<TypedField, Look> = {
  nationalCode: { ltr: true, inputMode: 'numeric', maxLength: 20 },
  firstName: { autoComplete: 'given-name', maxLength: 60, half: true },
  lastName: { autoComplete: 'family-name', maxLength: 60, half: true },
  fatherName: { maxLength: 60, half: true },
  birthDate: { ltr: true, inputMode: 'numeric', maxLength: 20, half: true },
  certificateNumber: { ltr: true, inputMode: 'numeric', maxLength: 20, half: true },
  certificateSerial: { ltr: true, inputMode: 'numeric', maxLength: 20, half: true },
  postalCode: { ltr: true, inputMode: 'numeric', autoComplete: 'postal-code', maxLength: 20 },
  address: { rows: 3, autoComplete: 'street-address', maxLength: 300 },
  landline: { ltr: true, inputMode: 'tel', autoComplete: 'home tel', maxLength: 24, half: true },
  mobile: { ltr: true, inputMode: 'tel', autoComplete: 'mobile tel', maxLength: 24, half: true },
}

export const identityFields = [
  'nationalCode',
  'firstName',
  'lastName',
  'fatherName',
  'birthDate',
  'certificateNumber',
  'certificateSerial',
] as const satisfies readonly TypedField[]

export const contactFields = [
  'postalCode',
  'address',
  'landline',
  'mobile',
] as const satisfies readonly TypedField[]
