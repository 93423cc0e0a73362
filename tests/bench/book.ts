import type { Pool } from 'pg'
import type { Place } from '#central/booking/under-lock.ts'
import { demoOffice } from '#central/demo/office.ts'
import { type Credentials, citizenAppointmentSchema } from '#shared/contract/citizen.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import { addDays, weekdayOf } from '#shared/domain/civil-date.ts'
import { slotTimes } from '#shared/domain/slots.ts'
import type { Bench } from './bench.ts'
import { benchDay, benchNow } from './central-side.ts'
import { type Country, startCountry } from './country.ts'
import { type BookedRows, openBareBooking } from './floors/bare-booking.ts'
import { LoadClient } from './load-client.ts'
import { loadFigures, manyAtOnce } from './many-at-once.ts'
import { inRounds } from './rounds.ts'

const sizes = {
  full: { rounds: 5, counters: 16, bookings: 40 },
  smoke: { rounds: 1, counters: 2, bookings: 3 },
}

const FRIDAY = 6

/** Days after the bench's own on which offices are open; no holiday lies among the first of them. */
const openDays = Array.from({ length: 14 }, (_, index) => addDays(benchDay, index + 1)).filter(
  (date) => weekdayOf(date) !== FRIDAY,
)
const slots = slotTimes(demoOffice, demoOffice.slotMinutes)

type Booking = { citizen: Credentials; token: string; place: Place }

/**
 * Citizens who book at the counters of many offices at once, each counter one after the other, at whatever office of the
 * country: codes, limits, locks, decision, message and all. The floor writes the same rows, read back from the central
 * system's tables.
 */
export const book: Bench = {
  name: 'book',
  async run(context) {
    const { rounds, counters, bookings } = sizes[context.size]
    const waiting = counters * bookings * (rounds + 1)
    const country = await startCountry(context.folder, { offices: counters, people: 1, waiting })
    const bare = await openBareBooking(country.bareUrl)
    const client = new LoadClient(country.url)
    const days = openDays.values()
    try {
      const measured = await inRounds(context, rounds, async () => {
        const wishes = wishesOf(country, bookings, days.next().value ?? benchDay)
        const answers: [Booking, string][] = []
        const value = await manyAtOnce(wishes, async (booking) => {
          const { token, citizen, place } = booking
          const body = JSON.stringify({ ...citizen, ...place })
          answers.push([booking, await client.post('/v1/appointments', token, body)])
        })
        const rows = await rowsOf(
          country.database,
          answers.map(([booking, answer]) => acknowledgedIn(booking, answer)),
        )
        const share = Math.ceil(rows.length / counters)
        const lists = wishes.map((_, counter) => rows.slice(counter * share, (counter + 1) * share))
        return { value, floor: await manyAtOnce(lists, bare.write) }
      })
      return loadFigures(
        {
          rate: `bookings through the API, ${counters} counters`,
          time: 'a booking of it',
          floor: 'bare SQL of the same rows',
        },
        measured,
      )
    } finally {
      client.close()
      await bare.close()
      await country.stop()
    }
  },
}

/** For each counter the next people and where they want to go: a seat for everybody, every office as often as the others. */
function wishesOf({ offices, waiting }: Country, bookings: number, date: string): Booking[][] {
  return offices.map(({ token }, counter) =>
    waiting.splice(0, bookings).map((citizen, turn) => ({
      citizen,
      token,
      place: {
        officeId: offices[(counter + turn) % offices.length]?.id ?? '',
        date,
        slot: slots[Math.floor(turn / demoOffice.slotCapacity)] ?? '',
      },
    })),
  )
}

/** The appointment that a counter was told of: the one that was asked for. */
function acknowledgedIn({ place }: Booking, answer: string): string {
  const { id, office, date, slot } = citizenAppointmentSchema.parse(JSON.parse(answer))
  if (office.id !== place.officeId || date !== place.date || slot !== place.slot) {
    throw new Error('something else was booked')
  }
  return id
}

async function rowsOf(pool: Pool, ids: readonly string[]): Promise<BookedRows[]> {
  const { rows } = await pool.query<{
    appointment: Appointment
    registration: string
    mobile: string
    kind: string
    text: string
  }>(
    `SELECT a.body AS appointment, r.id AS registration, m.mobile, m.kind, m.body AS text
     FROM appointments a
     JOIN registrations r ON r.tracking_code = a.tracking_code
     CROSS JOIN LATERAL (SELECT * FROM messages WHERE mobile = r.details ->> 'mobile' LIMIT 1) m
     WHERE a.id = ANY ($1)`,
    [ids],
  )
  if (rows.length !== ids.length) throw new Error('the central system has not kept what it acknowledged')
  return rows.map(({ appointment, registration, mobile, kind, text }) => ({
    appointment,
    registrationId: registration,
    capacity: demoOffice.slotCapacity,
    message: { mobile, kind, body: text },
    at: new Date(benchNow),
  }))
}
