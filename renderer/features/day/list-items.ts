import type { DayRow } from '#shared/contract/office.ts'
import type { AppointmentState } from '#shared/domain/state.ts'

/** Height of a slot's header, px. */
export const SLOT_HEIGHT = 32

/** How a slot stands, over all its appointments, also those that a filter hides. Cancelled ones are not expected. */
export type SlotProgress = { slot: string; expected: number; present: number; handled: number }

/** A slot's part of the list: a header, then its rows. Distances are px from the top of the list. */
export type SlotGroup = {
  progress: SlotProgress
  start: number
  end: number
  /** Number of its header among the items, and of its first row among the rows. */
  firstItem: number
  firstRow: number
}

export type ListLayout = {
  rows: readonly DayRow[]
  groups: readonly SlotGroup[]
  itemCount: number
  rowHeight: number
}

export type ListItem = { kind: 'slot'; start: number } | { kind: 'row'; start: number; position: number }

const hasCome = (state: AppointmentState) =>
  state === 'arrived' ||
  state === 'documents_incomplete' ||
  state === 'documents_complete' ||
  state === 'served'
const waitsForUs = (state: AppointmentState) => state === 'booked' || state === 'arrived'

/** Progress of each slot of the day. */
export function slotProgress(rows: readonly DayRow[]): ReadonlyMap<string, SlotProgress> {
  const slots = new Map<string, SlotProgress>()
  for (const { slot, state } of rows) {
    let progress = slots.get(slot)
    if (!progress) {
      progress = { slot, expected: 0, present: 0, handled: 0 }
      slots.set(slot, progress)
    }
    if (state === 'cancelled') continue
    progress.expected += 1
    if (hasCome(state)) progress.present += 1
    if (!waitsForUs(state)) progress.handled += 1
  }
  return slots
}

/**
 * Where everything of the list stands. Rows come in order of their slots. Nothing is made for each row: the layout of
 * five thousand is computed anew at every key.
 */
export function layOut(
  rows: readonly DayRow[],
  slots: ReadonlyMap<string, SlotProgress>,
  rowHeight: number,
): ListLayout {
  const groups: SlotGroup[] = []
  let group: SlotGroup | undefined
  rows.forEach(({ slot }, position) => {
    if (group?.progress.slot !== slot) {
      const start = group?.end ?? 0
      group = {
        progress: slots.get(slot) ?? { slot, expected: 0, present: 0, handled: 0 },
        start,
        end: start + SLOT_HEIGHT,
        firstItem: position + groups.length,
        firstRow: position,
      }
      groups.push(group)
    }
    group.end += rowHeight
  })
  return { rows, groups, itemCount: rows.length + groups.length, rowHeight }
}

/** The last group for which `number` is not below what `of` tells of it. */
function lastGroup(
  groups: readonly SlotGroup[],
  number: number,
  of: (group: SlotGroup) => number,
): SlotGroup | undefined {
  let low = 0
  let high = groups.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const group = groups[middle]
    if (group && of(group) <= number) low = middle + 1
    else high = middle
  }
  return groups[low - 1]
}

export function itemAt({ groups, rowHeight }: ListLayout, index: number): ListItem | undefined {
  const group = lastGroup(groups, index, ({ firstItem }) => firstItem)
  if (!group) return undefined
  const within = index - group.firstItem - 1
  if (within < 0) return { kind: 'slot', start: group.start }
  return {
    kind: 'row',
    start: group.start + SLOT_HEIGHT + within * rowHeight,
    position: group.firstRow + within,
  }
}

/** Number of a row among the items. */
export function itemOfRow({ groups }: ListLayout, position: number): number {
  const group = lastGroup(groups, position, ({ firstRow }) => firstRow)
  return group ? group.firstItem + 1 + position - group.firstRow : position
}

/** Distance of a row from the top of the list, px. */
export function startOfRow({ groups, rowHeight }: ListLayout, position: number): number {
  const group = lastGroup(groups, position, ({ firstRow }) => firstRow)
  return group ? group.start + SLOT_HEIGHT + (position - group.firstRow) * rowHeight : 0
}

/** The first row that starts at or below a distance from the top, px; -1 when there is none. */
export function firstRowFrom({ rows, groups, rowHeight }: ListLayout, top: number): number {
  const group = lastGroup(groups, top, ({ start }) => start)
  if (!group) return rows.length > 0 ? 0 : -1
  const within = Math.max(0, Math.ceil((top - group.start - SLOT_HEIGHT) / rowHeight))
  const position = group.firstRow + within
  return position < rows.length ? position : -1
}
