import { parseAddress } from './address.ts'
import type { Applicant } from './applicant.ts'
import { isIsoDate } from './civil-date.ts'
import { parseLandline } from './landline.ts'
import { parseMobile } from './mobile.ts'
import { parseNationalCode } from './national-code.ts'
import { parsePersonName } from './person-name.ts'
import { parsePostalCode } from './postal-code.ts'
import { parseTrackingCode } from './tracking-code.ts'
import { invalid, type Validation, type ValidationCode, valid } from './validation.ts'

/** What a walk-in is known by: the two codes always, the rest from the central system or from the receipt. */
export const walkInFields = [
  'nationalCode',
  'trackingCode',
  'firstName',
  'lastName',
  'fatherName',
  'birthDate',
  'mobile',
  'postalCode',
  'address',
  'landline',
] as const satisfies readonly (keyof Applicant)[]
export type WalkInField = (typeof walkInFields)[number]
export type WalkInErrors = Partial<Record<WalkInField, ValidationCode>>

export type WalkInContext = { today: string; trackingCodeLength: number; areaCode: string }

/** Reads both codes into their stored form. */
export function parseWalkInCodes(
  typed: { nationalCode: string; trackingCode: string },
  { trackingCodeLength }: Pick<WalkInContext, 'trackingCodeLength'>,
): { ok: true; value: { nationalCode: string; trackingCode: string } } | { ok: false; errors: WalkInErrors } {
  const nationalCode = parseNationalCode(typed.nationalCode)
  const trackingCode = parseTrackingCode(typed.trackingCode, { length: trackingCodeLength })
  if (nationalCode.ok && trackingCode.ok) {
    return { ok: true, value: { nationalCode: nationalCode.value, trackingCode: trackingCode.value } }
  }
  return {
    ok: false,
    errors: {
      ...(nationalCode.ok ? {} : { nationalCode: nationalCode.code }),
      ...(trackingCode.ok ? {} : { trackingCode: trackingCode.code }),
    },
  }
}

/** Reads one field as typed, the birth date as an ISO civil date. */
export function parseWalkInField(field: WalkInField, typed: string, context: WalkInContext): Validation {
  switch (field) {
    case 'nationalCode':
      return parseNationalCode(typed)
    case 'trackingCode':
      return parseTrackingCode(typed, { length: context.trackingCodeLength })
    case 'firstName':
    case 'lastName':
    case 'fatherName':
      return parsePersonName(typed)
    case 'birthDate':
      if (!isIsoDate(typed)) return invalid(typed === '' ? 'required' : 'jalali_date_invalid')
      return typed > context.today ? invalid('birth_date_in_future') : valid(typed)
    case 'mobile':
      return parseMobile(typed)
    case 'postalCode':
      return parsePostalCode(typed)
    case 'address':
      return parseAddress(typed)
    case 'landline':
      return parseLandline(typed, { areaCode: context.areaCode })
  }
}

/** Reads everything into the applicant of the appointment to be, or says what is wrong with each field. */
export function parseWalkIn(
  typed: Record<WalkInField, string | null>,
  context: WalkInContext,
): { ok: true; value: Applicant } | { ok: false; errors: WalkInErrors } {
  const errors: WalkInErrors = {}
  const values: Partial<Record<WalkInField, string | null>> = {}
  for (const field of walkInFields) {
    const given = typed[field]
    if (given === null) {
      values[field] = null
      continue
    }
    const read = parseWalkInField(field, given, context)
    if (read.ok) values[field] = read.value
    else errors[field] = read.code
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, value: values as Applicant }
}
