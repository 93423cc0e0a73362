import { civilDateSchema } from '#shared/domain/civil-time.ts'
import {
  parseRegistrationField,
  type RegistrationContext,
  type RegistrationDetails,
  type RegistrationErrors,
  type RegistrationField,
  type RegistrationForm,
  registrationFields,
} from '#shared/domain/registration-form.ts'
import { invalid, type Validation, valid } from '#shared/domain/validation.ts'

/** Before this nobody was born who can come to an office, and the Persian calendar of the rules does not reach. */
const EARLIEST_BIRTH = '1850-01-01'

/**
 * Reads what a client sends: every field as it is typed, but for the birth date, which is an ISO civil date. The details
 * in stored form, or what is wrong with each field.
 */
export function readDetails(
  sent: RegistrationForm,
  context: RegistrationContext,
): { ok: true; value: RegistrationDetails } | { ok: false; errors: RegistrationErrors } {
  const errors: RegistrationErrors = {}
  const values: Partial<Record<RegistrationField, string>> = {}
  for (const field of registrationFields) {
    const read =
      field === 'birthDate'
        ? readBirthDate(sent.birthDate, context.today)
        : parseRegistrationField(field, sent[field], context)
    if (read.ok) values[field] = read.value
    else errors[field] = read.code
  }
  return Object.keys(errors).length > 0
    ? { ok: false, errors }
    : { ok: true, value: values as RegistrationDetails }
}

function readBirthDate(sent: string, today: string): Validation {
  if (sent === '') return invalid('required')
  if (!civilDateSchema.safeParse(sent).success) return invalid('jalali_date_invalid')
  if (sent > today) return invalid('birth_date_in_future')
  return sent < EARLIEST_BIRTH ? invalid('jalali_date_year_range') : valid(sent)
}
