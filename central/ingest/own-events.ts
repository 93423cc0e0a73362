import type { Pool } from 'pg'
import type { OwnEvents, PushCode } from '#shared/contract/central.ts'
import type { OfficeEvent } from '#shared/domain/event.ts'

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
  const { rows } = await pool.query<{
    body: OfficeEvent
    status: 'applied' | 'rejected'
    code: PushCode | null
    message: string | null
    revision: number
  }>(ownSql, [officeId, deviceId, after, limit + 1])
  const events = rows.slice(0, limit).map(({ body, status, code, message, revision }) => ({
    event: body,
    result: {
      id: body.id,
      status,
      ...(code === null ? {} : { code }),
      ...(message === null ? {} : { message }),
      ...(status === 'applied' ? { revision } : {}),
    },
  }))
  return { events, more: rows.length > limit }
}
