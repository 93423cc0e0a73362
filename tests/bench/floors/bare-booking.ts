import { storeBooking } from '#central/booking/store-booking.ts'
import { openDatabase } from '#central/db/connection.ts'
import { inTransaction } from '#central/db/transaction.ts'
import { type CitizenMessage, outbox } from '#central/message-gateway.ts'
import type { Appointment } from '#shared/domain/appointment.ts'

/** What one booking has left behind, as it lies in the tables. */
export type BookedRows = {
  appointment: Appointment
  registrationId: string
  capacity: number
  message: CitizenMessage
  at: Date
}

/**
 * The least that the same rows of bookings cost on the same PostgreSQL: each as one transaction of the central system's own
 * statements, sent in one piece, from as many connections as one of its processes has. Nobody's codes are looked at, no
 * lock is taken, nothing is decided.
 */
export async function openBareBooking(
  databaseUrl: string,
): Promise<{ write(rows: BookedRows): Promise<unknown>; close(): Promise<void> }> {
  const { pool, close } = await openDatabase({ databaseUrl })
  return {
    close,
    write: ({ appointment, registrationId, capacity, message, at }) =>
      inTransaction(pool, async (client) => ({
        result: null,
        writes: [
          storeBooking(client, appointment, { registrationId, capacity, at }),
          outbox.send(client, [message], at),
        ],
      })),
  }
}
