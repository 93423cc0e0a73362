import { normalizeNumeric, toAsciiDigits } from '#shared/domain/digits.ts'
import { parseNationalCode } from '#shared/domain/national-code.ts'

/** The digits of what looks like a whole national or tracking code, otherwise null. */
export function codeOf(typed: string): string | null {
  const digits = normalizeNumeric(typed)
  return /^[0-9]{8,20}$/.test(digits) ? digits : null
}

/** Numbers as people write them in a text: digits, perhaps with hyphens between, and no letter or digit around. */
const NUMBERS = /(?<![\p{L}\p{Nd}+])[0-9]+(?:[-\u2010-\u2015\u2212][0-9]+)*(?![\p{L}\p{Nd}])/gu
const CODE_LENGTH = 10

/**
 * What may be a national or tracking code in a text that holds other things too, such as a message that somebody
 * forwards: national codes first, since they prove themselves by their control digit. Other numbers (telephones,
 * postal codes are ten digits as well) come after or not at all.
 */
export function codesIn(text: string): string[] {
  const numbers = [...toAsciiDigits(text).matchAll(NUMBERS)].map(([number]) => normalizeNumeric(number))
  const proven = numbers.flatMap((digits) => {
    const read = parseNationalCode(digits, { allowRepeated: true })
    return read.ok ? [read.value] : []
  })
  return [...new Set([...proven, ...numbers.filter(({ length }) => length === CODE_LENGTH)])]
}
