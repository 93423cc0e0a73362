import type pg from 'pg'
import { join, split, splitNullable } from '#central/db/columns.ts'
import { openDatabase } from '#central/db/connection.ts'
import { inTransaction } from '#central/db/transaction.ts'
import type { Recorded } from '#central/ingest/work-batch.ts'
import type { Appointment } from '#shared/domain/appointment.ts'

/** What one push has left behind, as it lies in the tables. */
export type PushedRows = {
  officeId: string
  deviceId: string
  receivedOn: string
  receivedAt: Date
  recorded: Recorded[]
  appointments: Appointment[]
  /** What the visit moved in the registrations of these people. */
  stages: { registration_id: string; place: number; stage: string; at: string }[]
  lastSeq: number
  lastHash: string
  revision: number
}

const eventsSql = `
  INSERT INTO office_events (office_id, received_on, device_id, received_at, device_seq, id, revision,
                             appointment_id, type, status, code, message, body)
  SELECT $1::uuid, $2::date, $3::uuid, $4::timestamptz, seq::bigint, id::uuid, revision::bigint,
         appointment_id::uuid, type, status, code, message, body::json
  FROM unnest(${split(5)}, ${split(6)}, ${split(7)}, ${splitNullable(8)}, ${split(9)}, ${split(10)},
              ${splitNullable(11)}, ${splitNullable(12)}, ${split(13)})
       AS row (seq, id, revision, appointment_id, type, status, code, message, body)`

const appointmentsSql = `
  INSERT INTO appointments (office_id, id, date, slot, state, national_code, tracking_code, queue_number,
                            revision, body)
  SELECT $1::uuid, id::uuid, date::date, slot::time, state, national_code, tracking_code, queue_number::bigint,
         revision::bigint, body::json
  FROM unnest(${split(2)}, ${split(3)}, ${split(4)}, ${split(5)}, ${split(6)}, ${split(7)},
              ${splitNullable(8)}, ${split(9)}, ${split(10)})
       AS row (id, date, slot, state, national_code, tracking_code, queue_number, revision, body)
  ON CONFLICT (id, date) DO UPDATE SET
    slot = excluded.slot, state = excluded.state, queue_number = excluded.queue_number,
    revision = excluded.revision, body = excluded.body
  WHERE appointments.office_id = excluded.office_id`

const stagesSql = `
  WITH row AS (
    SELECT id::uuid, place::int, stage, at::timestamptz
    FROM unnest(${split(1)}, ${split(2)}, ${split(3)}, ${split(4)}) AS row (id, place, stage, at)
  ), moved AS (
    UPDATE registrations SET stage = row.stage FROM row WHERE registrations.id = row.id
  )
  INSERT INTO registration_stages (registration_id, place, stage, at) SELECT * FROM row`

/**
 * The least that the same rows cost on the same PostgreSQL: each push as one transaction of statements like
 * the central system's own, for one office, sent in one piece. Nothing is read, locked, checked or worked out; as many
 * connections as a process of the central system has.
 */
export async function openBareRows(
  databaseUrl: string,
): Promise<{ write(rows: PushedRows): Promise<void>; pool: pg.Pool; close(): Promise<void> }> {
  const { pool, close } = await openDatabase({ databaseUrl })
  return {
    pool,
    close,
    write: (rows) =>
      inTransaction(pool, async (client) => ({
        result: undefined,
        writes: [
          client.query({
            name: 'bare_events',
            text: eventsSql,
            values: [
              rows.officeId,
              rows.receivedOn,
              rows.deviceId,
              rows.receivedAt.toISOString(),
              join(rows.recorded.map(({ read }) => read.deviceSeq)),
              join(rows.recorded.map(({ read }) => read.id)),
              join(rows.recorded.map(({ result }) => result.revision)),
              join(rows.recorded.map(({ appointmentId }) => appointmentId)),
              join(rows.recorded.map(({ type }) => type)),
              join(rows.recorded.map(({ result }) => result.status)),
              join(rows.recorded.map(({ result }) => result.code)),
              join(rows.recorded.map(({ result }) => result.message)),
              join(rows.recorded.map(({ read }) => read.json)),
            ],
          }),
          client.query({
            name: 'bare_appointments',
            text: appointmentsSql,
            values: [
              rows.officeId,
              join(rows.appointments.map(({ id }) => id)),
              join(rows.appointments.map(({ date }) => date)),
              join(rows.appointments.map(({ slot }) => slot)),
              join(rows.appointments.map(({ state }) => state)),
              join(rows.appointments.map(({ applicant }) => applicant.nationalCode)),
              join(rows.appointments.map(({ applicant }) => applicant.trackingCode)),
              join(rows.appointments.map(({ queueNumber }) => queueNumber)),
              join(rows.appointments.map(({ revision }) => revision)),
              join(rows.appointments.map((appointment) => JSON.stringify(appointment))),
            ],
          }),
          client.query({
            name: 'bare_stages',
            text: stagesSql,
            values: [
              join(rows.stages.map(({ registration_id }) => registration_id)),
              join(rows.stages.map(({ place }) => place)),
              join(rows.stages.map(({ stage }) => stage)),
              join(rows.stages.map(({ at }) => at)),
            ],
          }),
          client.query({
            name: 'bare_advance',
            text: `WITH device AS (UPDATE devices SET last_seq = $2, last_hash = $3 WHERE id = $1)
                   UPDATE office_revisions SET revision = $5 WHERE office_id = $4`,
            values: [rows.deviceId, rows.lastSeq, rows.lastHash, rows.officeId, rows.revision],
          }),
        ],
      })),
  }
}
