import type { HistoryEntry } from '#shared/contract/office.ts'
import type { OfficeEvent } from '#shared/domain/event.ts'
import { occurredAt } from '#shared/domain/event.ts'
import type { EventStatus, LoggedEvent } from '../store.ts'

/** Columns of `LoggedValues`, in order. */
export const loggedColumns = 'body, status, code, message'
export type LoggedValues = [body: string, status: EventStatus, code: string | null, message: string | null]

export const toLogged = ([body, status, code, message]: LoggedValues): LoggedEvent => ({
  event: JSON.parse(body) as OfficeEvent,
  status,
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

export type HistoryLine = { entry: HistoryEntry; revision: number | null }

/**
 * Own events stay in the order of the log, foreign ones in the server's; between the two the server's revisions decide
 * where both are known (DESIGN 4), otherwise when it happened.
 */
export function mergeHistory(own: readonly HistoryLine[], foreign: readonly HistoryLine[]): HistoryEntry[] {
  const merged: HistoryEntry[] = []
  let [i, j] = [0, 0]
  for (;;) {
    const [a, b] = [own[i], foreign[j]]
    if (a === undefined && b === undefined) return merged
    if (b === undefined || (a !== undefined && !isBefore(b, a))) {
      if (a !== undefined) merged.push(a.entry)
      i += 1
    } else {
      merged.push(b.entry)
      j += 1
    }
  }
}

const isBefore = (a: HistoryLine, b: HistoryLine): boolean =>
  a.revision !== null && b.revision !== null && a.revision !== b.revision
    ? a.revision < b.revision
    : a.entry.at < b.entry.at
