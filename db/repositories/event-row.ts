import type { HistoryEntry } from '#shared/contract/office.ts'
import type { OfficeEvent } from '#shared/domain/event.ts'
import { occurredAt } from '#shared/domain/event.ts'
import type { EventStatus, LoggedEvent } from '../store.ts'

/** Columns of `LoggedValues`, in order. */
export const loggedColumns = 'seq, body, refused, code, message'
export type Refused = 'parked' | 'withdrawn' | null
export type LoggedValues = [
  seq: number,
  body: string,
  refused: Refused,
  code: string | null,
  message: string | null,
]

export function statusOf(seq: number, refused: Refused, answered: number): EventStatus {
  if (refused !== null) return refused === 'parked' ? 'rejected' : 'withdrawn'
  return seq > answered ? 'queued' : 'applied'
}

export const toLogged = (
  [seq, body, refused, code, message]: LoggedValues,
  answered: number,
): LoggedEvent => ({
  event: JSON.parse(body) as OfficeEvent,
  status: statusOf(seq, refused, answered),
  code,
  message,
})

const syncOf: Record<EventStatus, HistoryEntry['sync']> = {
  queued: 'queued',
  applied: 'sent',
  rejected: 'parked',
  withdrawn: 'withdrawn',
}

export const toHistoryEntry = (
  event: OfficeEvent,
  status: EventStatus,
  code: string | null,
): HistoryEntry => ({
  eventId: event.id,
  type: event.type,
  payload: event.payload,
  actor: event.actor,
  at: occurredAt(event),
  sync: syncOf[status],
  code,
})

/**
 * Own events stay in the order of the log, foreign ones in the server's; between the two the central system's row tells,
 * which names its events in the order in which they were applied (DESIGN 4), otherwise when it happened.
 */
export function mergeHistory(
  own: readonly HistoryEntry[],
  foreign: readonly HistoryEntry[],
  applied: readonly string[],
): HistoryEntry[] {
  const places = new Map(applied.map((id, place) => [id, place]))
  const isBefore = (a: HistoryEntry, b: HistoryEntry): boolean => {
    const [first, second] = [places.get(a.eventId), places.get(b.eventId)]
    return first !== undefined && second !== undefined ? first < second : a.at < b.at
  }
  const merged: HistoryEntry[] = []
  let [i, j] = [0, 0]
  for (;;) {
    const [a, b] = [own[i], foreign[j]]
    if (a === undefined && b === undefined) return merged
    if (b === undefined || (a !== undefined && !isBefore(b, a))) {
      if (a !== undefined) merged.push(a)
      i += 1
    } else {
      merged.push(b)
      j += 1
    }
  }
}
