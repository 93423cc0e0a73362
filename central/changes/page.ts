import type { Pool } from 'pg'
import type { Position } from './cursor.ts'

/**
 * Several things can carry one revision (an event, and the appointment that it changed). Among them the order is by
 * rank, so that a page may end anywhere.
 */
const entities = ['office', 'user', 'appointment', 'day', 'event'] as const
const lastRank = entities.length - 1

const after = (rank: number) => `(revision > $2 OR (revision = $2 AND $3 < ${rank}))`

/** A row of `offices` and one of `office_users` as offices are told them. */
export const officeData = `(jsonb_build_object(
    'id', id, 'code', code, 'name', name, 'province', province, 'city', city, 'address', address,
    'areaCode', area_code, 'opensAt', opens_at, 'closesAt', closes_at, 'slotMinutes', slot_minutes,
    'slotCapacity', slot_capacity, 'rules', rules)
  || CASE WHEN demonstration_password IS NULL THEN '{}'
       ELSE jsonb_build_object('demonstrationPassword', demonstration_password) END)`
export const userData = `json_build_object(
    'id', id, 'username', username, 'displayName', display_name, 'roles', roles, 'desk', desk,
    'passwordHash', password_hash, 'mustChangePassword', must_change, 'active', active,
    'appliedEventIds', applied_event_ids)`

/**
 * One statement, hence one snapshot: nothing can slip in between the parts. Each part walks its index in the order of
 * revisions and stops at the limit. The device's own events stay out; it has them.
 */
export const pageSql = `
  SELECT rank, revision, data,
         (SELECT revision FROM office_revisions WHERE office_id = $1) AS newest
  FROM (
    (SELECT 0 AS rank, revision, ${officeData}::text AS data
      FROM offices WHERE id = $1 AND ${after(0)})
    UNION ALL
    (SELECT 1, revision, ${userData}::text
      FROM office_users WHERE office_id = $1 AND revision >= $2 AND ${after(1)} ORDER BY revision LIMIT $5)
    UNION ALL
    (SELECT 2, revision, body::text
      FROM appointments WHERE office_id = $1 AND revision >= $2 AND ${after(2)} ORDER BY revision LIMIT $5)
    UNION ALL
    (SELECT 3, revision, body::text
      FROM office_days WHERE office_id = $1 AND revision >= $2 AND ${after(3)} ORDER BY revision LIMIT $5)
    UNION ALL
    (SELECT 4, revision, body::text
      FROM office_events
      WHERE office_id = $1 AND revision >= $2 AND ${after(4)} AND device_id <> $4 AND status = 'applied'
      ORDER BY revision LIMIT $5)
  ) AS change
  ORDER BY revision, rank
  LIMIT $5`

const totalSql = `
  SELECT ((SELECT count(*) FROM offices WHERE id = $1)
        + (SELECT count(*) FROM office_users WHERE office_id = $1)
        + (SELECT count(*) FROM appointments WHERE office_id = $1)
        + (SELECT count(*) FROM office_days WHERE office_id = $1)
        + (SELECT count(*) FROM office_events
           WHERE office_id = $1 AND device_id <> $2 AND status = 'applied'))::int AS total`

const newestSql = 'SELECT revision FROM office_revisions WHERE office_id = $1'

export type Page = {
  /** Change documents as JSON text (`changeSchema`), in order. */
  changes: string[]
  /** Where the next page begins. */
  position: Position
  more: boolean
}

/** How many changes a device that knows nothing yet is going to get, for its progress; what comes meanwhile is not in it. */
export async function countChanges(pool: Pool, officeId: string, deviceId: string): Promise<number> {
  const values = [officeId, deviceId]
  const { rows } = await pool.query<{ total: number }>({ name: 'changes_total', text: totalSql, values })
  return rows[0]?.total ?? 0
}

/**
 * The next changes of an office after a position. Bodies go from the database to the line as text: a thousand rows are
 * neither parsed nor written anew. Null when the position lies ahead of the office, as after a restored backup.
 */
export async function readPage(
  pool: Pool,
  officeId: string,
  deviceId: string,
  from: Position,
  limit: number,
): Promise<Page | null> {
  const counter = await pool.query<{ revision: number }>({
    name: 'changes_newest',
    text: newestSql,
    values: [officeId],
  })
  const newest = counter.rows[0]?.revision ?? 0
  if (from.revision > newest) return null
  if (from.revision === newest && from.rank === lastRank) return { changes: [], position: from, more: false }

  const { rows } = await pool.query<{ rank: number; revision: number; data: string; newest: number }>({
    name: 'changes_page',
    text: pageSql,
    values: [officeId, from.revision, from.rank, deviceId, limit + 1],
  })
  const more = rows.length > limit
  const page = more ? rows.slice(0, limit) : rows
  const changes = page.map(
    (row) => `{"entity":"${entities[row.rank]}","revision":${row.revision},"data":${row.data}}`,
  )
  const last = page.at(-1)
  if (more && last) return { changes, position: { revision: last.revision, rank: last.rank }, more }
  // At the end: also past the own events that were left out. Without any row the first counter is what is certain.
  return { changes, position: { revision: last?.newest ?? newest, rank: lastRank }, more }
}
