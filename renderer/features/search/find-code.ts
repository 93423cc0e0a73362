import type { DayRow } from '#shared/contract/office.ts'
import { office } from '../../transport/office-client.ts'
import { type Problem, problemOf } from '../../transport/problem.ts'

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
