import { normalizeNumeric } from './digits.ts'
import { invalid, type Validation, valid } from './validation.ts'

/**
 * Reads a postal code (domain.md 2.3): ten digits, no 0 or 2 among the first five, the first four not all equal,
 * the last five free. Whether the place exists only the Post can say.
 */
export function parsePostalCode(input: string): Validation {
  const digits = normalizeNumeric(input)
  if (digits === '') return invalid('required')
  if (!/^[0-9]+$/.test(digits)) return invalid('postal_code_format')
  if (digits.length !== 10) return invalid('postal_code_length')
  if (!/^[13-9]{5}/.test(digits)) return invalid('postal_code_zero_or_two')
  if (/^(.)\1{3}/.test(digits)) return invalid('postal_code_repeated')
  return valid(digits)
}

/** A stored code grouped 5-5 for display: `55541-94627`. Anything but ten digits comes back as it is. */
export function groupPostalCode(code: string): string {
  return code.replace(/^([0-9]{5})([0-9]{5})$/, '$1-$2')
}
