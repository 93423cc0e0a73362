/** Every code a value can be refused with. Stable: the catalogues of `shared/i18n` are keyed by them. */
export const validationCodes = [
  'required',
  'national_code_format',
  'national_code_length',
  'national_code_repeated',
  'national_code_check_digit',
  'postal_code_format',
  'postal_code_length',
  'postal_code_zero_or_two',
  'postal_code_repeated',
  'mobile_format',
  'landline_format',
  'landline_area_code',
  'landline_area_code_missing',
  'tracking_code_format',
  'certificate_number_format',
  'certificate_serial_format',
  'choice_required',
  'birth_date_in_future',
  'name_format',
  'name_length',
  'address_format',
  'address_length',
  'jalali_date_format',
  'jalali_date_year_digits',
  'jalali_date_year_range',
  'jalali_date_invalid',
] as const

export type ValidationCode = (typeof validationCodes)[number]

/** The outcome of reading what a person typed: the value in its stored form, or why it is refused. */
export type Validation<T = string> = { ok: true; value: T } | { ok: false; code: ValidationCode }

export function valid<T>(value: T): Validation<T> {
  return { ok: true, value }
}

export function invalid(code: ValidationCode): { ok: false; code: ValidationCode } {
  return { ok: false, code }
}

export type ValueErrorCode =
  | 'iso_date_invalid'
  | 'instant_invalid'
  | 'time_invalid'
  | 'time_nonexistent'
  | 'jalali_date_invalid'
  | 'jalali_date_year_range'

/** Thrown where a value inside the program is not what its name says: a defect of the caller, not of the person. */
export class ValueError extends Error {
  override readonly name = 'ValueError'
  readonly code: ValueErrorCode

  constructor(code: ValueErrorCode, value: string) {
    super(`${code}: ${JSON.stringify(value)}`)
    this.code = code
  }
}
