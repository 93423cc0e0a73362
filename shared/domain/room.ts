import type { OpeningHours } from './slots.ts'
import { minutesOfDay, slotTimes } from './slots.ts'
import type { AppointmentState } from './state.ts'

/** What of an office tells how many people a day has room for. */
export type Seats = OpeningHours & { slotMinutes: number; slotCapacity: number }

export type DayRoom = {
  /** The first slot from the current one on with a free seat; null when there is none. */
  freeSlot: string | null
  /** The slot that `time` lies in, before opening the first, after closing the last; null for an office without slots. */
  currentSlot: string | null
  /** Seats of the whole day, how many are taken, and how many are free from the current slot on. */
  capacity: number
  taken: number
  free: number
}

/**
 * What room a day has left at `time` (`HH:MM` of Tehran). A cancelled appointment gives its seat back; what was booked
 * beyond a slot's capacity, or at a time that is none of the slots, takes nobody else's seat.
 */
export function dayRoom(
  seats: Seats,
  rows: readonly { slot: string; state: AppointmentState }[],
  time: string,
): DayRoom {
  const slots = slotTimes(seats, seats.slotMinutes)
  const takenBySlot = new Map<string, number>()
  for (const { slot, state } of rows) {
    if (state !== 'cancelled') takenBySlot.set(slot, (takenBySlot.get(slot) ?? 0) + 1)
  }
  const now = minutesOfDay(time)
  const left = slots.filter((slot) => minutesOfDay(slot) + seats.slotMinutes > now)
  const freeIn = (slot: string) => Math.max(0, seats.slotCapacity - (takenBySlot.get(slot) ?? 0))
  return {
    freeSlot: left.find((slot) => freeIn(slot) > 0) ?? null,
    currentSlot: left[0] ?? slots.at(-1) ?? null,
    capacity: slots.length * seats.slotCapacity,
    taken: [...takenBySlot.values()].reduce((sum, count) => sum + count, 0),
    free: left.reduce((sum, slot) => sum + freeIn(slot), 0),
  }
}
