const OTHER_DIGITS = /[\u06F0-\u06F9\u0660-\u0669]/g
const NOT_PERSIAN_DIGITS = /[0-9\u0660-\u0669]/g

/** Maps Persian (U+06F0…) and Arabic-Indic (U+0660…) digits to 0–9; everything else stays (domain.md 2.1). */
export function toAsciiDigits(s: string): string {
  return s.replace(OTHER_DIGITS, (digit) => String(digit.charCodeAt(0) & 0xf))
}

/** Maps 0–9 and Arabic-Indic digits to Persian digits, for screen and paper. */
export function toPersianDigits(s: string | number): string {
  return String(s).replace(NOT_PERSIAN_DIGITS, (digit) =>
    String.fromCharCode(0x06f0 + (digit.charCodeAt(0) & 0xf)),
  )
}

const HYPHENATED = /\p{Nd}+(?:-\p{Nd}+)+/gu

/**
 * A text in which numbers with hyphens such as 72-104 are islands that read left to right (LRI … PDI): Arabic letters
 * before them would turn them round.
 */
export function isolateCodes(text: string): string {
  return text.replace(HYPHENATED, '\u2066$&\u2069')
}

/** White space, zero-width characters, bidi marks, word joiner, byte order mark, kashida, hyphens (domain.md 2.1). */
const NUMERIC_NOISE =
  /[\s\u0085\u200B-\u200F\u202A-\u202E\u2066-\u2069\u061C\u2060\uFEFF\u0640\u002D\u2010-\u2015\u2212]/g

/**
 * Numeric fields before validating, searching or comparing (domain.md 2.1): digits to ASCII, noise deleted.
 * Every other character stays, so that the validator refuses it.
 */
export function normalizeNumeric(s: string): string {
  return toAsciiDigits(s).replace(NUMERIC_NOISE, '')
}

/** `normalizeNumeric` for telephone numbers, which are also written with `( ) .` (domain.md 2.1). A `+` stays. */
export function normalizePhone(s: string): string {
  return normalizeNumeric(s).replace(/[().]/g, '')
}
