import type { HistoryEntry } from '#shared/contract/office.ts'
import type { ChangingEvent, OfficeEvent, PaperEvent } from '#shared/domain/event.ts'
import { isDayEvent, occurredAt, shownPayload } from '#shared/domain/event.ts'
import { userIdOf } from '#shared/domain/reduce-user.ts'
import type { EventStatus, LoggedEvent, ReportColumns } from '../store.ts'

/** Columns of `LoggedValues`, in order. */
export const loggedColumns = 'seq, body, refused, code, message'
export type Refused = 'parked' | 'withdrawn' | 'noted' | null
export type LoggedValues = [
  seq: number,
  body: string,
  refused: Refused,
  code: string | null,
  message: string | null,
]

export function statusOf(seq: number, refused: Refused, answered: number): EventStatus {
  if (refused !== null) return refused === 'parked' ? 'rejected' : refused
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

export const syncOf: Record<EventStatus, HistoryEntry['sync']> = {
  queued: 'queued',
  applied: 'sent',
  rejected: 'parked',
  withdrawn: 'withdrawn',
  noted: 'noted',
}

export const reportColumnsOf = (event: OfficeEvent): ReportColumns => ({
  appointmentId: event.appointmentId,
  day: isDayEvent(event) ? event.payload.date : null,
  subject: subjectOf(event),
  type: event.type,
  at: occurredAt(event),
  actor: event.actor.kind === 'user' ? event.actor.userId : 'central',
})

/** Whom an event is about where that is no appointment of its own: a file, a national code, or a person of the office. */
function subjectOf(event: OfficeEvent): string | null {
  switch (event.type) {
    case 'record_viewed':
    case 'slip_printed':
    case 'print_failed':
      return event.payload.appointmentId
    case 'person_looked_up':
      return event.payload.nationalCode
    case 'walked_in':
      return event.payload.applicant.nationalCode
    case 'user_added':
    case 'user_changed':
    case 'password_set':
      return userIdOf(event)
    default:
      return null
  }
}

export const toHistoryEntry = (
  event: ChangingEvent | PaperEvent,
  status: EventStatus,
  code: string | null,
): HistoryEntry => ({
  eventId: event.id,
  type: event.type,
  payload: shownPayload(event),
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
