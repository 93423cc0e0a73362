import type { RecordSync } from '#shared/contract/office.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { Connection } from '../connection.ts'
import type { AppointmentWrites } from '../store.ts'
import { givenColumns, givenValues, workedColumns, workedValues } from './appointment-row.ts'

const allColumns = [...givenColumns, ...workedColumns, 'pull_round']
const assignExcluded = allColumns
  .filter((name) => name !== 'id')
  // Rounds only grow: who does not name one keeps the row's.
  .map((name) =>
    name === 'pull_round' ? `${name} = max(${name}, excluded.${name})` : `${name} = excluded.${name}`,
  )
  .join(', ')
const insertAll = `INSERT INTO appointments (${allColumns.join(', ')}) VALUES (${allColumns.map(() => '?').join(', ')})`

/** @param touch told of every record that was written or removed */
export function createAppointmentWrites(
  connection: Connection,
  touch: (id: string) => void,
): AppointmentWrites {
  // A record that needs attention needs it until that is settled, whatever else is queued.
  const assignWorked = workedColumns.map((name) =>
    name === 'sync' ? `sync = iif(sync = 'attention' AND ?1 = 'queued', 'attention', ?1)` : `${name} = ?`,
  )
  const updateOwn = connection.prepare<[number]>(
    `UPDATE appointments SET ${assignWorked.join(', ').replaceAll('?1', '?')} WHERE id = ? RETURNING key`,
  )
  const insertOwn = connection.prepare<[number]>(`${insertAll} RETURNING key`)
  const putOwnVersion = connection.prepare(
    'INSERT OR REPLACE INTO own_versions (appointment, body) VALUES (?, ?)',
  )
  const upsert = connection.prepare<[number]>(
    `${insertAll} ON CONFLICT (id) DO UPDATE SET ${assignExcluded} RETURNING key`,
  )
  const putServerVersion = connection.prepare(
    'INSERT OR REPLACE INTO server_versions (appointment, body) VALUES (?, ?)',
  )
  const anyOwnVersion = connection.prepare('SELECT 1 FROM own_versions LIMIT 1')
  const dropOwnVersions = connection.prepare(
    'DELETE FROM own_versions WHERE appointment IN (SELECT value FROM json_each(?))',
  )
  // A number seen at any check-in of that day is not given out again, whoever gave it.
  const seeNumber = connection.prepare('INSERT OR IGNORE INTO queue_numbers (date, number) VALUES (?, ?)')
  const updateSync = connection.prepare<[string]>(
    `WITH marked AS (
       SELECT a.key, CASE
         WHEN EXISTS (SELECT 1 FROM events AS e WHERE e.appointment_id = a.id AND e.status = 'rejected')
           THEN 'attention'
         WHEN EXISTS (SELECT 1 FROM events AS e WHERE e.appointment_id = a.id AND e.status = 'queued')
           THEN 'queued'
         ELSE 'sent' END AS sync
       FROM json_each(?) AS wanted JOIN appointments AS a ON a.id = wanted.value)
     UPDATE appointments SET sync = marked.sync FROM marked
     WHERE appointments.key = marked.key AND appointments.sync <> marked.sync
     RETURNING id`,
  )
  const removeListed = connection.prepare(
    'DELETE FROM appointments WHERE id IN (SELECT value FROM json_each(?))',
  )
  // Revision 0 is a row that the central system does not know yet.
  const removeOlder = connection.prepare<[string]>(
    'DELETE FROM appointments WHERE pull_round < ? AND revision > 0 RETURNING id',
  )

  const updateWorked = (appointment: Appointment, sync: RecordSync): number | undefined => {
    const values = workedValues(appointment, sync)
    values.splice(workedColumns.indexOf('sync'), 0, sync)
    return updateOwn.first(...values, appointment.id)?.[0]
  }

  return {
    put(appointment, { sync }) {
      const key =
        updateWorked(appointment, sync) ??
        insertOwn.first(...givenValues(appointment), ...workedValues(appointment, sync), 0)?.[0]
      putOwnVersion.run(key ?? null, JSON.stringify(appointment))
      touch(appointment.id)
    },
    putFromServer(rows, round = 0) {
      const caughtUp: number[] = []
      for (const { server, shown, sync } of rows) {
        const key = upsert.first(...givenValues(shown), ...workedValues(shown, sync), round)?.[0] ?? 0
        putServerVersion.run(key, JSON.stringify(server))
        if (server === shown) caughtUp.push(key)
        else putOwnVersion.run(key, JSON.stringify(shown))
        if (shown.arrivedOn !== null && shown.queueNumber !== null) {
          seeNumber.run(shown.arrivedOn, shown.queueNumber)
        }
        touch(shown.id)
      }
      if (caughtUp.length > 0 && anyOwnVersion.first()) dropOwnVersions.run(JSON.stringify(caughtUp))
    },
    refreshSync(ids) {
      if (ids.length === 0) return []
      const changed = updateSync.all(JSON.stringify(ids)).map(([id]) => id)
      for (const id of changed) touch(id)
      return changed
    },
    remove(ids) {
      removeListed.run(JSON.stringify(ids))
      for (const id of ids) touch(id)
    },
    removeBefore(round) {
      const removed = removeOlder.all(round).map(([id]) => id)
      for (const id of removed) touch(id)
      return removed
    },
  }
}
