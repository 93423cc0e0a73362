import type { Pool } from 'pg'
import { uuidv7 } from 'uuidv7'
import { appointmentsOf } from '#central/demo/day.ts'
import { detailsOf } from '#central/demo/registrations.ts'
import type { Credentials } from '#shared/contract/citizen.ts'
import { addDays } from '#shared/domain/civil-date.ts'
import { benchDay, benchNow } from './central-side.ts'

/** Registers `count` invented people who have not booked yet. */
export async function registerPeople(pool: Pool, count: number): Promise<Credentials[]> {
  // Of a day that nobody books: other people than those who have an appointment. The first are the odd ones.
  const known = new Set<string>()
  const people = appointmentsOf(addDays(benchDay, -100), 100, count * 2)
    .map((appointment) => ({ id: uuidv7(), details: detailsOf(appointment), ...appointment.applicant }))
    .filter(({ nationalCode }) => !known.has(nationalCode) && known.add(nationalCode))
    .slice(0, count)
  const rows = people.map(({ id, details, nationalCode, trackingCode }) => ({
    id,
    national_code: nationalCode,
    tracking_code: trackingCode,
    birth_date: details.birthDate,
    request_kind: details.requestKind,
    details,
    stage: 'pre_registered',
    live: true,
    registered_at: benchNow,
  }))
  const { rows: added } = await pool.query<Credentials>(
    `WITH added AS (
       INSERT INTO registrations SELECT * FROM json_populate_recordset(null::registrations, $1)
       ON CONFLICT DO NOTHING RETURNING id, national_code, tracking_code
     ), stage AS (
       INSERT INTO registration_stages (registration_id, place, stage, at)
       SELECT id, 1, 'pre_registered', $2::timestamptz FROM added
     )
     SELECT national_code AS "nationalCode", tracking_code AS "trackingCode" FROM added`,
    [JSON.stringify(rows), benchNow],
  )
  return added
}
