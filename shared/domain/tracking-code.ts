import { normalizeNumeric } from './digits.ts'
import { invalid, type Validation, valid } from './validation.ts'

/** Digits of a tracking code unless the central system says otherwise (domain.md 2.6: low confidence). */
export const DEFAULT_TRACKING_CODE_LENGTH = 10

export interface TrackingCodeOptions {
  readonly length?: number
}

/** Reads a tracking code (domain.md 2.6) into ASCII digits. Leading zeros count; nothing is padded. */
export function parseTrackingCode(input: string, options: TrackingCodeOptions = {}): Validation {
  const code = normalizeNumeric(input)
  if (code === '') return invalid('required')
  const length = options.length ?? DEFAULT_TRACKING_CODE_LENGTH
  return /^[0-9]+$/.test(code) && code.length === length ? valid(code) : invalid('tracking_code_format')
}
