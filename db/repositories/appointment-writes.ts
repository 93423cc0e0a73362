import type { Appointment } from '#shared/domain/appointment.ts'
import type { Connection } from '../connection.ts'
import type { AppointmentWrites } from '../store.ts'
import type { Answered } from './answered.ts'
import { givenColumns, givenValues, workedColumns, workedValues } from './appointment-row.ts'

const columns = [...givenColumns, ...workedColumns]
const assignExcluded = columns
  .filter((name) => name !== 'id')
  .map((name) => `${name} = excluded.${name}`)
  .join(', ')
/** A new row may have events already: it was here before, and went to another office meanwhile. */
const insertAll = `INSERT INTO appointments (${columns.join(', ')}, pull_round, confirmed_seq, last_seq, attention)
  VALUES (${columns.map(() => '?').join(', ')}, ?, 0,
    (SELECT coalesce(max(e.seq), 0) FROM events AS e WHERE e.appointment_id = ?),
    EXISTS (SELECT 1 FROM events AS e WHERE e.appointment_id = ? AND e.refused = 'parked'))`
const insertValues = (appointment: Appointment, round: number) => [
  ...givenValues(appointment),
  ...workedValues(appointment),
  round,
  appointment.id,
  appointment.id,
]

/**
 * @param touch told of every record that was written or removed
 * @param answered up to which number the central system has answered
 */
export function createAppointmentWrites(
  connection: Connection,
  touch: (id: string) => void,
  answered: Answered,
): AppointmentWrites {
  const updateOwn = connection.prepare<[number]>(
    `UPDATE appointments SET ${workedColumns.map((name) => `${name} = ?`).join(', ')} WHERE id = ? RETURNING key`,
  )
  const insertOwn = connection.prepare<[number]>(`${insertAll} RETURNING key`)
  const putOwnVersion = connection.prepare(
    'INSERT OR REPLACE INTO own_versions (appointment, body) VALUES (?, ?)',
  )
  // Rounds only grow: who does not name one keeps the row's.
  const upsert = connection.prepare<[number]>(
    `${insertAll} ON CONFLICT (id) DO UPDATE SET ${assignExcluded}, pull_round = max(pull_round, excluded.pull_round)
     RETURNING key`,
  )
  const confirm = connection.prepare('UPDATE appointments SET confirmed_seq = ? WHERE key = ?')
  const putServerVersion = connection.prepare(
    'INSERT OR REPLACE INTO server_versions (appointment, body) VALUES (?, ?)',
  )
  const anyOwnVersion = connection.prepare('SELECT 1 FROM own_versions LIMIT 1')
  const dropOwnVersions = connection.prepare(
    'DELETE FROM own_versions WHERE appointment IN (SELECT value FROM json_each(?))',
  )
  // A number seen at any check-in of that day is not given out again, whoever gave it.
  const seeNumber = connection.prepare('INSERT OR IGNORE INTO queue_numbers (date, number) VALUES (?, ?)')
  const removeListed = connection.prepare(
    'DELETE FROM appointments WHERE id IN (SELECT value FROM json_each(?))',
  )
  // Revision 0 is a row that the central system does not know yet; one that forgot it is being told of it again.
  const removeOlder = connection.prepare<[string]>(
    `DELETE FROM appointments WHERE pull_round < ? AND revision > 0 AND NOT EXISTS (
       SELECT 1 FROM events AS e WHERE e.appointment_id = appointments.id AND e.type = 'walked_in'
         AND (e.refused IS 'parked' OR (e.refused IS NULL AND e.seq > ?)))
     RETURNING id`,
  )

  return {
    put(appointment) {
      const updated = updateOwn.first(...workedValues(appointment), appointment.id)
      const [key] = updated ?? insertOwn.first(...insertValues(appointment, 0)) ?? [null]
      putOwnVersion.run(key, JSON.stringify(appointment))
      touch(appointment.id)
    },
    putFromServer(rows, round = 0) {
      const caughtUp: number[] = []
      for (const { server, shown, confirmedSeq } of rows) {
        const [key] = upsert.first(...insertValues(shown, round)) ?? [0]
        putServerVersion.run(key, JSON.stringify(server))
        if (confirmedSeq !== undefined) confirm.run(confirmedSeq, key)
        if (server === shown) caughtUp.push(key)
        else putOwnVersion.run(key, JSON.stringify(shown))
        if (shown.arrivedOn !== null && shown.queueNumber !== null) {
          seeNumber.run(shown.arrivedOn, shown.queueNumber)
        }
        touch(shown.id)
      }
      if (caughtUp.length > 0 && anyOwnVersion.first()) dropOwnVersions.run(JSON.stringify(caughtUp))
    },
    remove(ids) {
      removeListed.run(JSON.stringify(ids))
      for (const id of ids) touch(id)
    },
    removeBefore(round) {
      const removed = removeOlder.all(round, answered.get()).map(([id]) => id)
      for (const id of removed) touch(id)
      return removed
    },
  }
}
