import type { Pool } from 'pg'
import type { OwnEvents } from '#shared/contract/central.ts'
import type { OfficeEvent } from '#shared/domain/event.ts'
import { toldOf } from './told-result.ts'
import type { StoredResult } from './work-batch.ts'

const ownSql = `
  SELECT body, status, code, message, revision FROM office_events
  WHERE office_id = $1 AND device_id = $2 AND device_seq > $3
  ORDER BY device_seq LIMIT $4`

/** What a device has sent after a number, in order, each with what became of it; `more` when there is more than `limit`. */
export async function readOwnEvents(
  pool: Pool,
  { officeId, deviceId }: { officeId: string; deviceId: string },
  after: number,
  limit: number,
): Promise<OwnEvents> {
  const { rows } = await pool.query<Omit<StoredResult, 'id'> & { body: OfficeEvent }>(ownSql, [
    officeId,
    deviceId,
    after,
    limit + 1,
  ])
  const events = rows.slice(0, limit).map(({ body, ...result }) => ({
    event: body,
    result: toldOf({ ...result, id: body.id }),
  }))
  return { events, more: rows.length > limit }
}
