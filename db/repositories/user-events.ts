import type { RecordSync } from '#shared/contract/office.ts'
import type { UserEvent } from '#shared/domain/event.ts'
import type { Connection } from '../connection.ts'
import type { EventReads } from '../store.ts'
import type { Answered } from './answered.ts'
import { type Refused, statusOf } from './event-row.ts'

/** As the index `events_of_people` has it, or it would not be used. */
export const concernsPeople = "type IN ('user_added', 'user_changed', 'password_set')"

export function createUserEvents(
  connection: Connection,
  answered: Answered,
): Pick<EventReads, 'ofPeople' | 'syncOfPeople'> {
  const selectOwn = connection.prepare<[string]>(
    `SELECT body FROM events WHERE ${concernsPeople} AND refused IS NULL ORDER BY seq`,
  )
  const selectStanding = connection.prepare<[string, number, Refused]>(
    `SELECT subject, seq, refused FROM events WHERE ${concernsPeople} ORDER BY seq`,
  )
  return {
    ofPeople: () => selectOwn.all().map(([body]) => JSON.parse(body) as UserEvent),
    syncOfPeople() {
      const syncs = new Map<string, RecordSync>()
      for (const [userId, seq, refused] of selectStanding.all()) {
        const status = statusOf(seq, refused, answered.get())
        if (status === 'rejected') syncs.set(userId, 'attention')
        else if (syncs.get(userId) !== 'attention') syncs.set(userId, status === 'queued' ? 'queued' : 'sent')
      }
      return syncs
    },
  }
}
