import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CentralDatabase, openDatabase } from '#central/db/connection.ts'
import type { Credentials } from '#shared/contract/citizen.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import { type Answer, ask, insertCitizen, insertOffice } from '#tests/support/booking.ts'
import { createTestDatabase, type TestDatabase, testInstant } from '#tests/support/postgres.ts'
import { type Program, startProgram } from '#tests/support/program.ts'

/** Two processes of the central system on one PostgreSQL, asked at once: what is sold is what there is. */
let database: TestDatabase
let programs: Program[]
let own: CentralDatabase
const monday = '2026-11-23'
/** A thousand at once on a machine that has other work, too. */
const patience = 300_000

beforeAll(async () => {
  database = await createTestDatabase()
  const start = () =>
    startProgram('central/main.ts', [
      '--database-url',
      database.url,
      '--clock',
      testInstant,
      // A thousand citizens at one address.
      '--limits',
      'off',
    ])
  programs = await Promise.all([start(), start()])
  own = await openDatabase({ databaseUrl: database.url })
})
afterAll(async () => {
  await own?.close()
  await Promise.all((programs ?? []).map((program) => program.stop()))
  await database?.drop()
})

/** The processes take turns. */
const urlOf = (turn: number) => programs[turn % programs.length]?.ready.central ?? ''
const citizens = (count: number) => Promise.all(Array.from({ length: count }, () => insertCitizen(own.pool)))
const book = (turn: number, citizen: Credentials, officeId: string, slot: string, date = monday) =>
  ask(urlOf(turn), '/v1/appointments', { ...citizen, officeId, date, slot })
const codes = (answers: readonly Answer[]) => {
  const counts: Record<string, number> = {}
  for (const { status, code } of answers) {
    const name = code ?? String(status)
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}
const present = (answers: readonly Answer[]) => answers.flatMap(({ appointment }) => appointment ?? [])

/** Seats as counted, and as the appointments say. */
async function seatsOf(officeId: string) {
  const { rows } = await own.pool.query<{ slot: string; taken: number; capacity: number; booked: number }>(
    `SELECT s.slot, s.taken, s.capacity,
       (SELECT count(*) FROM appointments a
        WHERE a.office_id = s.office_id AND a.date = s.date AND a.slot = s.slot AND a.state <> 'cancelled') AS booked
     FROM seats s WHERE s.office_id = $1 ORDER BY s.slot`,
    [officeId],
  )
  return rows
}

test(
  'of a thousand bookings at once for a hundred seats exactly a hundred are sold',
  async () => {
    const office = await insertOffice(own.pool, { slotCapacity: 25 })
    const slots = ['08:00', '08:30', '09:00', '09:30']
    const people = await citizens(1000)
    const answers = await Promise.all(
      people.map((citizen, index) => book(index, citizen, office, slots[(index >> 1) % slots.length] ?? '')),
    )
    expect(codes(answers)).toEqual({ 201: 100, SLOT_FULL: 900 })
    expect(await seatsOf(office)).toEqual(
      slots.map((slot) => ({ slot: `${slot}:00`, taken: 25, capacity: 25, booked: 25 })),
    )
    expect(new Set(present(answers).map(({ id }) => id)).size).toBe(100)

    // The office's order has no gap: each booking took one place in it.
    const { rows } = await own.pool.query<{ revision: number; body: Appointment }>(
      'SELECT revision, body FROM appointments WHERE office_id = $1 ORDER BY revision',
      [office],
    )
    expect(rows.map(({ revision }) => revision)).toEqual(Array.from({ length: 100 }, (_, index) => index + 2))
    expect(rows.every(({ revision, body }) => body.revision === revision)).toBe(true)
    const live = await own.pool.query('SELECT count(*) AS live FROM live_appointments WHERE office_id = $1', [
      office,
    ])
    expect(live.rows).toEqual([{ live: 100 }])
  },
  patience,
)

test(
  'one person from ten sessions, everywhere at once, gets one appointment',
  async () => {
    const roomy = { slotCapacity: 10 }
    const offices = await Promise.all([insertOffice(own.pool, roomy), insertOffice(own.pool, roomy)])
    for (const [citizen] of [await citizens(1), await citizens(1), await citizens(1)]) {
      if (!citizen) throw new Error('there is one')
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, session) =>
          book(session, citizen, offices[(session >> 1) % 2] ?? '', session < 4 ? '08:00' : '09:30'),
        ),
      )
      const got = present(answers)
      expect(new Set(got.map(({ id }) => id)).size).toBe(1)
      expect(got.length + (codes(answers).ALREADY_BOOKED ?? 0)).toBe(10)
      const { rows } = await own.pool.query(
        'SELECT state FROM appointments WHERE national_code = $1 AND office_id = ANY($2)',
        [citizen.nationalCode, offices],
      )
      expect(rows).toEqual([{ state: 'booked' }])
    }
  },
  patience,
)

test(
  'changes between two offices in both directions at once all come to an end',
  async () => {
    const [one = '', two = ''] = await Promise.all(
      [0, 1].map(() => insertOffice(own.pool, { slotCapacity: 40 })),
    )
    const people = await citizens(60)
    const booked = await Promise.all(
      people.map((citizen, index) => book(index, citizen, index % 2 === 0 ? one : two, '08:00')),
    )
    expect(codes(booked)).toEqual({ 201: 60 })
    const moved = await Promise.all(
      people.map((citizen, index) =>
        ask(urlOf(index >> 1), `/v1/appointments/${booked[index]?.appointment?.id}/change`, {
          ...citizen,
          officeId: index % 2 === 0 ? two : one,
          date: monday,
          slot: '09:00',
        }),
      ),
    )
    expect(codes(moved)).toEqual({ 200: 60 })
    for (const office of [one, two]) {
      expect((await seatsOf(office)).map(({ slot, taken, booked: sold }) => [slot, taken, sold])).toEqual([
        ['08:00:00', 0, 0],
        ['09:00:00', 30, 30],
      ])
    }
  },
  patience,
)

test(
  'one appointment, changed and cancelled from many sessions, ends as one of them said',
  async () => {
    const offices = await Promise.all([0, 1, 2].map(() => insertOffice(own.pool)))
    const [citizen] = await citizens(1)
    if (!citizen) throw new Error('there is one')
    const first = await book(0, citizen, offices[0] ?? '', '08:00')
    const id = first.appointment?.id
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, session) =>
        session % 6 === 5
          ? ask(urlOf(session), `/v1/appointments/${id}/cancel`, citizen)
          : ask(urlOf(session), `/v1/appointments/${id}/change`, {
              ...citizen,
              officeId: offices[session % 3],
              date: monday,
              slot: '09:30',
            }),
      ),
    )
    expect(answers.every(({ status }) => status < 300 || status === 409)).toBe(true)
    const { rows } = await own.pool.query<{ id: string }>(
      "SELECT id FROM appointments WHERE national_code = $1 AND state = 'booked'",
      [citizen.nationalCode],
    )
    const live = await own.pool.query<{ id: string }>(
      'SELECT appointment_id AS id FROM live_appointments WHERE national_code = $1',
      [citizen.nationalCode],
    )
    expect(rows).toEqual(live.rows)
    expect(rows.length).toBeLessThanOrEqual(1)
    for (const office of offices) {
      for (const { taken, booked } of await seatsOf(office)) expect(taken).toBe(booked)
    }
  },
  patience,
)
