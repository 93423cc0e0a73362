import type { PoolClient } from 'pg'
import type { Appointment } from '#shared/domain/appointment.ts'

/**
 * All rows of a booking in one statement. The seat is counted up, never set: `never_oversold` and the key of
 * `live_appointments` have the last word over whatever was read before.
 */
export const bookSql = `
  WITH appointment AS (
    INSERT INTO appointments (id, office_id, date, slot, state, national_code, tracking_code, revision, body)
    VALUES ($1::uuid, $2::uuid, $3::date, $4::time, 'booked', $5, $6, $7::bigint, $8::json)
  ), seat AS (
    INSERT INTO seats (office_id, date, slot, capacity, taken) VALUES ($2::uuid, $3::date, $4::time, $9, 1)
    ON CONFLICT (office_id, date, slot) DO UPDATE SET taken = seats.taken + 1
  ), live AS (
    INSERT INTO live_appointments (national_code, appointment_id, tracking_code, office_id, date, slot)
    VALUES ($5, $1::uuid, $6, $2::uuid, $3::date, $4::time)
  ), registration AS (
    UPDATE registrations SET stage = 'booked' WHERE id = $10::uuid
  ), stage AS (
    INSERT INTO registration_stages (registration_id, place, stage, at)
    SELECT $10::uuid, coalesce(max(place), 0) + 1, 'booked', $11::timestamptz
    FROM registration_stages WHERE registration_id = $10::uuid
  )
  UPDATE office_revisions SET revision = $7::bigint WHERE office_id = $2::uuid`

/** Writes a new appointment and everything that follows from it. */
export function storeBooking(
  client: PoolClient,
  appointment: Appointment,
  { registrationId, capacity, at }: { registrationId: string; capacity: number; at: Date },
): Promise<unknown> {
  const { id, officeId, date, slot, applicant, revision } = appointment
  return client.query({
    name: 'booking_store',
    text: bookSql,
    values: [
      id,
      officeId,
      date,
      slot,
      applicant.nationalCode,
      applicant.trackingCode,
      revision,
      JSON.stringify(appointment),
      capacity,
      registrationId,
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
