import { request } from 'node:http'
import type { Pool, PoolClient } from 'pg'
import { closeDay, reopenDay } from '#central/booking/closures.ts'
import { storeBookings } from '#central/booking/store-bookings.ts'
import { lockOfficesSql } from '#central/db/revision.ts'
import { inTransaction } from '#central/db/transaction.ts'
import { cancelAppointment } from '#central/ingest/central-event.ts'
import type { Clock } from '#shared/clock.ts'
import { type Appointment, bookedAppointment } from '#shared/domain/appointment.ts'
import type { AppointmentEvent, OfficeEvent } from '#shared/domain/event.ts'
import { hashEvent } from '#shared/domain/event-chain.ts'
import { isBanned } from '#shared/domain/no-show.ts'
import { nextId } from '#tests/support/domain-fixtures.ts'
import { startTestCentral } from '#tests/support/postgres.ts'
import { insertRegistration } from '#tests/support/registrations.ts'
import type { Answered, Asked, CentralSide, RecordedThere } from './central-side.ts'
import { appointmentIdOf, booked, numbersOf, offices, person, slotOf, today, tomorrow } from './country.ts'

/** So that no slot is ever full: what a full one does is tested elsewhere. */
const SEATS = 100

/** The public half of each office's key. */
export type DeviceKeys = readonly { x: string }[]

/**
 * The real central system in this process, on a PostgreSQL database of its own, reached over HTTP. Only its clock is the
 * simulation's. People, appointments and closures come by the code that its operator's commands use.
 */
export async function startPostgresCentral(
  clock: Clock,
  keys: DeviceKeys,
): Promise<CentralSide & { close(): Promise<void> }> {
  const central = await startTestCentral({ clock, limits: 'off' })
  const { pool } = central
  for (const [place, key] of keys.entries()) await insertOffice(pool, place, key.x)
  const { hostname, port } = new URL(central.url)
  let accepted = new Set<string>()

  const idOf = (place: number): string => {
    const office = offices[place]
    if (!office) throw new Error(`there is no office ${place}`)
    return office.profile.id
  }
  const book = (who: number, place: number, id: string, date: string) =>
    inTransaction(pool, async (client) => {
      const officeId = idOf(place)
      const { rows } = await client.query<{ revision: number }>(lockOfficesSql, [[officeId]])
      const { applicant } = person(who)
      const registration = await client.query<{ id: string }>(
        'SELECT id FROM registrations WHERE tracking_code = $1 FOR UPDATE',
        [applicant.trackingCode],
      )
      const appointment = bookedAppointment({
        id,
        officeId,
        date,
        slot: slotOf(who),
        requestKind: 'first_issue',
        requirementSet: { id: 'first_issue', version: 1 },
        applicant,
        revision: (rows[0]?.revision ?? 0) + 1,
      })
      const registrationId = registration.rows[0]?.id ?? ''
      const booking = { appointment, registrationId, capacity: SEATS }
      return { result: undefined, writes: [storeBookings(client, [booking], clock.now())] }
    })
  const bookFree = async (who: number, place: number) => {
    const { nationalCode } = person(who).applicant
    const live = await pool.query('SELECT FROM live_appointments WHERE national_code = $1', [nationalCode])
    const ban = await pool.query<{ bookable_from: string }>(
      'SELECT bookable_from FROM booking_bans WHERE national_code = $1',
      [nationalCode],
    )
    if (live.rowCount !== 0 || isBanned(today, ban.rows[0]?.bookable_from ?? null)) return
    await book(who, place, nextId(), today)
  }
  const cancel = async (appointmentId: string): Promise<boolean> =>
    (await cancelAppointment({ pool, clock }, appointmentId, { by: 'citizen', reason: null })).ok
  const people = new Map<string, number>()

  return {
    async ask(asked) {
      // It would never end, and the simulation's time would stand still.
      if (asked.url.pathname.endsWith('/stream')) return { status: 503, headers: {}, body: '' }
      const token = (asked.headers.authorization ?? '').replace('Bearer ', '')
      const known = token === '' || accepted.has(token)
      const headers = known ? asked.headers : { ...asked.headers, authorization: 'Bearer forgotten' }
      const answer = await send({ hostname, port }, { ...asked, headers })
      if (asked.url.pathname === '/v1/token' && answer.status === 200) {
        accepted.add((JSON.parse(answer.body) as { access_token: string }).access_token)
      }
      return answer
    },
    async begin(schedule) {
      for (const place of offices.keys()) {
        for (const [index, who] of numbersOf(schedule, place).entries()) {
          const { applicant, details } = person(who)
          people.set(applicant.nationalCode, who)
          await insertRegistration(pool, details, { trackingCode: applicant.trackingCode })
          if (index >= booked.today + booked.tomorrow) continue
          await book(who, place, appointmentIdOf(who), index < booked.today ? today : tomorrow)
        }
      }
    },
    async act(action) {
      if (action.do === 'cancel') await cancel(action.appointmentId)
      else if (action.do === 'book') await bookFree(action.who, action.office)
      else if (action.do === 'move') {
        const { rows } = await pool.query<{ national_code: string }>(
          'SELECT national_code FROM appointments WHERE id = $1',
          [action.appointmentId],
        )
        const who = people.get(rows[0]?.national_code ?? '')
        if (who !== undefined && (await cancel(action.appointmentId))) await bookFree(who, action.office)
      } else {
        const closure = { officeId: idOf(action.office), date: today, reason: 'قطع برق' }
        await inTransaction(pool, async (client: PoolClient) => {
          if (action.do === 'close') await closeDay(client, closure, clock.now())
          else await reopenDay(client, closure, clock.now())
          return { result: undefined, writes: [] }
        })
      }
    },
    async appointmentsOf(place) {
      const { rows } = await pool.query<{ body: Appointment }>(
        'SELECT body FROM appointments WHERE office_id = $1',
        [idOf(place)],
      )
      return rows.map(({ body }) => body)
    },
    async logOf(place) {
      const { rows } = await pool.query<{
        body: OfficeEvent
        status: RecordedThere['status']
        code: string | null
      }>('SELECT body, status, code FROM office_events WHERE device_id = $1 ORDER BY device_seq', [
        offices[place]?.deviceId,
      ])
      return rows.map(({ body, status, code }) => ({ event: body, status, code, hash: hashEvent(body) }))
    },
    async historyOf(place) {
      const { rows } = await pool.query<{ body: AppointmentEvent }>(
        `SELECT body FROM office_events
         WHERE office_id = $1 AND status = 'applied' AND appointment_id IS NOT NULL ORDER BY revision`,
        [idOf(place)],
      )
      return rows.map(({ body }) => body)
    },
    forgetTokens() {
      accepted = new Set()
    },
    // Without a news stream nobody is told; the offices ask.
    onNews: () => {},
    close: () => central.close(),
  }
}

async function insertOffice(pool: Pool, place: number, publicKey: string): Promise<void> {
  const office = offices[place]
  if (!office) throw new Error(`there is no office ${place}`)
  const { profile, deviceId, users } = office
  await pool.query(
    `INSERT INTO offices (id, code, name, province, city, address, area_code, opens_at, closes_at, slot_minutes,
                          slot_capacity, rules, revision)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)`,
    [
      profile.id,
      profile.code,
      profile.name,
      profile.province,
      profile.city,
      profile.address,
      profile.areaCode,
      profile.opensAt,
      profile.closesAt,
      profile.slotMinutes,
      SEATS,
      JSON.stringify(profile.rules),
    ],
  )
  const people = Object.values(users)
  await pool.query('INSERT INTO office_revisions (office_id, revision) VALUES ($1, $2)', [
    profile.id,
    1 + people.length,
  ])
  await pool.query(
    'INSERT INTO office_hours (office_id, weekday, opens_at, closes_at) SELECT $1, generate_series(0, 6), $2, $3',
    [profile.id, profile.opensAt, profile.closesAt],
  )
  for (const [index, user] of people.entries()) {
    await pool.query(
      `INSERT INTO office_users (id, office_id, username, display_name, roles, desk, password_hash, revision)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        user.id,
        profile.id,
        user.username,
        user.displayName,
        user.roles,
        user.desk,
        user.passwordHash,
        2 + index,
      ],
    )
  }
  await pool.query(
    "INSERT INTO devices (id, office_id, name, public_key, activated_at) VALUES ($1, $2, 'office', $3, $4)",
    [deviceId, profile.id, publicKey, '2026-11-01T06:00:00.000Z'],
  )
}

/** Under the name that the offices know it by, whatever its port is this time: an assertion names whom it is for. */
function send({ hostname, port }: { hostname: string; port: string }, asked: Asked): Promise<Answered> {
  const { method, url, headers, body } = asked
  return new Promise((resolve, reject) => {
    const asking = request(
      { hostname, port, method, path: url.pathname + url.search, headers: { ...headers, host: url.host } },
      (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('error', reject)
        answer.on('end', () => {
          const told = Object.entries(answer.headers).flatMap(([name, value]): [string, string][] =>
            typeof value === 'string' && !hopByHop.has(name) ? [[name, value]] : [],
          )
          const status = answer.statusCode ?? 0
          resolve({ status, headers: Object.fromEntries(told), body: Buffer.concat(parts).toString() })
        })
      },
    )
    asking.on('error', reject)
    asking.end(body ?? undefined)
  })
}

const hopByHop = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length'])
