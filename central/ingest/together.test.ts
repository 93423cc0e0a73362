import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { clockFrom } from '#shared/clock.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { OfficeEvent } from '#shared/domain/event.ts'
import { type CentralAtWork, startCentralAtWork } from '#tests/support/central-at-work.ts'
import type { CentralDevice } from '#tests/support/central-device.ts'
import { insertAppointment, settledOf } from '#tests/support/central-settlement.ts'
import { at } from '#tests/support/central-visits.ts'
import { startTestCentral, type TestCentral, testInstant } from '#tests/support/postgres.ts'
import { addOffice } from '#tests/support/second-office.ts'
import { DeviceKeys } from '../auth/device-keys.ts'
import { Ingest, type Pushed } from './push.ts'
import { readEvent } from './read-event.ts'

/** Pushes of many offices at the same time: what one of them is told does not depend on who came with it. */

type TestOffice = Awaited<ReturnType<typeof addOffice>> & { device: CentralDevice }

let work: CentralAtWork
let central: TestCentral
let ingest: Ingest
let keys: DeviceKeys
let announced: string[]
let made = 0
beforeAll(async () => {
  work = await startCentralAtWork()
  central = work.central
  keys = new DeviceKeys(central.pool)
})
afterAll(() => central.close())
beforeEach(() => {
  announced = []
  ingest = new Ingest({
    pool: central.pool,
    clock: clockFrom(testInstant),
    keys,
    announce: (officeId) => announced.push(officeId),
  })
})

async function newOffices(count: number): Promise<TestOffice[]> {
  const offices: TestOffice[] = []
  while (offices.length < count) {
    made += 1
    const office = await addOffice(central, `together-${made}`)
    const device = await office.newDevice()
    // Read once, so that pushes go on in the order in which they came.
    await keys.of(device.deviceId)
    offices.push({ ...office, device })
  }
  return offices
}

/** Somebody of the demonstration's day, booked at another office instead. */
async function bookedAt({ id: officeId }: TestOffice, person = work.next()): Promise<Appointment> {
  await central.pool.query('DELETE FROM live_appointments WHERE national_code = $1', [
    person.applicant.nationalCode,
  ])
  const appointment = { ...person, id: randomUUID(), officeId }
  await insertAppointment(central.pool, appointment)
  return appointment
}
/** Somebody registered who has no appointment. */
async function citizen(): Promise<Appointment> {
  const person = work.next()
  await central.pool.query('DELETE FROM live_appointments WHERE national_code = $1', [
    person.applicant.nationalCode,
  ])
  return person
}
const checkIn = ({ device, supervisor }: TestOffice, appointment: Appointment) =>
  device.write('checked_in', { queueNumber: 1, reason: null }, at(appointment, supervisor))
const walkIn = ({ device, supervisor }: TestOffice, { applicant, requestKind }: Appointment, id?: string) =>
  device.write(
    'walked_in',
    { date: '2026-11-22', slot: '10:15', requestKind, applicant, overCapacity: null },
    { appointmentId: id ?? randomUUID(), actor: supervisor, deviceTime: testInstant, baseRevision: 0 },
  )

const push = ({ id, device }: TestOffice, ...events: OfficeEvent[]) =>
  ingest.push({
    deviceId: device.deviceId,
    officeId: id,
    events: events.map(readEvent),
    signature: device.signed(events).signature,
  })
/** What an office was told of its events, in their order; null for a device that has no say. */
const codesOf = (pushed: Pushed | null) => pushed?.results.map(({ status, code }) => code ?? status) ?? null

/** Whatever is pushed in the same moment: it waits while the push of one more office is under way, and is worked together. */
async function behindAnother<T>(pushes: () => T): Promise<T> {
  const [office] = await newOffices(1)
  if (!office) throw new Error('no office')
  const event = checkIn(office, await bookedAt(office))
  const first = push(office, event)
  const others = pushes()
  expect(codesOf(await first)).toEqual(['applied'])
  return others
}

/** The transactions in which the events of these offices were written. */
async function transactionsOf(offices: readonly TestOffice[]): Promise<number> {
  const { rows } = await central.pool.query<{ n: number }>(
    'SELECT count(DISTINCT xmin::text) AS n FROM office_events WHERE office_id = ANY($1::uuid[])',
    [offices.map(({ id }) => id)],
  )
  return rows[0]?.n ?? 0
}

/** The revisions of an office's events, and of its counter at the end. */
async function orderOf({ id }: TestOffice): Promise<number[]> {
  const { rows } = await central.pool.query<{ revision: number }>(
    `SELECT revision FROM office_events WHERE office_id = $1
     UNION ALL SELECT revision FROM office_revisions WHERE office_id = $1 ORDER BY revision`,
    [id],
  )
  return rows.map(({ revision }) => revision)
}

describe('pushes of several offices', () => {
  test('are worked in one transaction; each gets its own answer and its own revisions', async () => {
    const offices = await newOffices(3)
    const [one, two, three] = offices
    if (!one || !two || !three) throw new Error('three were made')
    const [a, b, c] = [await bookedAt(one), await bookedAt(two), await bookedAt(two)]
    const events = [checkIn(one, a), checkIn(two, b), checkIn(two, a), checkIn(two, c)] as const
    const closed = three.device.writeDay(
      { type: 'day_reopened', payload: { date: '2026-11-22', reason: 'اشتباه' } },
      { actor: three.supervisor, deviceTime: testInstant },
    )
    const answers = await behindAnother(() => [
      push(one, events[0]),
      push(two, events[1], events[2], events[3]),
      push(three, closed),
    ])
    expect((await Promise.all(answers)).map(codesOf)).toEqual([
      ['applied'],
      // Its own appointments, not the one of the first office, though that is read in the same moment.
      ['applied', 'appointment_unknown', 'applied'],
      ['day_not_closed'],
    ])
    expect(await transactionsOf(offices)).toBe(1)
    // Two revisions had been taken before: the office's own and its supervisor's, and one for each appointment.
    expect(await orderOf(one)).toEqual([4, 4])
    expect(await orderOf(two)).toEqual([5, 6, 7, 7])
    expect(await orderOf(three)).toEqual([3, 3])
    expect(announced.slice(1)).toEqual([one.id, two.id, three.id])
    for (const [appointment, stage] of [a, b, c].map((each) => [each, 'arrived'] as const)) {
      expect(await settledOf(central.pool, appointment)).toMatchObject({ live: appointment.id, stage })
    }
    const { rows } = await central.pool.query(
      'SELECT last_seq, last_hash FROM devices WHERE id = ANY($1::uuid[]) ORDER BY last_seq',
      [[one.device.deviceId, two.device.deviceId]],
    )
    expect(rows).toEqual([
      { last_seq: 1, last_hash: one.device.hash },
      { last_seq: 3, last_hash: two.device.hash },
    ])
  })

  test('keep repeats, gaps and devices without a say apart', async () => {
    const offices = await newOffices(4)
    const [repeating, gapped, revoked, fine] = offices
    if (!repeating || !gapped || !revoked || !fine) throw new Error('four were made')
    const known = checkIn(repeating, await bookedAt(repeating))
    await push(repeating, known)
    checkIn(gapped, await bookedAt(gapped))
    const late = checkIn(gapped, await bookedAt(gapped))
    const refused = checkIn(revoked, await bookedAt(revoked))
    await central.pool.query('UPDATE devices SET revoked_at = now() WHERE id = $1', [revoked.device.deviceId])
    const good = checkIn(fine, await bookedAt(fine))
    const answers = await behindAnother(() => [
      push(repeating, known),
      push(gapped, late),
      push(revoked, refused),
      push(fine, good),
    ])
    const [again, gap, ...others] = await Promise.all(answers)
    expect(again?.results).toMatchObject([{ status: 'duplicate', first: 'applied' }])
    expect(gap).toMatchObject({ results: [], expectedSeq: 1 })
    expect(others.map((answer) => codesOf(answer ?? null))).toEqual([null, ['applied']])
    expect(await orderOf(fine)).toEqual([4, 4])
  })

  test('of one office are worked one after the other, whatever devices they come from', async () => {
    const [office] = await newOffices(1)
    if (!office) throw new Error('one was made')
    const second = { ...office, device: await office.newDevice() }
    const appointment = await bookedAt(office)
    const events = [checkIn(office, appointment), checkIn(second, appointment)] as const
    const answers = await behindAnother(() => [push(office, events[0]), push(second, events[1])])
    expect((await Promise.all(answers)).map(codesOf)).toEqual([['applied'], ['already_checked_in']])
    expect(await orderOf(office)).toEqual([4, 5, 5])
  })

  test('cannot both let the same person in without an appointment', async () => {
    const offices = await newOffices(3)
    const [one, two, three] = offices
    if (!one || !two || !three) throw new Error('three were made')
    const [person, other] = [await citizen(), await citizen()]
    const events = [walkIn(one, person), walkIn(two, person)] as const
    // Whose appointment has this id is known before anybody has read it.
    const taken = walkIn(three, other, events[0].appointmentId)
    const answers = await behindAnother(() => [
      push(one, events[0]),
      push(two, events[1]),
      push(three, taken),
    ])
    expect((await Promise.all(answers)).map(codesOf)).toEqual([
      ['applied'],
      ['already_booked'],
      ['transition_not_allowed'],
    ])
    expect(await transactionsOf(offices)).toBe(1)
    expect((await settledOf(central.pool, person)).live).toBe(events[0].appointmentId)
    expect((await settledOf(central.pool, other)).live).toBeNull()
  })
})

describe('one that cannot be taken in', () => {
  test('fails alone: the others are answered as if it had not been there', async () => {
    const offices = await newOffices(3)
    const [one, broken, three] = offices
    if (!one || !broken || !three) throw new Error('three were made')
    const events = [
      checkIn(one, await bookedAt(one)),
      checkIn(broken, await bookedAt(broken)),
      checkIn(three, await bookedAt(three)),
    ] as const
    await central.pool.query(
      `ALTER TABLE office_events ADD CONSTRAINT in_its_way CHECK (office_id <> '${broken.id}') NOT VALID`,
    )
    try {
      const answers = await behindAnother(() =>
        Promise.allSettled([push(one, events[0]), push(broken, events[1]), push(three, events[2])]),
      )
      expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      for (const office of [one, three]) expect(await orderOf(office)).toEqual([4, 4])
      expect(await orderOf(broken)).toEqual([3])
    } finally {
      await central.pool.query('ALTER TABLE office_events DROP CONSTRAINT in_its_way')
    }
    expect(codesOf(await push(broken, events[1]))).toEqual(['applied'])
    expect(await orderOf(broken)).toEqual([4, 4])
  })

  test('because somebody holds its office: the others do not wait for that', async () => {
    const offices = await newOffices(3)
    const [one, held, three] = offices
    if (!one || !held || !three) throw new Error('three were made')
    const events = [
      checkIn(one, await bookedAt(one)),
      checkIn(held, await bookedAt(held)),
      checkIn(three, await bookedAt(three)),
    ] as const
    const client = await central.pool.connect()
    try {
      await client.query('BEGIN')
      await client.query('SELECT FROM office_revisions WHERE office_id = $1 FOR UPDATE', [held.id])
      const [first, waiting, third] = await behindAnother(() => [
        push(one, events[0]),
        push(held, events[1]),
        push(three, events[2]),
      ])
      if (!first || !waiting || !third) throw new Error('three were pushed')
      expect((await Promise.all([first, third])).map(codesOf)).toEqual([['applied'], ['applied']])
      expect(await Promise.race([waiting, sleep(50, 'waits')])).toBe('waits')
      await client.query('COMMIT')
      expect(codesOf(await waiting)).toEqual(['applied'])
    } finally {
      client.release()
    }
  })
})

test('two processes take in pushes of the same offices and people: nobody waits in a circle, no revision is missing', async () => {
  const second = await startTestCentral({ databaseUrl: central.databaseUrl })
  try {
    const offices = await newOffices(4)
    const people = Array.from({ length: 6 }, () => work.next())
    // Everybody has an appointment everywhere, and each office has a device at either process, that sees them in another order.
    const pushes: { by: CentralDevice; event: OfficeEvent }[] = []
    for (const [place, office] of offices.entries()) {
      const appointments: Appointment[] = []
      for (const person of people) appointments.push(await bookedAt(office, person))
      const elsewhere = { ...office, device: await office.newDevice(second.url) }
      await Promise.all([office.device.token(), elsewhere.device.token()])
      const inOrder = place % 2 === 0 ? appointments : appointments.toReversed()
      for (const appointment of inOrder) {
        pushes.push({ by: office.device, event: checkIn(office, appointment) })
        pushes.push({ by: elsewhere.device, event: checkIn(elsewhere, appointment) })
      }
    }
    const logs = Map.groupBy(pushes, ({ by }) => by)
    const answers = await Promise.all(
      [...logs].map(async ([device, log]) => {
        const codes: string[] = []
        for (const { event } of log) {
          for (const { status, code } of (await device.push(event)).results) codes.push(code ?? status)
        }
        return codes
      }),
    )
    const told = answers.flat().sort()
    const each = offices.length * people.length
    expect(told).toEqual([
      ...Array<string>(each).fill('already_checked_in'),
      ...Array<string>(each).fill('applied'),
    ])
    for (const office of offices) {
      // Two of the office's own, and one for each appointment.
      const before = 2 + people.length
      const events = Array.from({ length: 2 * people.length }, (_, index) => before + index + 1)
      expect(await orderOf(office)).toEqual([...events, before + 2 * people.length])
    }
  } finally {
    await second.close()
  }
}, 60_000)
