import { normalizePhone } from './digits.ts'
import { invalid, type Validation, valid } from './validation.ts'

const MOBILE = /^(?:\+98|0098|98|0)?(9[0-9]{9})$/

/**
 * Reads a mobile number (domain.md 2.4), national or international, into `09xxxxxxxxx`. The operator's prefix is not
 * judged: numbers are portable and new ranges keep opening.
 */
export function parseMobile(input: string): Validation {
  const number = normalizePhone(input)
  if (number === '') return invalid('required')
  const match = MOBILE.exec(number)
  return match ? valid(`0${match[1]}`) : invalid('mobile_format')
}

/** A stored number grouped 4 3 4 for display: `0912 057 2645`. Anything but eleven digits comes back as it is. */
export function groupMobile(number: string): string {
  return number.replace(/^([0-9]{4})([0-9]{3})([0-9]{4})$/, '$1 $2 $3')
}
