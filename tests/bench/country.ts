import { join } from 'node:path'
import pg from 'pg'
import { issueActivationCode } from '#central/auth/activation.ts'
import type { AppointmentChange } from '#central/booking/appointment-change.ts'
import { settle } from '#central/booking/settle.ts'
import { openDatabase } from '#central/db/connection.ts'
import { startEmbedded } from '#central/db/embedded.ts'
import { ensureMonths } from '#central/db/months.ts'
import { inTransaction } from '#central/db/transaction.ts'
import { appointmentsOf } from '#central/demo/day.ts'
import { demoOffice, demoUsers } from '#central/demo/office.ts'
import { registerDemoApplicants } from '#central/demo/registrations.ts'
import { storeAppointments } from '#central/ingest/store.ts'
import { clockFrom } from '#shared/clock.ts'
import type { Credentials } from '#shared/contract/citizen.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { Actor } from '#shared/domain/event.ts'
import { CentralDevice } from '#tests/support/central-device.ts'
import { startProgram } from '#tests/support/program.ts'
import { benchDay, benchNow } from './central-side.ts'
import { registerPeople } from './citizens.ts'

/** An office of the country with its people of the day and the one device it has. */
export type BusyOffice = {
  id: string
  device: CentralDevice
  token: string
  receptionist: Extract<Actor, { kind: 'user' }>
  appointments: Appointment[]
}

/** A central system with many offices, and a second database that holds the same and that nobody but the floor uses. */
export type Country = {
  url: string
  offices: BusyOffice[]
  waiting: Credentials[]
  /** Looks at what the central system has written. */
  database: pg.Pool
  bareUrl: string
  stop(): Promise<void>
}

/**
 * Starts the central system as a program on a durable PostgreSQL, with `offices` copies of the demonstration's office that
 * have `people` booked for the day each, and `waiting` registered people who have not booked.
 */
export async function startCountry(
  folder: string,
  { offices, people, waiting = 0 }: { offices: number; people: number; waiting?: number },
): Promise<Country> {
  const postgres = await startEmbedded({ dataDir: join(folder, 'central') })
  const ends: (() => Promise<unknown>)[] = [postgres.stop]
  const stop = async () => {
    for (const end of ends.toReversed()) await end()
  }
  try {
    const { places, citizens } = await settleCountry(postgres.databaseUrl, { offices, people, waiting })
    const admin = new pg.Client({ connectionString: postgres.adminUrl })
    await admin.connect()
    const { pathname } = new URL(postgres.databaseUrl)
    await admin.query(`CREATE DATABASE bare TEMPLATE ${pathname.slice(1)} OWNER pishkhan`)
    await admin.end()
    const bare = new URL(postgres.databaseUrl)
    bare.pathname = '/bare'

    const program = await startProgram('central/main.ts', [
      ...['--database-url', postgres.databaseUrl],
      ...['--clock', benchNow],
    ])
    ends.push(program.stop)
    const url = program.ready.central ?? ''
    const busy: BusyOffice[] = []
    for (const { code, ...place } of places) {
      const device = await CentralDevice.activate(url, code)
      busy.push({ ...place, device, token: await device.token() })
    }
    const database = new pg.Pool({ connectionString: postgres.databaseUrl, max: 2 })
    ends.push(() => database.end())
    return { url, offices: busy, waiting: citizens, database, bareUrl: bare.href, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const now = new Date(benchNow)
const justBooked = (after: Appointment): AppointmentChange => ({
  before: null,
  after,
  passed: [{ state: 'booked', at: benchNow }],
})

type Place = Omit<BusyOffice, 'device' | 'token'> & { code: string }

async function settleCountry(
  databaseUrl: string,
  { offices, people, waiting }: { offices: number; people: number; waiting: number },
): Promise<{ places: Place[]; citizens: Credentials[] }> {
  const central = await openDatabase({ databaseUrl })
  try {
    await ensureMonths(central.pool, 'appointments', [benchDay])
    await ensureMonths(central.pool, 'office_events', [benchDay])
    const [clerk] = demoUsers
    if (!clerk) throw new Error('the demonstration has no receptionist')
    const places: Place[] = []
    for (let index = 0; index < offices; index += 1) {
      const numbered = (text: string) => text.slice(0, -4) + (0x1000 + index).toString(16)
      const id = numbered(demoOffice.id)
      const userId = numbered(clerk.id).replace('-8000-', '-8001-')
      const booked = appointmentsOf(benchDay, index * people, people).map((appointment, place) => ({
        ...appointment,
        officeId: id,
        revision: place + 3,
      }))
      await central.pool.query(
        `INSERT INTO offices (id, code, name, province, city, address, area_code, opens_at, closes_at,
           slot_minutes, slot_capacity, rules, revision)
         SELECT $1, $2, name, province, city, address, area_code, opens_at, closes_at, slot_minutes,
           slot_capacity, rules, 1
         FROM json_populate_record(null::offices, $3)`,
        [id, `bench-${index}`, JSON.stringify(officeRow())],
      )
      await central.pool.query(
        `INSERT INTO office_hours (office_id, weekday, opens_at, closes_at)
         SELECT id, weekday, opens_at, closes_at FROM offices, generate_series(0, 5) AS weekday WHERE id = $1`,
        [id],
      )
      await central.pool.query('INSERT INTO office_revisions (office_id, revision) VALUES ($1, $2)', [
        id,
        people + 2,
      ])
      await central.pool.query(
        `INSERT INTO office_users (id, office_id, username, display_name, roles, password_hash, revision)
         VALUES ($1, $2, $3, $4, $5, '$argon2id$none', 2)`,
        [userId, id, clerk.username, clerk.displayName, clerk.roles],
      )
      await inTransaction(central.pool, async (client) => ({
        result: null,
        writes: [
          storeAppointments(client, booked),
          settle(client, booked.map(justBooked), now),
          registerDemoApplicants(client, booked, now),
        ],
      }))
      places.push({
        id,
        code: await issueActivationCode(central.db, clockFrom(benchNow), id),
        receptionist: { kind: 'user', userId, displayName: clerk.displayName, roles: clerk.roles },
        appointments: booked,
      })
    }
    return { places, citizens: await registerPeople(central.pool, waiting) }
  } finally {
    await central.close()
  }
}

/** The demonstration's office as a row. */
function officeRow(): Record<string, unknown> {
  const { areaCode, opensAt, closesAt, slotMinutes, slotCapacity, ...same } = demoOffice
  return {
    ...same,
    area_code: areaCode,
    opens_at: opensAt,
    closes_at: closesAt,
    slot_minutes: slotMinutes,
    slot_capacity: slotCapacity,
  }
}
