import { openDatabase } from '#central/db/connection.ts'
import { inTransaction } from '#central/db/transaction.ts'
import { type CitizenMessage, outbox } from '#central/message-gateway.ts'
import type { Appointment } from '#shared/domain/appointment.ts'

/** All rows of one booking in one statement. */
const bookSql = `
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

/** What one booking has left behind, as it lies in the tables. */
export type BookedRows = {
  appointment: Appointment
  registrationId: string
  capacity: number
  message: CitizenMessage
  at: Date
}

/**
 * The least that the same rows of bookings cost on the same PostgreSQL: each as one transaction of two statements,
 * sent in one piece, from as many connections as one of its processes has. Nobody's codes are looked at, no
 * lock is taken, nothing is decided.
 */
export async function openBareBooking(
  databaseUrl: string,
): Promise<{ write(rows: BookedRows): Promise<unknown>; close(): Promise<void> }> {
  const { pool, close } = await openDatabase({ databaseUrl })
  return {
    close,
    write: ({ appointment: { applicant, ...appointment }, registrationId, capacity, message, at }) =>
      inTransaction(pool, async (client) => ({
        result: null,
        writes: [
          client.query({
            name: 'bare_booking',
            text: bookSql,
            values: [
              appointment.id,
              appointment.officeId,
              appointment.date,
              appointment.slot,
              applicant.nationalCode,
              applicant.trackingCode,
              appointment.revision,
              JSON.stringify({ applicant, ...appointment }),
              capacity,
              registrationId,
              at.toISOString(),
            ],
          }),
          outbox.send(client, [message], at),
        ],
      })),
  }
}
