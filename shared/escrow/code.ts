import { normalizeNumeric } from '../domain/digits.ts'

/** Crockford's: no I, L, O, which are read as digits, and no U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const dataLength = 27
const codeLength = dataLength + 1
const groupLength = 4

/** Random bytes that a code is made of; 135 bits of them are used. */
export const codeBytes = dataLength

/** The recovery code that these random bytes give: 27 characters and one that checks them, in groups of four. */
export function escrowCode(random: Uint8Array): string {
  const values = [...random.subarray(0, dataLength)].map((byte) => byte & 31)
  if (values.length < dataLength) throw new RangeError('a recovery code needs more random bytes')
  const code = [...values, checkOf(values)].map((value) => alphabet[value]).join('')
  return (code.match(/.{4}/g) ?? []).join('-')
}

/** `length`: characters are missing or too many · `character`: one that no code has · `typo`: one is not right. */
export type EscrowCodeProblem = 'length' | 'character' | 'typo'

/**
 * Reads a code as a person types it from paper: small letters, Persian digits, spaces and hyphens or none, O for 0, I and
 * L for 1. Every mistake in a single character and every exchange of two neighbours is noticed.
 */
export function readEscrowCode(
  typed: string,
): { ok: true; code: string } | { ok: false; problem: EscrowCodeProblem } {
  const text = normalizeNumeric(typed.normalize('NFKC'))
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  const values = [...text].map((character) => alphabet.indexOf(character))
  if (values.includes(-1)) return { ok: false, problem: 'character' }
  if (values.length !== codeLength) return { ok: false, problem: 'length' }
  if (checkOf(values.slice(0, dataLength)) !== values[dataLength]) return { ok: false, problem: 'typo' }
  return { ok: true, code: text }
}

/** The groups of a code, for paper and screen. */
export const groupsOf = (code: string): string[] => code.split('-')

/** Longest that anybody types a code, separators and all. */
export const longestTypedCode = codeLength * 3 + groupLength

/**
 * The sum over GF(32) of each value times a power of 2, of another for each place: a changed value changes it, and so
 * does an exchange of two places.
 */
function checkOf(values: readonly number[]): number {
  return values.reduce((sum, value) => double(sum ^ value), 0)
}

/** Times 2 in GF(32), by x^5 + x^2 + 1. */
const double = (value: number): number => ((value << 1) & 31) ^ (value & 16 ? 5 : 0)
