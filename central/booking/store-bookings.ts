import type { PoolClient } from 'pg'
import type { Appointment } from '#shared/domain/appointment.ts'
import { join, split } from '../db/columns.ts'

/**
 * All rows of new appointments in one statement. Seats are counted up, never set: `never_oversold` and the key of
 * `live_appointments` have the last word over whatever was read before.
 */
export const bookSql = `
  WITH booked AS MATERIALIZED (
    SELECT id::uuid, office_id::uuid, date::date, slot::time, national_code, tracking_code, revision::bigint,
           body::json, registration_id::uuid, capacity::int
    FROM unnest(${split(1)}, ${split(2)}, ${split(3)}, ${split(4)}, ${split(5)}, ${split(6)}, ${split(7)},
                ${split(8)}, ${split(9)}, ${split(10)})
         AS row (id, office_id, date, slot, national_code, tracking_code, revision, body, registration_id, capacity)
  ), appointment AS (
    INSERT INTO appointments (id, office_id, date, slot, state, national_code, tracking_code, revision, body)
    SELECT id, office_id, date, slot, 'booked', national_code, tracking_code, revision, body FROM booked
  ), seat AS (
    INSERT INTO seats (office_id, date, slot, capacity, taken)
    SELECT office_id, date, slot, min(capacity), count(*)::int FROM booked GROUP BY office_id, date, slot
    ON CONFLICT (office_id, date, slot) DO UPDATE SET taken = seats.taken + excluded.taken
  ), live AS (
    INSERT INTO live_appointments (national_code, appointment_id, tracking_code, office_id, date, slot)
    SELECT national_code, id, tracking_code, office_id, date, slot FROM booked
  ), registration AS (
    UPDATE registrations SET stage = 'booked' FROM booked WHERE registrations.id = booked.registration_id
  ), stage AS (
    INSERT INTO registration_stages (registration_id, place, stage, at)
    SELECT registration_id, 1 + coalesce((SELECT max(place) FROM registration_stages known
                                          WHERE known.registration_id = booked.registration_id), 0),
           'booked', $11::timestamptz
    FROM booked
  )
  UPDATE office_revisions SET revision = newest.revision
  FROM (SELECT office_id, max(revision) AS revision FROM booked GROUP BY office_id) AS newest
  WHERE office_revisions.office_id = newest.office_id`

export type NewBooking = {
  appointment: Appointment
  registrationId: string
  /** Of the slot, where it has no seats yet. */
  capacity: number
}

/** Writes new appointments and everything that follows from them. */
export async function storeBookings(
  client: PoolClient,
  bookings: readonly NewBooking[],
  at: Date,
): Promise<void> {
  const of = (column: (appointment: Appointment) => string | number) =>
    join(bookings.map(({ appointment }) => column(appointment)))
  await client.query({
    name: 'booking_store',
    text: bookSql,
    values: [
      of(({ id }) => id),
      of(({ officeId }) => officeId),
      of(({ date }) => date),
      of(({ slot }) => slot),
      of(({ applicant }) => applicant.nationalCode),
      of(({ applicant }) => applicant.trackingCode),
      of(({ revision }) => revision),
      of((appointment) => JSON.stringify(appointment)),
      join(bookings.map(({ registrationId }) => registrationId)),
      join(bookings.map(({ capacity }) => capacity)),
      at.toISOString(),
    ],
  })
}

/** The refusal that a constraint means, where one was met against all locks; null for any other failure. */
export function refusalOfConstraint(error: unknown): 'ALREADY_BOOKED' | 'SLOT_FULL' | null {
  if (!(error instanceof Error) || !('constraint' in error)) return null
  if (error.constraint === 'live_appointments_pkey') return 'ALREADY_BOOKED'
  return error.constraint === 'never_oversold' ? 'SLOT_FULL' : null
}
