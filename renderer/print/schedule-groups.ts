import type { DayRow } from '#shared/contract/office.ts'
import { comparePersons } from '#shared/domain/collation.ts'

/** The people of one slot in alphabetical order, and the running number of the first of them. */
export type SlotGroup = { slot: string; firstNumber: number; rows: readonly DayRow[] }

/** Divides the day's lines by slot, earliest first, people by the Persian alphabet (domain.md 2.8). */
export function groupBySlot(rows: readonly DayRow[]): SlotGroup[] {
  const bySlot = new Map<string, DayRow[]>()
  for (const row of rows) {
    const group = bySlot.get(row.slot)
    if (group) group.push(row)
    else bySlot.set(row.slot, [row])
  }
  let next = 1
  return [...bySlot.keys()].sort().map((slot) => {
    const people = (bySlot.get(slot) ?? []).sort(comparePersons)
    const group = { slot, firstNumber: next, rows: people }
    next += people.length
    return group
  })
}
