/**
 * Which lines of the schedule go on which sheet. The pages are laid out by us and not by the printer's engine, so that
 * the screen shows exactly the sheets that come out, in every browser. Heights are in CSS px of the sheet itself.
 */

/** One slot as it was measured: its heading and each of its lines. */
export type MeasuredGroup = { heading: number; rows: readonly number[] }

/** Height left for groups on the first sheet (under the big heading) and on each later one. */
export type SheetRoom = { first: number; next: number }

/** Lines `from` to before `to` of a group. `continued`: its heading has been on an earlier sheet. */
export type PageBlock = { group: number; from: number; to: number; continued: boolean }

const sum = (heights: readonly number[]): number => heights.reduce((total, height) => total + height, 0)

/** How many of the group's lines, from `from` on, fit under its heading. */
function rowsThatFit({ heading, rows }: MeasuredGroup, from: number, room: number): number {
  let left = room - heading
  let count = 0
  for (const height of rows.slice(from)) {
    if (height > left) break
    left -= height
    count += 1
  }
  return count
}

/** Of a sheet: as much may stay empty so that a slot stays together; a slot that would leave more is divided. */
const MOST_EMPTY = 1 / 3

/**
 * Lays the groups on sheets: a slot stays together, unless a large one would leave much of a sheet empty or is taller
 * than a whole one; then it is divided, its heading is repeated, and neither a heading nor a single line stands alone.
 * Always at least one sheet.
 */
export function layOutSheets(groups: readonly MeasuredGroup[], room: SheetRoom): PageBlock[][] {
  const sheets: PageBlock[][] = [[]]
  let left = room.first
  const current = (): PageBlock[] => sheets[sheets.length - 1] ?? []
  const turnPage = () => {
    sheets.push([])
    left = room.next
  }

  groups.forEach((group, index) => {
    const whole = group.heading + sum(group.rows)
    if (whole > left && current().length > 0) {
      const startsHere = left > room.next * MOST_EMPTY && rowsThatFit(group, 0, left) >= 2
      if (!startsHere) turnPage()
    }
    let from = 0
    while (from < group.rows.length) {
      const remaining = group.rows.length - from
      // A line taller than a sheet is put there all the same: nobody may be missing from the paper.
      let count = Math.max(1, rowsThatFit(group, from, left))
      if (remaining - count === 1 && count > 2) count -= 1
      current().push({ group: index, from, to: from + count, continued: from > 0 })
      left -= group.heading + sum(group.rows.slice(from, from + count))
      from += count
      if (from < group.rows.length) turnPage()
    }
  })
  return sheets
}
