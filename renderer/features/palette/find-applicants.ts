import type { DayRow } from '#shared/contract/office.ts'
import { codeOf } from '../search/codes-in.ts'
import { type RowIndex, searchRows } from '../search/search-rows.ts'

const MOST = 6

/** Applicants of the shown day by name, code or telephone; and a whole code, which is looked for in the whole office. */
export function findApplicants(
  rows: readonly DayRow[],
  index: RowIndex,
  query: string,
): { found: readonly DayRow[]; code: string | null } {
  const { matches } = searchRows(index, query)
  const found = (matches ?? []).slice(0, MOST).flatMap((at) => rows[at] ?? [])
  return { found, code: found.length === 0 ? codeOf(query) : null }
}
