import type { OfficeDay } from '#shared/domain/day.ts'
import { openDay } from '#shared/domain/day.ts'
import type { Connection } from '../connection.ts'
import type { DayReads, DayWrites } from '../store.ts'

export function createDays(connection: Connection): DayReads & DayWrites {
  const select = connection.prepare<[string]>('SELECT body FROM days WHERE date = ?')
  const selectServer = connection.prepare<[string, string]>(
    `SELECT d.date, coalesce(d.server_body, d.body) FROM json_each(?) AS wanted
     JOIN days AS d ON d.date = wanted.value`,
  )
  // The first own change keeps what the central system said beside it; of a day it never spoke of, that it is open.
  const upsertOwn = connection.prepare(
    `INSERT INTO days (date, closed, body, server_body) VALUES (?, ?, ?, ?)
     ON CONFLICT (date) DO UPDATE SET
       closed = excluded.closed, body = excluded.body, server_body = coalesce(server_body, days.body)`,
  )
  const upsertServer = connection.prepare(
    `INSERT INTO days (date, closed, body, server_body) VALUES (?, ?, ?, ?)
     ON CONFLICT (date) DO UPDATE SET
       closed = excluded.closed, body = excluded.body, server_body = excluded.server_body`,
  )
  const takeNumber = connection.prepare<[number]>(
    `INSERT INTO queue_numbers (date, number)
     SELECT ?, coalesce(max(number), 0) + 1 FROM queue_numbers WHERE date = ?
     RETURNING number`,
  )
  const noteNumber = connection.prepare('INSERT OR IGNORE INTO queue_numbers (date, number) VALUES (?, ?)')
  // Whether a day is closed is asked at every click.
  const read = new Map<string, OfficeDay | undefined>()
  connection.onRollback(() => read.clear())
  const closed = (day: OfficeDay) => (day.closed === null ? 0 : 1)

  return {
    get(date) {
      if (!read.has(date)) {
        if (read.size > 100) read.clear()
        const row = select.first(date)
        read.set(date, row === undefined ? undefined : (JSON.parse(row[0]) as OfficeDay))
      }
      return read.get(date)
    },
    serverRows(dates) {
      const rows = selectServer.all(JSON.stringify(dates))
      return new Map(rows.map(([date, body]) => [date, JSON.parse(body) as OfficeDay]))
    },
    put(day) {
      read.delete(day.date)
      const untold = JSON.stringify(openDay(day.officeId, day.date))
      upsertOwn.run(day.date, closed(day), JSON.stringify(day), untold)
    },
    putFromServer(days) {
      for (const { server, shown } of days) {
        read.delete(shown.date)
        const same = server === shown
        upsertServer.run(
          shown.date,
          closed(shown),
          JSON.stringify(shown),
          same ? null : JSON.stringify(server),
        )
      }
    },
    noteQueueNumber: (date, number) => void noteNumber.run(date, number),
    nextQueueNumber(date) {
      const row = takeNumber.first(date, date)
      if (row === undefined) throw new Error('an aggregate gives one row')
      return row[0]
    },
  }
}
