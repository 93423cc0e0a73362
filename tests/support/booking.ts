import { randomInt, randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { demoOffice } from '#central/demo/office.ts'
import type { CitizenAppointment, Credentials } from '#shared/contract/citizen.ts'
import type { OpeningHours } from '#shared/domain/slots.ts'
import { insertRegistration, nationalCodeOf } from './registrations.ts'

/** An office of its own for a test: open from Saturday to Thursday, 08:00 to 10:00, slots of half an hour. */
export type TestOffice = {
  slotMinutes: number
  slotCapacity: number
  hours: OpeningHours
  weekdays: readonly number[]
  bookingDaysAhead: number
  acceptsBooking: boolean
  province: string
  city: string
  rules: unknown
}

const usual: TestOffice = {
  slotMinutes: 30,
  slotCapacity: 2,
  hours: { opensAt: '08:00', closesAt: '10:00' },
  weekdays: [0, 1, 2, 3, 4, 5],
  bookingDaysAhead: 30,
  acceptsBooking: true,
  province: demoOffice.province,
  city: demoOffice.city,
  rules: demoOffice.rules,
}

let offices = 0

/** Puts an office into the database; returns its id. */
export async function insertOffice(pool: Pool, changes: Partial<TestOffice> = {}): Promise<string> {
  const office = { ...usual, ...changes }
  const id = randomUUID()
  offices += 1
  await pool.query(
    `INSERT INTO offices (id, code, name, province, city, address, area_code, opens_at, closes_at, slot_minutes,
                          slot_capacity, rules, revision, booking_days_ahead, accepts_booking)
     VALUES ($1, $2, $3, $4, $5, $6, '021', $7, $8, $9, $10, $11, 1, $12, $13)`,
    [
      id,
      `t-${String(offices).padStart(4, '0')}`,
      `دفتر آزمون ${offices}`,
      office.province,
      office.city,
      'خیابان آزمون، پلاک ۱',
      office.hours.opensAt,
      office.hours.closesAt,
      office.slotMinutes,
      office.slotCapacity,
      JSON.stringify(office.rules),
      office.bookingDaysAhead,
      office.acceptsBooking,
    ],
  )
  await pool.query('INSERT INTO office_revisions (office_id, revision) VALUES ($1, 1)', [id])
  await pool.query(
    'INSERT INTO office_hours (office_id, weekday, opens_at, closes_at) SELECT $1, unnest($2::int[]), $3, $4',
    [id, office.weekdays, office.hours.opensAt, office.hours.closesAt],
  )
  return id
}

let people = 0
/** Apart from those of other tests on the same database. */
const series = randomInt(100, 900)

/** A registered citizen that no test has yet. */
export async function insertCitizen(
  pool: Pool,
  row: Parameters<typeof insertRegistration>[2] = {},
): Promise<Credentials & { registrationId: string }> {
  people += 1
  const place = String(people).padStart(6, '0')
  const { id, nationalCode, trackingCode } = await insertRegistration(
    pool,
    { nationalCode: nationalCodeOf(`${series}${place}`) },
    { trackingCode: `${series}0${place}`, ...row },
  )
  return { registrationId: id, nationalCode, trackingCode }
}

export type Answer = {
  status: number
  /** Set on success. */
  appointment: CitizenAppointment | null
  /** Set on refusal. */
  code: string | null
  problem: Record<string, unknown> | null
}

/** Asks a central system as a citizen's browser would. */
export async function ask(url: string, path: string, body: unknown): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer = (await response.json()) as Record<string, unknown>
  return response.ok
    ? {
        status: response.status,
        appointment: answer as unknown as CitizenAppointment,
        code: null,
        problem: null,
      }
    : { status: response.status, appointment: null, code: String(answer.code), problem: answer }
}
