import { normalizeNumeric } from '#shared/domain/digits.ts'
import { parseNationalCode } from '#shared/domain/national-code.ts'

export type Codes = { nationalCode: string; trackingCode: string }

/** Both codes in ASCII digits, without what stands between them. */
export const plainCodes = ({ nationalCode, trackingCode }: Codes): Codes => ({
  nationalCode: normalizeNumeric(nationalCode),
  trackingCode: normalizeNumeric(trackingCode),
})

const isNationalCode = (code: string) => parseNationalCode(code).ok

/** Labels and spreadsheets drop the leading zeros of a national code (domain.md 2.2). */
function padded(code: string): string {
  const whole = code.length === 8 || code.length === 9 ? code.padStart(10, '0') : code
  return isNationalCode(whole) ? whole : code
}

/**
 * Puts a scanned code where it belongs: a national code is known by its check digit, anything else is a tracking code.
 * One in eleven tracking codes looks like a national code too: then the empty field takes it.
 */
export function placeCode(codes: Codes, scanned: string): Codes {
  const code = padded(normalizeNumeric(scanned))
  if (!isNationalCode(code)) return { ...codes, trackingCode: code }
  const held = normalizeNumeric(codes.nationalCode)
  if (held === code || !isNationalCode(held)) return { ...codes, nationalCode: code }
  return { ...codes, trackingCode: code }
}

/**
 * Both codes as they stand, or exchanged when only that way the first can be a national code; a tracking code alone goes
 * to its own place. `length` is that of tracking codes.
 */
export function orderCodes({ nationalCode, trackingCode }: Codes, length: number): Codes {
  if (isNationalCode(nationalCode)) return { nationalCode, trackingCode }
  const isTracking = trackingCode === '' && nationalCode.length === length
  return isNationalCode(trackingCode) || isTracking
    ? { nationalCode: trackingCode, trackingCode: nationalCode }
    : { nationalCode, trackingCode }
}

/** True when the codes could be meant the other way round as well. */
export const mayBeSwapped = ({ nationalCode, trackingCode }: Codes): boolean =>
  isNationalCode(nationalCode) && isNationalCode(trackingCode)
