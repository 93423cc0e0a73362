import type { EventResult } from '#shared/contract/central.ts'
import { isViewing } from '#shared/domain/event.ts'
import type { Connection } from '../connection.ts'
import type { EventReads, EventWrites, LoggedChange, LoggedEvent } from '../store.ts'
import type { Answered } from './answered.ts'
import type { MarkNotice } from './appointments.ts'
import type { LoggedValues } from './event-row.ts'
import { loggedColumns, reportColumnsOf, toLogged } from './event-row.ts'
import { concernsPeople } from './user-events.ts'

type Outbox = Pick<EventReads, 'queued' | 'counts'> &
  Pick<EventWrites, 'recordResults' | 'resendFrom' | 'withdraw' | 'putForeign'>

/** Beyond so many answers the lists are read anew, which is quicker than to ask whose they are. */
const fewAnswers = 50

/**
 * The log as an outbox. Answers come in the order of the sequence, so one number divides what was answered from what waits:
 * a batch without refusals is one write, and sending again from a number is to set it back (docs/decisions/0031).
 */
export function createEventAnswers(connection: Connection, answered: Answered, marks: MarkNotice): Outbox {
  const selectQueued = connection.prepare<[number, string, string | null, string, string]>(
    'SELECT seq, id, appointment_id, hash, body FROM events WHERE seq > ? ORDER BY seq LIMIT ?',
  )
  // What was only seen waits too, but is no work of which a clerk would be told.
  const count = connection.prepare<[number, number]>(
    `SELECT coalesce((SELECT changes FROM events ORDER BY seq DESC LIMIT 1), 0)
       - coalesce((SELECT changes FROM events WHERE seq = ?), 0),
     (SELECT count(*) FROM events WHERE refused = 'parked')`,
  )
  const selectSeq = connection.prepare<[number]>('SELECT seq FROM events WHERE id = ?')
  const selectWhose = connection.prepare<[string | null]>(
    'SELECT appointment_id FROM events WHERE seq > ? AND seq <= ?',
  )
  // What the supervisor settled stays settled when the central system refuses it once more.
  const refuse = connection.prepare<LoggedValues>(
    `UPDATE events SET refused = iif(refused IS 'withdrawn', 'withdrawn',
       iif(appointment_id IS NULL AND day IS NULL AND NOT ${concernsPeople}, 'noted', 'parked')), code = ?, message = ?
     WHERE id = ? RETURNING ${loggedColumns}`,
  )
  const takeBack = connection.prepare(
    `UPDATE events SET refused = NULL, code = NULL, message = NULL
     WHERE refused IS NOT NULL AND seq > ? AND seq <= ? AND id NOT IN (SELECT value FROM json_each(?))`,
  )
  const requeue = connection.prepare<[string | null]>(
    `UPDATE events SET refused = NULL, code = NULL, message = NULL WHERE refused IN ('parked', 'noted') AND seq >= ?
     RETURNING appointment_id`,
  )
  const unconfirm = connection.prepare(
    'UPDATE appointments SET confirmed_seq = min(confirmed_seq, ?) WHERE last_seq >= ?',
  )
  const mark = connection.prepare(
    `UPDATE appointments SET attention =
       EXISTS (SELECT 1 FROM events AS e WHERE e.appointment_id = appointments.id AND e.refused = 'parked')
     WHERE id = ?`,
  )
  const settle = connection.prepare<[string | null]>(
    `UPDATE events SET refused = 'withdrawn', settlement = ? WHERE id = ? AND refused = 'parked'
     RETURNING appointment_id`,
  )
  const putForeign = connection.prepare(
    `INSERT INTO foreign_events
       (id, appointment_id, day, subject, type, at, actor, device_id, device_seq, revision, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET revision = excluded.revision`,
  )

  const markAnew = (appointmentId: string | null): void => {
    if (appointmentId === null) return
    mark.run(appointmentId)
    marks.touch([appointmentId])
  }
  /** The marks of the records whose events lie between two places of the dividing number. */
  const touchBetween = (from: number, to: number): void => {
    if (to - from > fewAnswers) marks.touch()
    else marks.touch(selectWhose.all(from, to).flatMap(([id]) => id ?? []))
  }
  /** The last of the answers that is about an event of ours. */
  const lastAnswered = (results: readonly EventResult[]): number => {
    for (const { id } of results.toReversed()) {
      const row = selectSeq.first(id)
      if (row !== undefined) return row[0]
    }
    return 0
  }

  return {
    queued: (limit, afterSeq) =>
      selectQueued
        .all(Math.max(afterSeq, answered.get()), limit)
        .map(([seq, id, appointmentId, hash, json]) => ({ seq, id, appointmentId, hash, json })),
    counts() {
      const [queued, parked] = count.first(answered.get()) ?? [0, 0]
      return { queued, parked }
    },
    recordResults(results) {
      const refusals = results.filter(isRefusal)
      const before = answered.get()
      const newest = Math.max(before, lastAnswered(results))
      if (newest > before) {
        // An event that was refused before the central system lost its memory may be applied now.
        takeBack.run(before, newest, JSON.stringify(refusals.map(({ id }) => id)))
        answered.move(newest)
        touchBetween(before, newest)
      }
      const refused = refusals.flatMap(({ id, code, message }) => {
        const row = refuse.first(code ?? 'event_malformed', message ?? null, id)
        return row === undefined ? [] : [toLogged(row, newest)]
      })
      const parked = refused.filter(isParked)
      for (const { event } of parked) markAnew(event.appointmentId)
      return parked
    },
    resendFrom(seq) {
      const before = answered.get()
      if (seq > before) return 0
      const unparked = requeue.all(seq)
      unconfirm.run(seq - 1, seq)
      answered.move(seq - 1)
      for (const [id] of unparked) markAnew(id)
      marks.touch()
      return before - seq + 1
    },
    withdraw(eventId, settlement) {
      const [row] = settle.all(JSON.stringify(settlement), eventId)
      if (row === undefined) return false
      markAnew(row[0])
      return true
    },
    putForeign(events) {
      for (const { event, revision } of events) {
        const { appointmentId, day, subject, type, at, actor } = reportColumnsOf(event)
        const { id, deviceId, deviceSeq } = event
        const body = JSON.stringify(event)
        putForeign.run(id, appointmentId, day, subject, type, at, actor, deviceId, deviceSeq, revision, body)
      }
    },
  }
}

/** Of what was only seen nothing is parked. */
export const isParked = (logged: LoggedEvent): logged is LoggedChange =>
  logged.status === 'rejected' && !isViewing(logged.event)

const isRefusal = ({ status, first }: EventResult): boolean =>
  status === 'rejected' || (status === 'duplicate' && first === 'rejected')
