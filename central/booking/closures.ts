import { uuidv7 } from 'uuidv7'
import { addDays } from '#shared/domain/civil-date.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { join } from '../db/columns.ts'
import { lockOfficesSql } from '../db/revision.ts'
import type { Statements } from '../db/statements.ts'
import { recordCentralEvents } from '../ingest/central-event.ts'
import { lockRegistrations } from './settle-sql.ts'

/** The closed days that offices are told of, around today: further back nobody is marked any more. */
const DAYS_BACK = 60
const DAYS_AHEAD = 400

/** The days of `$1` to `$2` on which the office of `offices` is closed, as its rules name them. */
const closedDatesSql = `
  SELECT coalesce(jsonb_agg(DISTINCT to_char(closures.date, 'YYYY-MM-DD')), '[]')
  FROM closures
  WHERE (closures.office_id = offices.id OR closures.office_id IS NULL) AND closures.date BETWEEN $1 AND $2`

const outdatedSql = `
  SELECT id FROM offices
  WHERE ($3::uuid IS NULL OR id = $3)
    AND coalesce(rules -> 'closedDates', '[]')::jsonb <> (${closedDatesSql})
  ORDER BY id`

const updateSql = `
  WITH counted AS (
    UPDATE office_revisions SET revision = revision + 1 WHERE office_id = ANY($3::uuid[])
    RETURNING office_id, revision
  )
  UPDATE offices SET
    revision = counted.revision,
    rules = jsonb_set(rules::jsonb, '{closedDates}', (${closedDatesSql}))::json
  FROM counted WHERE offices.id = counted.office_id`

/** By office, so that each walks its own day in the index instead of everybody the whole month. */
const missedSql = `
  SELECT offices.id AS office_id, missed.id, missed.tracking_code
  FROM offices JOIN appointments AS missed ON missed.office_id = offices.id AND missed.date = $1
  WHERE ($2::uuid IS NULL OR offices.id = $2) AND missed.state = 'no_show'
  ORDER BY offices.id, missed.id`

/** A day on which an office, or with null the whole country, is closed. */
export type Closure = { officeId: string | null; date: string; reason: string }

/**
 * Closes an office, or the country, on a day: nothing more is offered then, the offices' rules name the day, and whoever
 * has become a no-show on it is none (docs/decisions/0066). False for a day that is closed already.
 *
 * All of it in the transaction of `client`; this month must have its partition of events (`ensureMonths`). The caller
 * announces the offices after the commit.
 */
export async function closeDay(
  client: Statements,
  { officeId, date, reason }: Closure,
  now: Date,
): Promise<{ closed: boolean; offices: string[]; reversed: number }> {
  const added = await client.query({
    text: `INSERT INTO closures (id, office_id, date, reason) VALUES ($1, $2, $3, $4)
           ON CONFLICT DO NOTHING RETURNING id`,
    values: [uuidv7(), officeId, date, reason],
  })
  if (added.rows.length === 0) return { closed: false, offices: [], reversed: 0 }
  const offices = new Set(await refreshClosedDates(client, now, officeId))
  let reversed = 0
  if (date <= tehranDateOf(now.toISOString())) {
    const missed = await lockMissed(client, date, officeId)
    for (const [office, ids] of missed) {
      const outcomes = await recordCentralEvents(
        client,
        office,
        ids.map((appointmentId) => ({
          appointmentId,
          type: 'no_show_reversed',
          payload: { reason: `تعطیلی دفتر: ${reason}` },
        })),
        now,
      )
      reversed += outcomes.filter(({ ok }) => ok).length
      offices.add(office)
    }
  }
  return { closed: true, offices: [...offices], reversed }
}

/** Who became a no-show on the day, by office; offices and registrations are locked in the order of every writer. */
async function lockMissed(
  client: Statements,
  date: string,
  officeId: string | null,
): Promise<Map<string, string[]>> {
  const find = () =>
    client.query<{ office_id: string; id: string; tracking_code: string }>({
      text: missedSql,
      values: [date, officeId],
    })
  const offices = new Set((await find()).rows.map(({ office_id }) => office_id))
  await client.query({ text: lockOfficesSql, values: [[...offices]] })
  const { rows } = await find()
  await client.query({
    text: lockRegistrations,
    values: [join(rows.map(({ tracking_code }) => tracking_code))],
  })
  const missed = new Map<string, string[]>()
  for (const { office_id, id } of rows) {
    if (offices.has(office_id)) missed.set(office_id, [...(missed.get(office_id) ?? []), id])
  }
  return missed
}

/**
 * Takes a closure back: the day is offered again. Appointments stay as they are. False where there is no such closure.
 * In the transaction of `client`; the caller announces the offices after the commit.
 */
export async function reopenDay(
  client: Statements,
  { officeId, date }: Pick<Closure, 'officeId' | 'date'>,
  now: Date,
): Promise<{ reopened: boolean; offices: string[] }> {
  const removed = await client.query({
    text: 'DELETE FROM closures WHERE office_id IS NOT DISTINCT FROM $1 AND date = $2 RETURNING id',
    values: [officeId, date],
  })
  if (removed.rows.length === 0) return { reopened: false, offices: [] }
  return { reopened: true, offices: await refreshClosedDates(client, now, officeId) }
}

/**
 * Brings `closedDates` in the rules of offices into step with the closures, as they lie around today now, and gives those
 * that changed, each with a new revision. To be repeated as time goes on; the caller announces them after the commit.
 */
export async function refreshClosedDates(
  client: Statements,
  now: Date,
  officeId: string | null = null,
): Promise<string[]> {
  const today = tehranDateOf(now.toISOString())
  const span = [addDays(today, -DAYS_BACK), addDays(today, DAYS_AHEAD)]
  const { rows } = await client.query<{ id: string }>({ text: outdatedSql, values: [...span, officeId] })
  const offices = rows.map(({ id }) => id)
  if (offices.length === 0) return []
  // What closes at the same moment elsewhere is seen by whoever has the lock last.
  await client.query({ text: lockOfficesSql, values: [offices] })
  await client.query({ text: updateSql, values: [...span, offices] })
  return offices
}
