import type { PoolClient } from 'pg'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { Place, UnderLock } from './under-lock.ts'

/** What an operator adds to a change that a citizen could make, too. */
export type OperatorMove = {
  /** Kept with the appointment that is cancelled. */
  reason: string
  /** Whether one more is let into a slot that is full. */
  overCapacity: boolean
  /** Writes down who did it, in the same transaction. */
  record(client: PoolClient, moved: Appointment): Promise<void>
}

/** As if the slot had a seat left. */
export const withRoom = (under: UnderLock): UnderLock => {
  const { seats } = under
  return seats
    ? { ...under, seats: { ...seats, capacity: Math.max(seats.capacity, seats.taken + 1) } }
    : under
}

/** One seat more, beyond the capacity, where none is left. */
export async function makeRoom(client: PoolClient, { officeId, date, slot }: Place): Promise<void> {
  await client.query(
    `UPDATE seats SET extra = extra + 1
     WHERE office_id = $1 AND date = $2 AND slot = $3 AND taken >= capacity + extra`,
    [officeId, date, slot],
  )
}
