import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Credentials } from '#shared/contract/citizen.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import { addDays, weekdayOf } from '#shared/domain/civil-date.ts'
import { bookableFrom } from '#shared/domain/no-show.ts'
import { instantOf } from '#shared/domain/tehran-time.ts'
import { ask, insertCitizen, insertOffice } from '#tests/support/booking.ts'
import { CentralDevice } from '#tests/support/central-device.ts'
import { supervisor } from '#tests/support/central-visits.ts'
import { startTestCentral, type TestCentral } from '#tests/support/postgres.ts'
import { issueActivationCode } from '../auth/activation.ts'

/** A Saturday morning before the first slot; the offices are closed on Fridays. */
const firstDay = '2026-11-28'
const slots = ['08:00', '08:30'] as const
const capacity = 2
const friday = 6

let today = firstDay
const clock = { now: () => new Date(instantOf(today, '07:00')) }
let central: TestCentral
beforeAll(async () => {
  central = await startTestCentral({ clock, limits: 'off' })
})
afterAll(() => central.close())

type Office = { id: string; actor: typeof supervisor; device: { day: string; device: CentralDevice } | null }

async function newOffice(): Promise<Office> {
  const id = await insertOffice(central.pool, { slotCapacity: capacity })
  const userId = randomUUID()
  await central.pool.query(
    `INSERT INTO office_users (id, office_id, username, display_name, roles, password_hash, revision)
     VALUES ($1, $2, 'masoul', 'مسئول آزمون', ARRAY['supervisor'], '$argon2id$', 1)`,
    [userId, id],
  )
  return { id, actor: { ...supervisor, userId }, device: null }
}

/** A device with a token of this day: the clock goes by days. */
async function deviceOf(office: Office): Promise<CentralDevice> {
  if (office.device?.day !== today) {
    const code = await issueActivationCode(central.running.database.db, clock, office.id)
    office.device = { day: today, device: await CentralDevice.activate(central.url, code) }
  }
  return office.device.device
}

/** What the test itself believes, kept apart from the code under test. */
type Believed = {
  id: string
  office: number
  date: string
  slot: string
  state: 'booked' | 'no_show' | 'cancelled'
}
type Person = { citizen: Credentials; had: Believed[] }

const bannedUntil = (person: Person): string | null =>
  person.had
    .filter(({ state }) => state === 'no_show')
    .map(({ date }) => bookableFrom(date, 3))
    .filter((date) => date > today)
    .sort()
    .at(-1) ?? null
const standing = (person: Person) => person.had.find(({ state, date }) => state === 'booked' && date >= today)
const passed = (person: Person) => person.had.filter(({ state, date }) => state === 'booked' && date < today)

const person = fc.nat({ max: 4 })
const office = fc.nat({ max: 1 })
const place = { office, ahead: fc.nat({ max: 3 }), slot: fc.constantFrom(...slots) }
const operation = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('book' as const), person, ...place }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('change' as const), person, ...place }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), person }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('close' as const), office }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reverse' as const), person }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('next_day' as const) }) },
)
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never

class World {
  readonly offices: Office[]
  readonly people: Person[]
  constructor(offices: Office[], people: Person[]) {
    this.offices = offices
    this.people = people
  }

  sold(office: number, date: string, slot: string): number {
    return this.people
      .flatMap(({ had }) => had)
      .filter((one) => one.state !== 'cancelled')
      .filter((one) => one.office === office && one.date === date && one.slot === slot).length
  }

  person(index: number): Person {
    const found = this.people[index]
    if (!found) throw new Error('there are five people')
    return found
  }
  office(index: number): Office {
    const found = this.offices[index]
    if (!found) throw new Error('there are two offices')
    return found
  }

  /** The answer that booking must get; null for a success. */
  expected(who: Person, at: { office: number; date: string; slot: string }): string | null {
    if (bannedUntil(who) !== null) return 'BOOKING_BANNED'
    if (weekdayOf(at.date) === friday) return 'OFFICE_CLOSED'
    return this.sold(at.office, at.date, at.slot) >= capacity ? 'SLOT_FULL' : null
  }

  async run(step: Operation): Promise<void> {
    if (step.do === 'next_day') today = addDays(today, 1)
    else if (step.do === 'close') await this.close(step.office)
    else if (step.do === 'reverse') await this.reverse(this.person(step.person))
    else if (step.do === 'cancel') await this.cancel(this.person(step.person))
    else await this.arrange(step)
  }

  async arrange(step: Extract<Operation, { do: 'book' | 'change' }>): Promise<void> {
    const who = this.person(step.person)
    const at = { office: step.office, date: addDays(today, step.ahead), slot: step.slot }
    const has = standing(who)
    const same = has && has.office === at.office && has.date === at.date && has.slot === at.slot
    if (step.do === 'change' && !has) return
    const path = step.do === 'book' ? '/v1/appointments' : `/v1/appointments/${has?.id}/change`
    const officeId = this.office(at.office).id
    const answer = await ask(central.url, path, { ...who.citizen, officeId, date: at.date, slot: at.slot })
    if (same) {
      expect(answer).toMatchObject({ code: null, appointment: { id: has.id } })
      return
    }
    const expected = step.do === 'book' && has ? 'ALREADY_BOOKED' : this.expected(who, at)
    expect(answer.code).toBe(expected)
    if (answer.code === 'BOOKING_BANNED') expect(answer.problem?.bookableFrom).toBe(bannedUntil(who))
    if (!answer.appointment) return
    for (const old of has ? [has, ...passed(who)] : passed(who)) old.state = 'cancelled'
    who.had.push({ id: answer.appointment.id, ...at, state: 'booked' })
  }

  async cancel(who: Person): Promise<void> {
    const has = standing(who)
    if (!has) return
    const answer = await ask(central.url, `/v1/appointments/${has.id}/cancel`, who.citizen)
    expect(answer.code).toBeNull()
    has.state = 'cancelled'
  }

  /** The supervisor closes today: whoever is still booked stayed away. */
  async close(index: number): Promise<void> {
    const missing = this.people
      .flatMap(({ had }) => had)
      .filter((one) => one.state === 'booked' && one.office === index && one.date === today)
    await this.push(index, missing, 'no_show')
  }

  async reverse(who: Person): Promise<void> {
    const missed = who.had.findLast(({ state }) => state === 'no_show')
    if (missed) await this.push(missed.office, [missed], 'booked')
  }

  async push(index: number, of: Believed[], state: 'no_show' | 'booked'): Promise<void> {
    if (of.length === 0) return
    const { actor } = this.office(index)
    const device = await deviceOf(this.office(index))
    const on = (one: Believed) => ({ appointmentId: one.id, actor, deviceTime: instantOf(today, '20:00') })
    const events = of.map((one) =>
      state === 'no_show'
        ? device.write('marked_no_show', { cause: 'day_closed' }, on(one))
        : device.write('no_show_reversed', { reason: 'در دفتر بود' }, on(one)),
    )
    const { results } = await device.push(...events)
    expect(results.map(({ status, code }) => code ?? status)).toEqual(of.map(() => 'applied'))
    for (const one of of) one.state = state
  }

  /** The database against what the test believes, and against itself. */
  async check(): Promise<void> {
    const { pool } = central
    const ids = this.offices.map(({ id }) => id)
    const { rows } = await pool.query<{ body: Appointment }>(
      'SELECT body FROM appointments WHERE office_id = ANY($1::uuid[])',
      [ids],
    )
    const states = new Map(rows.map(({ body }) => [body.id, body.state]))
    for (const { had } of this.people) for (const one of had) expect(states.get(one.id)).toBe(one.state)
    expect(states.size).toBe(this.people.flatMap(({ had }) => had).length)

    const seats = await pool.query<{
      office_id: string
      date: string
      slot: string
      taken: number
      room: number
    }>(
      'SELECT office_id, date, slot, taken, capacity + extra AS room FROM seats WHERE office_id = ANY($1::uuid[])',
      [ids],
    )
    for (const { office_id, date, slot, taken, room } of seats.rows) {
      expect(taken).toBe(this.sold(ids.indexOf(office_id), date, slot.slice(0, 5)))
      expect(taken).toBeLessThanOrEqual(room)
      expect(room).toBe(capacity)
    }
    for (const who of this.people) {
      const booked = who.had.filter(({ state, date }) => state === 'booked' && date >= today)
      expect(booked.length).toBeLessThanOrEqual(1)
      const live = await pool.query<{ id: string }>(
        'SELECT appointment_id AS id FROM live_appointments WHERE national_code = $1 AND date >= $2',
        [who.citizen.nationalCode, today],
      )
      expect(live.rows.map(({ id }) => id)).toEqual(booked.map(({ id }) => id))
    }
  }
}

test('whatever is booked, changed, cancelled, missed and reversed: no seat is sold twice, nobody has two, a ban holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 5, maxLength: 30 }), async (steps) => {
      today = firstDay
      const world = new World(
        await Promise.all([newOffice(), newOffice()]),
        await Promise.all(
          Array.from({ length: 5 }, async () => ({ citizen: await insertCitizen(central.pool), had: [] })),
        ),
      )
      for (const step of steps) {
        await world.run(step)
        await world.check()
      }
    }),
    { numRuns: 20, endOnFailure: true },
  )
}, 240_000)
