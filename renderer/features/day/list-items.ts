import type { DayRow } from '#shared/contract/office.ts'
import type { AppointmentState } from '#shared/domain/state.ts'

/** Height of a slot's header, px. */
export const SLOT_HEIGHT = 32

/** How a slot stands, over all its appointments, also those that a filter hides. Cancelled ones are not expected. */
export type SlotProgress = { slot: string; expected: number; present: number; handled: number }

export type ListItem =
  | { kind: 'slot'; key: string; start: number }
  | { kind: 'row'; key: string; start: number; row: DayRow; position: number }

/** A slot's part of the list, px from its top: the header sticks within it. */
export type SlotGroup = { progress: SlotProgress; start: number; end: number }

export type ListLayout = {
  items: readonly ListItem[]
  groups: readonly SlotGroup[]
  /** Place of each appointment among the items. */
  places: ReadonlyMap<string, number>
  rowCount: number
}

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

/** Where everything of the list stands: the header of a slot, then its rows. Rows come in order of their slots. */
export function layOut(
  visible: readonly DayRow[],
  slots: ReadonlyMap<string, SlotProgress>,
  rowHeight: number,
): ListLayout {
  const items: ListItem[] = []
  const groups: SlotGroup[] = []
  const places = new Map<string, number>()
  let group: SlotGroup | undefined
  let start = 0
  visible.forEach((row, position) => {
    if (row.slot !== group?.progress.slot) {
      const progress = slots.get(row.slot) ?? { slot: row.slot, expected: 0, present: 0, handled: 0 }
      group = { progress, start, end: start }
      groups.push(group)
      items.push({ kind: 'slot', key: `slot-${row.slot}`, start })
      start += SLOT_HEIGHT
    }
    places.set(row.id, items.length)
    items.push({ kind: 'row', key: row.id, start, row, position })
    start += rowHeight
    group.end = start
  })
  return { items, groups, places, rowCount: visible.length }
}
