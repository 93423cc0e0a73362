import { officeStages } from '#shared/domain/stage.ts'
import { split } from '../db/columns.ts'

/** The statements of `settle`. Columns come as `db/columns.ts` joins them. */

/** Everybody at once and in one order: two transactions that need the same people never wait for each other crosswise. */
export const lockRegistrations = `
  SELECT count(*) FROM (
    SELECT FROM registrations WHERE tracking_code = ANY(${split(1)}) ORDER BY national_code, id FOR UPDATE
  ) AS locked`

/** What was let in beyond the capacity goes first, so that it is not sold again. */
export const freeSeats = `
  UPDATE seats SET
    taken = greatest(0, taken - freed.count),
    extra = least(extra, greatest(0, taken - freed.count - capacity))
  FROM (SELECT office_id::uuid, date::date, slot::time, count::int
        FROM unnest(${split(1)}, ${split(2)}, ${split(3)}, ${split(4)}) AS row (office_id, date, slot, count)) AS freed
  WHERE seats.office_id = freed.office_id AND seats.date = freed.date AND seats.slot = freed.slot`

/** Without asking for room: whoever came is there. A full slot grows, and nothing more of it is sold. */
export const takeSeats = `
  INSERT INTO seats (office_id, date, slot, capacity, extra, taken)
  SELECT id, date::date, slot::time, slot_capacity, greatest(0, count::int - slot_capacity), count::int
  FROM unnest(${split(1)}, ${split(2)}, ${split(3)}, ${split(4)}) AS row (office_id, date, slot, count)
  JOIN offices ON offices.id = row.office_id::uuid
  ON CONFLICT (office_id, date, slot) DO UPDATE SET
    taken = seats.taken + excluded.taken,
    extra = greatest(seats.extra, seats.taken + excluded.taken - seats.capacity)`

export const endLive = `
  DELETE FROM live_appointments AS live
  USING unnest(${split(1)}, ${split(2)}) AS row (national_code, id)
  WHERE live.national_code = row.national_code AND live.appointment_id = row.id::uuid`

/** The one that is there stays, unless it is of an earlier day. */
export const beginLive = `
  INSERT INTO live_appointments (national_code, appointment_id, tracking_code, office_id, date, slot)
  SELECT national_code, id::uuid, tracking_code, office_id::uuid, date::date, slot::time
  FROM unnest(${split(1)}, ${split(2)}, ${split(3)}, ${split(4)}, ${split(5)}, ${split(6)})
       AS row (national_code, id, office_id, tracking_code, date, slot)
  ON CONFLICT (national_code) DO UPDATE SET
    appointment_id = excluded.appointment_id, tracking_code = excluded.tracking_code,
    office_id = excluded.office_id, date = excluded.date, slot = excluded.slot
  WHERE live_appointments.date < excluded.date`

export const liftBans = `
  DELETE FROM booking_bans AS ban
  USING unnest(${split(1)}, ${split(2)}) AS row (national_code, id)
  WHERE ban.national_code = row.national_code AND ban.appointment_id = row.id::uuid`

/** Another missed appointment of the same person still bans. Rare, and asked only when a ban was lifted. */
export const fallBackToOtherBans = `
  INSERT INTO booking_bans (national_code, appointment_id, office_id, bookable_from)
  SELECT DISTINCT ON (national_code) national_code, id, office_id, (body ->> 'bookableFrom')::date
  FROM appointments
  WHERE tracking_code = ANY(${split(3)}) AND national_code = ANY(${split(1)}) AND id <> ALL(${split(2)}::uuid[])
    AND state = 'no_show' AND body ->> 'bookableFrom' IS NOT NULL
  ORDER BY national_code, (body ->> 'bookableFrom')::date DESC
  ON CONFLICT DO NOTHING`

export const imposeBans = `
  INSERT INTO booking_bans (national_code, appointment_id, office_id, bookable_from)
  SELECT national_code, id::uuid, office_id::uuid, bookable_from::date
  FROM unnest(${split(1)}, ${split(2)}, ${split(3)}, ${split(4)})
       AS row (national_code, id, office_id, bookable_from)
  ON CONFLICT (national_code) DO UPDATE SET
    appointment_id = excluded.appointment_id, office_id = excluded.office_id,
    bookable_from = excluded.bookable_from
  WHERE booking_bans.bookable_from < excluded.bookable_from`

/**
 * Only while the office has the say: a completed registration, and one in the hands of the issuing side, stays as it is. A
 * withdrawn appointment says nothing of somebody who has another one.
 *
 * One row for each registration, the stages it came through listed in it: no join of many rows with many, which a planner
 * that cannot know their number does one by one.
 */
export const moveStages = `
  WITH moved AS (
    UPDATE registrations AS registration SET stage = row.stage
    FROM unnest(${split(1)}, ${split(2)}, ${split(3)}, ${split(4)}, ${split(5)})
         AS row (tracking_code, national_code, stage, stages, instants)
    WHERE registration.tracking_code = row.tracking_code AND registration.national_code = row.national_code
      AND registration.stage <> row.stage
      AND registration.stage IN (${officeStages.map((stage) => `'${stage}'`).join(', ')})
      AND (row.stage NOT IN ('cancelled', 'no_show') OR NOT EXISTS (
        SELECT FROM live_appointments WHERE live_appointments.national_code = row.national_code))
    RETURNING registration.id, row.stages, row.instants
  )
  INSERT INTO registration_stages (registration_id, place, stage, at)
  SELECT moved.id,
         step.nth + coalesce((SELECT max(place) FROM registration_stages WHERE registration_id = moved.id), 0),
         step.stage, step.at::timestamptz
  FROM moved, unnest(string_to_array(moved.stages, ','), string_to_array(moved.instants, ','))
              WITH ORDINALITY AS step (stage, at, nth)`
