import { syncOf } from '#db/repositories/event-row.ts'
import type { ReportedEvent, ReportQuestion, Store } from '#db/store.ts'
import type { LogCheck, LogEntry, LogFilter, LogPlace } from '#shared/contract/event-log.ts'
import { logKinds, logPage } from '#shared/contract/event-log.ts'
import type { DayRow } from '#shared/contract/office.ts'
import { normalizeNumeric } from '#shared/domain/digits.ts'
import type { UserEvent } from '#shared/domain/event.ts'
import { isUserEvent, occurredAt, shownPayload } from '#shared/domain/event.ts'
import { userIdOf } from '#shared/domain/reduce-user.ts'
import type { OfficeContext, UserActor } from './office-context.ts'
import { readMoment } from './office-context.ts'
import { record } from './record-event.ts'
import { checkLog } from './verify-log.ts'

export type LogEntries = { entries: LogEntry[]; next: LogPlace | null }

/** «گزارش رویدادها»: the log as the supervisor reads it, checks it and takes it along. */
export type EventLogService = {
  /** Newest first. */
  list(filter: LogFilter, after: LogPlace | null): LogEntries
  count(filter: LogFilter): number
  people(): { id: string; displayName: string; active: boolean }[]
  verify(signal: AbortSignal): AsyncGenerator<LogCheck>
  /** As `list`, in longer pages; the first one is recorded. Throws what `record` throws. */
  export(actor: UserActor, filter: LogFilter, after: LogPlace | null): LogEntries
}

export function createEventLogService(context: OfficeContext): EventLogService {
  const { store } = context

  const questionOf = ({ from, to, actor, kind, code }: LogFilter): ReportQuestion => ({
    from: from === null ? null : startOfDay(from, 0),
    until: to === null ? null : startOfDay(to, 1),
    actor,
    types: kind === null ? null : logKinds[kind],
    about: code === null || code.trim() === '' ? null : aboutPerson(code),
  })
  /** What events about a person are found by: their appointments, and their national code. */
  const aboutPerson = (typed: string): string[] => {
    const digits = normalizeNumeric(typed)
    if (!/^[0-9]+$/.test(digits)) return []
    // Spreadsheets drop the leading zeros of a national code (domain.md 2.2).
    const code = digits.length === 8 || digits.length === 9 ? digits.padStart(10, '0') : digits
    const rows = store.appointments.findByCode(code, readMoment(context).today)
    return [...new Set([code, ...rows.flatMap(({ id, nationalCode }) => [id, nationalCode])])]
  }
  const page = (filter: LogFilter, after: LogPlace | null, size: number): LogEntries => {
    const found = store.report.list(questionOf(filter), after, size + 1)
    const entries = toEntries(store, found.slice(0, size))
    const last = entries.at(-1)
    return { entries, next: found.length > size && last ? { at: last.at, id: last.eventId } : null }
  }

  return {
    list: (filter, after) => page(filter, after, logPage.list),
    count: (filter) => store.report.count(questionOf(filter)),
    people: () => store.users.all().map(({ id, displayName, active }) => ({ id, displayName, active })),
    verify: (signal) => checkLog(store, signal),
    export(actor, filter, after) {
      const entries = page(filter, after, logPage.export)
      if (after === null) {
        const { from, to } = filter
        const payload = { from, to, entries: store.report.count(questionOf(filter)) }
        record(context, actor, (recording) => recording.note({ type: 'log_exported', payload }))
      }
      return entries
    },
  }
}

/** Midnight of Tehran `later` days on; the offset has been the same the whole year since before the first event. */
const startOfDay = (date: string, later: 0 | 1): string =>
  new Date(Date.parse(`${date}T00:00:00.000+03:30`) + later * 86_400_000).toISOString()

/** Events with whom they are about, as far as the office still knows. */
export function toEntries(
  store: Pick<Store, 'appointments' | 'users'>,
  reported: readonly ReportedEvent[],
): LogEntry[] {
  const ids = new Set(reported.flatMap(({ event }) => appointmentOf(event) ?? []))
  const rows = new Map(store.appointments.rows([...ids]).map((row) => [row.id, row]))
  return reported.map(({ event, own, status, code }) => ({
    eventId: event.id,
    type: event.type,
    payload: shownPayload(event),
    actor: event.actor,
    at: occurredAt(event),
    deviceTime: event.deviceTime,
    clockOffsetMs: event.clockOffsetMs,
    deviceId: event.deviceId,
    deviceSeq: event.deviceSeq,
    own,
    sync: syncOf[status],
    code,
    person: isUserEvent(event) ? colleagueOf(store, event) : personOf(event, rows),
  }))
}

const appointmentOf = (event: ReportedEvent['event']): string | null =>
  event.type === 'record_viewed' || event.type === 'slip_printed' || event.type === 'print_failed'
    ? event.payload.appointmentId
    : event.appointmentId

/** Somebody of the office whom the central system has refused is in the log alone. */
function colleagueOf({ users }: Pick<Store, 'users'>, event: UserEvent): LogEntry['person'] {
  const added = event.type === 'user_added' ? event.payload.user.displayName : null
  const name = users.get(userIdOf(event))?.displayName ?? added
  return { appointmentId: null, name, nationalCode: null }
}

function personOf(event: ReportedEvent['event'], rows: ReadonlyMap<string, DayRow>): LogEntry['person'] {
  if (event.type === 'person_looked_up') {
    return { appointmentId: null, name: null, nationalCode: event.payload.nationalCode }
  }
  const appointmentId = appointmentOf(event)
  if (appointmentId === null) return null
  // Of a walk-in that was withdrawn only the log knows.
  const known = rows.get(appointmentId) ?? (event.type === 'walked_in' ? event.payload.applicant : undefined)
  return {
    appointmentId,
    name: known ? `${known.firstName} ${known.lastName}` : null,
    nationalCode: known?.nationalCode ?? null,
  }
}
