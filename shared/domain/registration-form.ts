import { parseAddress } from './address.ts'
import { parseCertificateNumber, parseCertificateSerial } from './birth-certificate.ts'
import { parseJalali } from './jalali.ts'
import { parseLandline } from './landline.ts'
import { parseMobile } from './mobile.ts'
import { parseNationalCode } from './national-code.ts'
import { parsePersonName } from './person-name.ts'
import { parsePostalCode } from './postal-code.ts'
import { type RequestKind, requestKinds } from './request-kind.ts'
import { invalid, type Validation, type ValidationCode, valid } from './validation.ts'

/*
 * The form of a registration and how it is read. Without schemas, so that the portal's page, which validates as one
 * types, does not carry a schema library (docs/decisions/0067).
 */

export const genders = ['female', 'male'] as const
export type Gender = (typeof genders)[number]

/** What a citizen registers with (domain.md 1.1), in the order of the form. */
export const registrationFields = [
  'nationalCode',
  'firstName',
  'lastName',
  'fatherName',
  'birthDate',
  'certificateNumber',
  'certificateSerial',
  'gender',
  'postalCode',
  'address',
  'landline',
  'mobile',
  'requestKind',
] as const
export type RegistrationField = (typeof registrationFields)[number]

/** A registration in stored form; the birth date is an ISO civil date. */
export type RegistrationDetails = Record<Exclude<RegistrationField, 'gender' | 'requestKind'>, string> & {
  gender: Gender
  requestKind: RequestKind
}

/** The form as it is typed: text in every field, the birth date in the Persian calendar. */
export type RegistrationForm = Record<RegistrationField, string>

export const emptyRegistrationForm: RegistrationForm = Object.fromEntries(
  registrationFields.map((field) => [field, '']),
) as RegistrationForm

export type RegistrationContext = {
  /** Civil date of Tehran: nobody is born after it. */
  today: string
  /** Completes a landline typed without its area code. */
  areaCode?: string
}

const oneOf = (choices: readonly string[], input: string): Validation =>
  choices.includes(input) ? valid(input) : invalid('choice_required')

function parseBirthDate(input: string, today: string): Validation {
  const date = parseJalali(input)
  return date.ok && date.value > today ? invalid('birth_date_in_future') : date
}

/** Reads one field of the form into its stored form, or says what is wrong with it. */
export function parseRegistrationField(
  field: RegistrationField,
  input: string,
  { today, areaCode }: RegistrationContext,
): Validation {
  switch (field) {
    case 'nationalCode':
      return parseNationalCode(input)
    case 'firstName':
    case 'lastName':
    case 'fatherName':
      return parsePersonName(input)
    case 'birthDate':
      return parseBirthDate(input, today)
    case 'certificateNumber':
      return parseCertificateNumber(input)
    case 'certificateSerial':
      return parseCertificateSerial(input)
    case 'gender':
      return oneOf(genders, input)
    case 'postalCode':
      return parsePostalCode(input)
    case 'address':
      return parseAddress(input)
    case 'landline':
      return parseLandline(input, areaCode === undefined ? {} : { areaCode })
    case 'mobile':
      return parseMobile(input)
    case 'requestKind':
      return oneOf(requestKinds, input)
  }
}

export type RegistrationErrors = Partial<Record<RegistrationField, ValidationCode>>

/** Reads a whole form: the details in stored form, or what is wrong with each field. */
export function parseRegistration(
  form: RegistrationForm,
  context: RegistrationContext,
): { ok: true; value: RegistrationDetails } | { ok: false; errors: RegistrationErrors } {
  const errors: RegistrationErrors = {}
  const values: Partial<Record<RegistrationField, string>> = {}
  for (const field of registrationFields) {
    const read = parseRegistrationField(field, form[field], context)
    if (read.ok) values[field] = read.value
    else errors[field] = read.code
  }
  return Object.keys(errors).length > 0
    ? { ok: false, errors }
    : { ok: true, value: values as RegistrationDetails }
}
