import type { AppointmentEvent, DayEvent, OfficeEvent } from '#shared/domain/event.ts'
import { chainStart } from '#shared/domain/event.ts'
import type { Connection } from '../connection.ts'
import type { EventReads, EventStatus, EventWrites } from '../store.ts'
import { createEventAnswers } from './event-answers.ts'
import type { LoggedValues } from './event-row.ts'
import { loggedColumns, mergeHistory, toHistoryEntry, toLogged } from './event-row.ts'

export function createEvents(connection: Connection): EventReads & EventWrites {
  const selectHead = connection.prepare<[number, string]>(
    'SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1',
  )
  const selectOne = connection.prepare<LoggedValues>(`SELECT ${loggedColumns} FROM events AS e WHERE id = ?`)
  const selectLast = connection.prepare<[string]>(
    `SELECT id FROM events WHERE appointment_id = ? AND status NOT IN ('rejected', 'withdrawn')
     ORDER BY seq DESC LIMIT 1`,
  )
  const selectUnconfirmed = connection.prepare<[string, string]>(
    `SELECT e.appointment_id, e.body FROM json_each(?) AS wanted CROSS JOIN events AS e
     WHERE e.appointment_id = wanted.value AND e.confirmed = 0 AND e.status IN ('queued', 'applied')
     ORDER BY e.seq`,
  )
  const selectUnconfirmedOfDays = connection.prepare<[string, string]>(
    `SELECT e.day, e.body FROM json_each(?) AS wanted CROSS JOIN events AS e
     WHERE e.day = wanted.value AND e.confirmed = 0 AND e.status IN ('queued', 'applied')
     ORDER BY e.seq`,
  )
  const selectOwnHistory = connection.prepare<[string, EventStatus, string | null, number | null]>(
    'SELECT body, status, code, revision FROM events WHERE appointment_id = ? ORDER BY seq',
  )
  const selectForeignHistory = connection.prepare<[string, number]>(
    `SELECT f.body, f.revision FROM foreign_events AS f WHERE f.appointment_id = ?
       AND NOT EXISTS (SELECT 1 FROM events AS e WHERE e.id = f.id)
     ORDER BY f.revision, f.id`,
  )
  const selectParked = connection.prepare<LoggedValues>(
    `SELECT ${loggedColumns} FROM events AS e WHERE e.status = 'rejected' ORDER BY e.seq`,
  )
  const insert = connection.prepare(
    `INSERT INTO events (seq, id, appointment_id, day, type, status, confirmed, hash, body)
     VALUES (?, ?, ?, ?, ?, 'queued', 0, ?, ?)`,
  )

  const group = <T>(rows: readonly [string, string][]): Map<string, T[]> => {
    const groups = new Map<string, T[]>()
    for (const [key, body] of rows) {
      const list = groups.get(key) ?? []
      groups.set(key, list)
      list.push(JSON.parse(body) as T)
    }
    return groups
  }

  return {
    ...createEventAnswers(connection),
    get(id) {
      const row = selectOne.first(id)
      return row && toLogged(row)
    },
    head() {
      const [seq, hash] = selectHead.first() ?? [0, chainStart]
      return { seq, hash }
    },
    lastOfAppointment: (appointmentId) => selectLast.first(appointmentId)?.[0] ?? null,
    unconfirmedOf: (ids) => group<AppointmentEvent>(selectUnconfirmed.all(JSON.stringify(ids))),
    unconfirmedOfDays: (dates) => group<DayEvent>(selectUnconfirmedOfDays.all(JSON.stringify(dates))),
    historyOf(appointmentId) {
      const own = selectOwnHistory.all(appointmentId).map(([body, status, code, revision]) => ({
        entry: toHistoryEntry(JSON.parse(body) as OfficeEvent, status, code),
        revision,
      }))
      const foreign = selectForeignHistory.all(appointmentId).map(([body, revision]) => ({
        entry: toHistoryEntry(JSON.parse(body) as OfficeEvent, 'applied', null),
        revision,
      }))
      return mergeHistory(own, foreign)
    },
    parked: () => selectParked.all().map(toLogged),
    append(event, hash) {
      insert.run(
        event.deviceSeq,
        event.id,
        event.appointmentId,
        event.appointmentId === null ? event.payload.date : null,
        event.type,
        hash,
        JSON.stringify(event),
      )
    },
  }
}
