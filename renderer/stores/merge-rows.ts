import type { DayRow } from '#shared/contract/office.ts'
import { comparePersons } from '#shared/domain/collation.ts'

function sameRow(a: DayRow, b: DayRow): boolean {
  return (Object.keys(a) as (keyof DayRow)[]).every((key) => a[key] === b[key])
}

/** Whether the central system has taken a row and nothing else: the echo of what was done here, no news to anybody. */
export function onlySyncDiffers(a: DayRow, b: DayRow): boolean {
  return sameRow({ ...a, sync: b.sync, unconfirmed: b.unconfirmed }, b)
}

/** Where a new row goes: behind the rows of its slot that come before it by name; the others stay where they are. */
function placeOf(rows: readonly DayRow[], row: DayRow): number {
  const after = rows.findIndex(
    (other) => other.slot > row.slot || (other.slot === row.slot && comparePersons(other, row) > 0),
  )
  return after === -1 ? rows.length : after
}

/**
 * The day's rows with changed ones put in: in place when the slot is the same, so that nothing moves under the hand;
 * removed when they went to another day. Answers the same array when nothing changed.
 */
export function mergeRows(
  rows: readonly DayRow[],
  changed: readonly DayRow[],
  date: string,
): readonly DayRow[] {
  const indexes = new Map(rows.map((row, index) => [row.id, index]))
  let next: DayRow[] | undefined
  const arriving: DayRow[] = []
  const leaving = new Set<string>()
  for (const row of changed) {
    const index = indexes.get(row.id)
    const known = index === undefined ? undefined : rows[index]
    if (index === undefined || !known) {
      if (row.date === date) arriving.push(row)
    } else if (row.date !== date) leaving.add(row.id)
    else if (row.slot !== known.slot) {
      leaving.add(row.id)
      arriving.push(row)
    } else if (!sameRow(known, row)) {
      next ??= [...rows]
      next[index] = row
    }
  }
  if (leaving.size > 0) next = (next ?? [...rows]).filter((row) => !leaving.has(row.id))
  for (const row of arriving) {
    next ??= [...rows]
    next.splice(placeOf(next, row), 0, row)
  }
  return next ?? rows
}
