import type { OfficeEvent } from '#shared/domain/event.ts'
import type { Connection, SqlValue } from '../connection.ts'
import type { ReportedEvent, ReportPlace, ReportQuestion, ReportReads, StoredRow } from '../store.ts'
import type { Answered } from './answered.ts'
import { type Refused, statusOf } from './event-row.ts'

type OwnValues = [at: string, id: string, body: string, seq: number, refused: Refused, code: string | null]
type RowValues = [
  deviceId: string | null,
  seq: number,
  id: string,
  appointmentId: string | null,
  day: string | null,
  subject: string | null,
  type: string,
  at: string,
  actor: string,
  hash: string | null,
  body: string,
]

const searched = 'appointment_id, day, subject, type, at, actor'
/** A device that was restored from a copy may have got events of its own back as somebody else's. */
const notOwn = 'NOT EXISTS (SELECT 1 FROM events AS e WHERE e.id = foreign_events.id)'

/**
 * The log as a report: own events and those of others together, the newest first. It is asked for rarely and in many
 * ways, so its statements are made when they are needed: a condition that nobody asked for would keep an index from use.
 */
export function createEventReport(connection: Connection, answered: Answered): ReportReads {
  const selectOwnRows = connection.prepare<RowValues>(
    `SELECT NULL, seq, id, ${searched}, hash, body FROM events WHERE seq > ? ORDER BY seq LIMIT ?`,
  )
  const selectForeignRows = connection.prepare<RowValues>(
    `SELECT device_id, device_seq, id, ${searched}, NULL, body FROM foreign_events
     WHERE (device_id, device_seq) > (?, ?) ORDER BY device_id, device_seq LIMIT ?`,
  )
  const selectHead = connection.prepare<[number, string]>('SELECT seq, hash FROM log_head')

  return {
    list(question, after, limit) {
      const { sql, values } = conditionOf(question, after)
      const end = `${sql} ORDER BY at DESC, id DESC LIMIT ?`
      const newest = answered.get()
      const own = connection
        .prepare<OwnValues>(`SELECT at, id, body, seq, refused, code FROM events WHERE ${end}`)
        .all(...values, limit)
        .map(([at, id, body, seq, refused, code]) => ({
          at,
          id,
          reported: { event: read(body), own: true, status: statusOf(seq, refused, newest), code },
        }))
      const foreign = connection
        .prepare<[at: string, id: string, body: string]>(
          `SELECT at, id, body FROM foreign_events WHERE ${notOwn} AND ${end}`,
        )
        .all(...values, limit)
        .map(([at, id, body]) => ({
          at,
          id,
          reported: { event: read(body), own: false, status: 'applied' as const, code: null },
        }))
      return [...own, ...foreign]
        .sort((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1))
        .slice(0, limit)
        .map(({ reported }): ReportedEvent => reported)
    },
    count(question) {
      const { sql, values } = conditionOf(question, null)
      const counts = connection
        .prepare<[number]>(
          `SELECT count(*) FROM events WHERE ${sql}
           UNION ALL SELECT count(*) FROM foreign_events WHERE ${notOwn} AND ${sql}`,
        )
        .all(...values, ...values)
      return counts.reduce((sum, [count]) => sum + count, 0)
    },
    ownRows: (afterSeq, limit) => selectOwnRows.all(afterSeq, limit).map(toRow),
    foreignRows: (after, limit) =>
      selectForeignRows.all(after?.deviceId ?? '', after?.seq ?? 0, limit).map(toRow),
    notedHead() {
      const row = selectHead.first()
      return row === undefined ? null : { seq: row[0], hash: row[1] }
    },
  }
}

const read = (body: string) => JSON.parse(body) as OfficeEvent

/** Both tables have the columns that are searched under the same names. */
function conditionOf(
  { from, until, actor, types, about }: ReportQuestion,
  after: ReportPlace | null,
): { sql: string; values: SqlValue[] } {
  const parts: { sql: string; values: SqlValue[] }[] = []
  if (from !== null) parts.push({ sql: 'at >= ?', values: [from] })
  if (until !== null) parts.push({ sql: 'at < ?', values: [until] })
  if (actor !== null) parts.push({ sql: 'actor = ?', values: [actor] })
  if (types !== null) {
    parts.push({ sql: 'type IN (SELECT value FROM json_each(?))', values: [JSON.stringify(types)] })
  }
  if (about !== null) {
    const listed = 'IN (SELECT value FROM json_each(?))'
    const ids = JSON.stringify(about)
    parts.push({ sql: `(appointment_id ${listed} OR subject ${listed})`, values: [ids, ids] })
  }
  if (after !== null) {
    parts.push({ sql: 'at <= ? AND (at, id) < (?, ?)', values: [after.at, after.at, after.id] })
  }
  return {
    sql: parts.length === 0 ? 'TRUE' : parts.map(({ sql }) => sql).join(' AND '),
    values: parts.flatMap(({ values }) => values),
  }
}

const toRow = (values: RowValues): StoredRow => ({
  deviceId: values[0],
  seq: values[1],
  id: values[2],
  appointmentId: values[3],
  day: values[4],
  subject: values[5],
  type: values[6],
  at: values[7],
  actor: values[8],
  hash: values[9],
  body: values[10],
})
