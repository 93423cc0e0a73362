import type { Appointment } from '#shared/domain/appointment.ts'
import { settle } from '../booking/settle.ts'
import { ensureMonths } from '../db/months.ts'
import { inTransaction } from '../db/transaction.ts'
import { storeAppointments } from '../ingest/store.ts'
import type { CentralParts } from '../parts.ts'
import { appointmentsOf } from './day.ts'
import { demoOffice } from './office.ts'
import { registerDemoApplicants } from './registrations.ts'

export type Booking = {
  date: string
  count: number
  /** All at this time; otherwise spread over the day. */
  slot?: string | undefined
  /** Leave a day alone that has appointments already. */
  onlyIntoEmptyDay?: boolean
}

/**
 * Registers invented applicants and books them at the demonstration's office, all of them or none, and tells the
 * office. However many are asked for: a slot grows beyond its capacity, as for walk-ins. They take the places after
 * those that the day has, counted under the office's lock: two bookings at once never get the same people.
 */
export async function bookDemoAppointments(
  {
    database,
    clock,
    news,
  }: Pick<CentralParts, 'database' | 'clock'> & { news: Pick<CentralParts['news'], 'announce'> },
  bookings: readonly Booking[],
): Promise<Appointment[]> {
  const now = clock.now()
  const at = now.toISOString()
  const dates = bookings.map(({ date }) => date)
  await ensureMonths(database.pool, 'appointments', dates)
  const booked = await inTransaction(database.pool, async (client) => {
    const [counter, days] = await Promise.all([
      client.query<{ revision: number }>(
        'SELECT revision FROM office_revisions WHERE office_id = $1 FOR UPDATE',
        [demoOffice.id],
      ),
      client.query<{ date: string; there: number }>(
        `SELECT date, count(*) AS there FROM appointments
         WHERE office_id = $1 AND date = ANY($2::date[]) GROUP BY date`,
        [demoOffice.id, dates],
      ),
    ])
    let revision = counter.rows[0]?.revision
    if (revision === undefined) throw new Error('demo_office_missing')
    const there = new Map(days.rows.map((day) => [day.date, day.there]))
    const appointments: Appointment[] = []
    for (const { date, count, slot, onlyIntoEmptyDay } of bookings) {
      const first = there.get(date) ?? 0
      if (onlyIntoEmptyDay && first > 0) continue
      for (const appointment of appointmentsOf(date, first, count, slot ?? null)) {
        revision += 1
        appointments.push({ ...appointment, revision })
      }
      there.set(date, first + count)
    }
    return {
      result: appointments,
      writes: [
        storeAppointments(client, appointments),
        settle(
          client,
          appointments.map((after) => ({ before: null, after, passed: [{ state: 'booked', at }] })),
          now,
        ),
        // Registered as booked already: twenty thousand stages need not be moved.
        registerDemoApplicants(client, appointments, now),
        client.query('UPDATE office_revisions SET revision = $2 WHERE office_id = $1', [
          demoOffice.id,
          revision,
        ]),
      ],
    }
  })
  news.announce(demoOffice.id)
  return booked
}
