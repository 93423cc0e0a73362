import type { Pool, PoolClient } from 'pg'
import type { PushCode } from '#shared/contract/central.ts'
import type { OfficeList } from '#shared/exchange/contents.ts'
import { officeData, userData } from '../changes/page.ts'

const rowsSql = `
  SELECT 'office' AS entity, revision, ${officeData}::text AS data FROM offices WHERE id = $1
  UNION ALL
  SELECT 'user', revision, ${userData}::text FROM office_users WHERE office_id = $1
  UNION ALL
  SELECT 'appointment', revision, body::text FROM appointments WHERE office_id = $1 AND date >= $2::date
  UNION ALL
  SELECT 'day', revision, body::text FROM office_days WHERE office_id = $1 AND date >= $2::date
  ORDER BY revision`
const headSql = `
  SELECT last_seq AS seq, last_hash AS hash,
         (SELECT revision FROM office_revisions WHERE office_id = devices.office_id) AS revision
  FROM devices WHERE id = $1 AND office_id = $2`
const refusedSql = `
  SELECT id, code, message FROM office_events
  WHERE office_id = $1 AND device_id = $2 AND status = 'rejected' ORDER BY device_seq`

/** What is asked for: whose data, and the first day of them. */
export type ListQuestion = { officeId: string; deviceId: string; from: string; madeAt: Date }

export type MadeList = { json: string; revision: number; rows: number; answeredSeq: number }

/**
 * An office's data from a day on, as a pull would give them, and what became of a device's events: all of one moment, as
 * the JSON text of an `OfficeList`. Bodies stay text, as in a page of the pull.
 */
export async function makeOfficeList(pool: Pool, question: ListQuestion): Promise<MadeList> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const list = await read(client, question)
    await client.query('COMMIT')
    return list
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

async function read(
  client: PoolClient,
  { officeId, deviceId, from, madeAt }: ListQuestion,
): Promise<MadeList> {
  const heads = await client.query<{ seq: number; hash: string; revision: number }>(headSql, [
    deviceId,
    officeId,
  ])
  const [head] = heads.rows
  if (!head) throw new Error('the device is of this office')
  const { rows } = await client.query<{ entity: string; revision: number; data: string }>(rowsSql, [
    officeId,
    from,
  ])
  const refused = await client.query<{ id: string; code: PushCode; message: string | null }>(refusedSql, [
    officeId,
    deviceId,
  ])
  const { seq, hash, revision } = head
  const told: Omit<OfficeList, 'changes'> = {
    officeId,
    deviceId,
    madeAt: madeAt.toISOString(),
    from,
    revision,
    answered: { seq, hash, refused: refused.rows },
  }
  const changes = rows.map(
    (row) => `{"entity":"${row.entity}","revision":${row.revision},"data":${row.data}}`,
  )
  const json = `${JSON.stringify(told).slice(0, -1)},"changes":[${changes.join()}]}`
  return { json, revision, rows: rows.length, answeredSeq: seq }
}
