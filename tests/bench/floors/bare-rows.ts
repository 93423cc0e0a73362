import type pg from 'pg'
import { join, split } from '#central/db/columns.ts'
import { openDatabase } from '#central/db/connection.ts'
import { inTransaction } from '#central/db/transaction.ts'
import { storeAppointments, storeEvents } from '#central/ingest/store.ts'
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

const stagesSql = `
  WITH row AS (
    SELECT id::uuid, place::int, stage, at::timestamptz
    FROM unnest(${split(1)}, ${split(2)}, ${split(3)}, ${split(4)}) AS row (id, place, stage, at)
  ), moved AS (
    UPDATE registrations SET stage = row.stage FROM row WHERE registrations.id = row.id
  )
  INSERT INTO registration_stages (registration_id, place, stage, at) SELECT * FROM row`

/**
 * The least that the same rows cost on the same PostgreSQL: each push as one transaction of the central system's own
 * statements, sent in one piece. Nothing is read, locked, checked or worked out; as many
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
          storeEvents(client, rows, rows.recorded),
          storeAppointments(client, rows.officeId, rows.appointments),
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
