import type { EventResult } from '#shared/contract/central.ts'
import type { Connection } from '../connection.ts'
import type { EventReads, EventWrites } from '../store.ts'
import type { LoggedValues } from './event-row.ts'
import { loggedColumns, toLogged } from './event-row.ts'

type Outbox = Pick<EventReads, 'queued' | 'counts'> &
  Pick<EventWrites, 'recordResults' | 'confirm' | 'resendFrom' | 'withdraw' | 'putForeign'>

/**
 * The log as an outbox. Answers come in the order of the sequence, so one number, `answeredSeq`, divides what was
 * answered from what waits: no list of its own, and sending again from a number is to set it back.
 */
export function createEventAnswers(connection: Connection): Outbox {
  const selectAnswered = connection.prepare<[number]>(
    `SELECT coalesce((SELECT value ->> '$' FROM settings WHERE name = 'answeredSeq'), 0)`,
  )
  const setAnswered = connection.prepare(
    `INSERT OR REPLACE INTO settings (name, value) VALUES ('answeredSeq', CAST(? AS INTEGER))`,
  )
  const selectQueued = connection.prepare<[number, string, string | null, string]>(
    'SELECT seq, id, appointment_id, body FROM events WHERE seq > ? ORDER BY seq LIMIT ?',
  )
  const countQueued = connection.prepare<[number, number]>(
    `SELECT coalesce((SELECT max(seq) FROM events), 0), (SELECT count(*) FROM events WHERE status = 'rejected')`,
  )
  const apply = connection.prepare<[number]>(
    `UPDATE events SET status = 'applied', code = NULL, message = NULL, revision = ? WHERE id = ? RETURNING seq`,
  )
  // What the supervisor settled stays settled when the central system refuses it once more.
  const reject = connection.prepare<[number, ...LoggedValues]>(
    `UPDATE events SET status = iif(status = 'withdrawn', 'withdrawn', 'rejected'), code = ?, message = ?
     WHERE id = ? RETURNING seq, ${loggedColumns}`,
  )
  const setConfirmed = connection.prepare(
    'UPDATE events SET confirmed = 1 WHERE id IN (SELECT value FROM json_each(?)) AND confirmed = 0',
  )
  const requeue = connection.prepare(
    `UPDATE events SET status = 'queued', confirmed = 0, code = NULL, message = NULL, revision = NULL
     WHERE seq >= ? AND status <> 'withdrawn'`,
  )
  const settle = connection.prepare(
    `UPDATE events SET status = 'withdrawn', settlement = ? WHERE id = ? AND status = 'rejected'`,
  )
  const putForeign = connection.prepare(
    `INSERT INTO foreign_events (id, appointment_id, day, revision, body) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET revision = excluded.revision`,
  )

  let answered: number | undefined
  connection.onRollback(() => {
    answered = undefined
  })
  const readAnswered = (): number => {
    answered ??= selectAnswered.first()?.[0] ?? 0
    return answered
  }
  const moveAnswered = (seq: number): void => {
    setAnswered.run(seq)
    answered = seq
  }

  return {
    queued: (limit, afterSeq) =>
      selectQueued
        .all(Math.max(afterSeq, readAnswered()), limit)
        .map(([seq, id, appointmentId, json]) => ({ seq, id, appointmentId, json })),
    counts() {
      const [newest, parked] = countQueued.first() ?? [0, 0]
      return { queued: newest - readAnswered(), parked }
    },
    recordResults(results) {
      const refused: LoggedValues[] = []
      let newest = readAnswered()
      for (const result of results) {
        const answer = isRefusal(result)
          ? reject.first(result.code ?? 'event_malformed', result.message ?? null, result.id)
          : apply.first(result.revision ?? null, result.id)
        if (answer === undefined) continue
        const [seq, ...logged] = answer
        newest = Math.max(newest, seq)
        if (logged.length > 0) refused.push(logged as LoggedValues)
      }
      if (newest > readAnswered()) moveAnswered(newest)
      return refused.map(toLogged).filter(({ status }) => status === 'rejected')
    },
    confirm(eventIds) {
      if (eventIds.length > 0) setConfirmed.run(JSON.stringify(eventIds))
    },
    resendFrom(seq) {
      const before = readAnswered()
      if (seq > before) return 0
      requeue.run(seq)
      moveAnswered(seq - 1)
      return before - seq + 1
    },
    withdraw: (eventId, settlement) => settle.run(JSON.stringify(settlement), eventId) === 1,
    putForeign(events) {
      for (const { event, revision } of events) {
        const day = event.appointmentId === null ? event.payload.date : null
        putForeign.run(event.id, event.appointmentId, day, revision, JSON.stringify(event))
      }
    },
  }
}

const isRefusal = ({ status, first }: EventResult): boolean =>
  status === 'rejected' || (status === 'duplicate' && first === 'rejected')
