import { normalizeNumeric } from './digits.ts'
import { invalid, type Validation, valid } from './validation.ts'

function controlDigitHolds(code: string): boolean {
  let sum = 0
  for (let i = 0; i < 9; i += 1) sum += Number(code[i]) * (10 - i)
  const remainder = sum % 11
  return Number(code[9]) === (remainder < 2 ? remainder : 11 - remainder)
}

export interface NationalCodeOptions {
  /** For codes the central system delivered: a person may really hold ten identical digits (domain.md 2.2). */
  readonly allowRepeated?: boolean
}

/**
 * Reads a national code (domain.md 2.2) into ten ASCII digits. Eight or nine digits are padded, since spreadsheets
 * drop leading zeros. No list of prefixes: every published one lacks real prefixes.
 */
export function parseNationalCode(input: string, options: NationalCodeOptions = {}): Validation {
  const digits = normalizeNumeric(input)
  if (digits === '') return invalid('required')
  if (!/^[0-9]+$/.test(digits)) return invalid('national_code_format')
  if (digits.length < 8 || digits.length > 10) return invalid('national_code_length')
  const code = digits.padStart(10, '0')
  if (!options.allowRepeated && /^(.)\1{9}$/.test(code)) return invalid('national_code_repeated')
  return controlDigitHolds(code) ? valid(code) : invalid('national_code_check_digit')
}

/** A stored code grouped 3-6-1 for display: `001-234567-8`. Anything but ten digits comes back as it is. */
export function groupNationalCode(code: string): string {
  return code.replace(/^([0-9]{3})([0-9]{6})([0-9])$/, '$1-$2-$3')
}

/** A code whose end alone is shown, for paper that others may read: enough for its owner to know it again. */
export function maskNationalCode(code: string): string {
  return code.replace(/^.*(?=.{4}$)/, (hidden) => '•'.repeat(hidden.length))
}
