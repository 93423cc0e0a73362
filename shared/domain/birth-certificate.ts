import { normalizeNumeric } from './digits.ts'
import { invalid, type Validation, valid } from './validation.ts'

/** Reads the number of a birth certificate: 1 to 10 digits, zeros kept (domain.md 2.6). */
export function parseCertificateNumber(input: string): Validation {
  const number = normalizeNumeric(input)
  if (number === '') return invalid('required')
  return /^[0-9]{1,10}$/.test(number) ? valid(number) : invalid('certificate_number_format')
}

/** Reads the serial of a birth certificate: six digits (domain.md 2.6). */
export function parseCertificateSerial(input: string): Validation {
  const serial = normalizeNumeric(input)
  if (serial === '') return invalid('required')
  return /^[0-9]{6}$/.test(serial) ? valid(serial) : invalid('certificate_serial_format')
}
