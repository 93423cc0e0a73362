import type { DayRow } from '#shared/contract/office.ts'
import { normalizeNumeric, toAsciiDigits } from '#shared/domain/digits.ts'
import { parseNationalCode } from '#shared/domain/national-code.ts'
import { office } from '../../transport/office-client.ts'
import { type Problem, problemOf } from '../../transport/problem.ts'

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

/** Spreadsheets and some labels drop the leading zeros of a national code (domain.md 2.2). */
export const hasCode = (row: DayRow, code: string) =>
  row.nationalCode === code.padStart(10, '0') || row.trackingCode === code

export type Finding =
  | { kind: 'found'; row: DayRow }
  | { kind: 'several'; rows: readonly DayRow[] }
  | { kind: 'none' }
  | { kind: 'failed'; problem: Problem }

/**
 * Whose code it is: first in the list on the screen, then in the whole office. Several appointments of the shown day
 * with one code are narrowed to those still to be worked; what is left open is for a person to choose.
 */
export async function findCode(code: string, rows: readonly DayRow[], date: string): Promise<Finding> {
  const here = rows.filter((row) => hasCode(row, code))
  if (here.length > 0) return chooseFrom(here)
  try {
    return chooseFrom(await office().visit.find({ code, date }))
  } catch (error) {
    return { kind: 'failed', problem: problemOf(error) }
  }
}

const isOver = (row: DayRow) => row.state === 'served' || row.state === 'cancelled' || row.state === 'no_show'

function chooseFrom(rows: readonly DayRow[]): Finding {
  const open = rows.filter((row) => !isOver(row))
  const candidates = open.length > 0 ? open : rows
  const [first, second] = candidates
  if (!first) return { kind: 'none' }
  return second ? { kind: 'several', rows: candidates } : { kind: 'found', row: first }
}
