import { addDays } from '#shared/domain/civil-date.ts'
import type { AppointmentEvent, ChangingEvent, DayEvent, PaperEvent } from '#shared/domain/event.ts'
import { chainStart, isViewing } from '#shared/domain/event.ts'
import { instantOf } from '#shared/domain/tehran-time.ts'
import type { Connection } from '../connection.ts'
import type { EventReads, EventWrites } from '../store.ts'
import type { Answered } from './answered.ts'
import type { MarkNotice } from './appointments.ts'
import { createEventAnswers, isParked } from './event-answers.ts'
import type { LoggedValues, Refused } from './event-row.ts'
import {
  loggedColumns,
  mergeHistory,
  reportColumnsOf,
  statusOf,
  toHistoryEntry,
  toLogged,
} from './event-row.ts'
import { createUserEvents } from './user-events.ts'

export function createEvents(
  connection: Connection,
  answered: Answered,
  marks: MarkNotice,
): EventReads & EventWrites {
  const selectHead = connection.prepare<[number, string]>(
    'SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1',
  )
  const selectAfter = connection.prepare<[number, string, string]>(
    'SELECT seq, hash, body FROM events WHERE seq > ? ORDER BY seq',
  )
  const selectOne = connection.prepare<LoggedValues>(`SELECT ${loggedColumns} FROM events WHERE id = ?`)
  const selectLast = connection.prepare<[string]>(
    `SELECT id FROM events WHERE appointment_id = ? AND refused IS NULL ORDER BY seq DESC LIMIT 1`,
  )
  const selectWalkIn = connection.prepare<LoggedValues>(
    `SELECT ${loggedColumns} FROM events WHERE appointment_id = ? AND type = 'walked_in' ORDER BY seq DESC LIMIT 1`,
  )
  // The rows say at once which of them have anything; one that is new here may have events all the same.
  const selectUnconfirmed = connection.prepare<[string, string]>(
    `SELECT e.appointment_id, e.body FROM json_each(?) AS wanted
     LEFT JOIN appointments AS a ON a.id = wanted.value
     CROSS JOIN events AS e
     WHERE (a.key IS NULL OR a.last_seq > a.confirmed_seq)
       AND e.appointment_id = wanted.value AND e.seq > coalesce(a.confirmed_seq, 0) AND e.refused IS NULL
     ORDER BY e.seq`,
  )
  const selectOfDays = connection.prepare<[string, string]>(
    `SELECT e.day, e.body FROM json_each(?) AS wanted CROSS JOIN events AS e
     WHERE e.day = wanted.value AND e.refused IS NULL ORDER BY e.seq`,
  )
  const selectTurns = connection.prepare<[at: string, id: string, body: string]>(
    `SELECT at, id, body FROM events WHERE day = ? AND refused IS NULL
     UNION ALL
     SELECT f.at, f.id, f.body FROM foreign_events AS f
     WHERE f.at >= ? AND f.type IN ('day_closed', 'day_reopened') AND f.day = ?
       AND NOT EXISTS (SELECT 1 FROM events AS e WHERE e.id = f.id)
     ORDER BY at, id`,
  )
  const selectOwnHistory = connection.prepare<[number, string, Refused, string | null]>(
    `SELECT seq, body, refused, code FROM events
     WHERE appointment_id = ? OR (subject = ? AND type IN ('slip_printed', 'print_failed')) ORDER BY seq`,
  )
  const selectForeignHistory = connection.prepare<[string]>(
    `SELECT f.body FROM foreign_events AS f WHERE f.appointment_id = ?
       AND NOT EXISTS (SELECT 1 FROM events AS e WHERE e.id = f.id)
     ORDER BY f.revision, f.id`,
  )
  const selectApplied = connection.prepare<[string]>(
    `SELECT s.body -> '$.appliedEventIds' FROM appointments AS a
     JOIN server_versions AS s ON s.appointment = a.key WHERE a.id = ?`,
  )
  const selectParked = connection.prepare<LoggedValues>(
    `SELECT ${loggedColumns} FROM events WHERE refused = 'parked' ORDER BY seq`,
  )
  const insert = connection.prepare(
    `INSERT INTO events (seq, id, appointment_id, day, subject, type, at, actor, changes, hash, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, coalesce((SELECT changes FROM events WHERE seq = ?), 0) + ?, ?, ?)`,
  )
  const noteLast = connection.prepare('UPDATE appointments SET last_seq = ? WHERE id = ?')

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
    ...createEventAnswers(connection, answered, marks),
    ...createUserEvents(connection, answered),
    get(id) {
      const row = selectOne.first(id)
      return row && toLogged(row, answered.get())
    },
    head() {
      const [seq, hash] = selectHead.first() ?? [0, chainStart]
      return { seq, hash }
    },
    loggedAfter: (seq) => selectAfter.all(seq).map(([seq, hash, json]) => ({ seq, hash, json })),
    lastOfAppointment: (appointmentId) => selectLast.first(appointmentId)?.[0] ?? null,
    walkInOf(appointmentId) {
      const row = selectWalkIn.first(appointmentId)
      return row && toLogged(row, answered.get())
    },
    unconfirmedOf: (ids) => group<AppointmentEvent>(selectUnconfirmed.all(JSON.stringify(ids))),
    unconfirmedOfDays: (dates) => group<DayEvent>(selectOfDays.all(JSON.stringify(dates))),
    turnsOfDay(date) {
      // No day is closed before it comes; one more for clocks that are off. It keeps the search to what is newer.
      const since = instantOf(addDays(date, -1), '00:00')
      return selectTurns.all(date, since, date).map(([, , body]) => JSON.parse(body) as DayEvent)
    },
    historyOf(appointmentId) {
      const own = selectOwnHistory
        .all(appointmentId, appointmentId)
        .map(([seq, body, refused, code]) =>
          toHistoryEntry(
            JSON.parse(body) as ChangingEvent | PaperEvent,
            statusOf(seq, refused, answered.get()),
            code,
          ),
        )
      const foreign = selectForeignHistory
        .all(appointmentId)
        .map(([body]) => toHistoryEntry(JSON.parse(body) as ChangingEvent, 'applied', null))
      if (foreign.length === 0) return own
      const [applied] = selectApplied.first(appointmentId) ?? ['[]']
      return mergeHistory(own, foreign, JSON.parse(applied) as string[])
    },
    parked: () =>
      selectParked
        .all()
        .map((row) => toLogged(row, answered.get()))
        .filter(isParked),
    append(event, hash) {
      const { id, deviceSeq } = event
      const { appointmentId, day, subject, type, at, actor } = reportColumnsOf(event)
      const body = JSON.stringify(event)
      const change = isViewing(event) ? 0 : 1
      insert.run(
        deviceSeq,
        id,
        appointmentId,
        day,
        subject,
        type,
        at,
        actor,
        deviceSeq - 1,
        change,
        hash,
        body,
      )
      if (appointmentId === null) return
      noteLast.run(deviceSeq, appointmentId)
      marks.touch([appointmentId])
    },
  }
}
