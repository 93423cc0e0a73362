import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { clockFrom } from '#shared/clock.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { Actor, AppointmentEvent, AppointmentPayload } from '#shared/domain/event.ts'
import { type CentralAtWork, startCentralAtWork } from '#tests/support/central-at-work.ts'
import type { CentralDevice } from '#tests/support/central-device.ts'
import { settledOf } from '#tests/support/central-settlement.ts'
import { at, checkIn, documents, reception, supervisor, wholeVisit } from '#tests/support/central-visits.ts'
import { startTestCentral, type TestCentral, testInstant } from '#tests/support/postgres.ts'
import { addOffice } from '#tests/support/second-office.ts'
import { cancelAppointment } from './central-event.ts'

const today = '2026-11-22'
const evening = '2026-11-22T12:00:00.000Z'

let work: CentralAtWork
let central: TestCentral
let device: CentralDevice
beforeAll(async () => {
  work = await startCentralAtWork()
  central = work.central
})
afterAll(() => central.close())
beforeEach(async () => {
  device = await work.newDevice()
})

/** A registered citizen without an appointment: one who has cancelled. */
async function citizen(): Promise<Appointment> {
  const appointment = work.next()
  const outcome = await cancelAppointment(
    { pool: central.pool, clock: clockFrom(testInstant) },
    appointment.id,
    { by: 'citizen', reason: null },
  )
  if (!outcome.ok) throw new Error(outcome.refusal.code)
  return appointment
}

type Changes = {
  payload?: Partial<AppointmentPayload<'walked_in'>>
  actor?: Actor
  id?: string
  deviceTime?: string
  by?: CentralDevice
}
const walkIn = (
  { applicant, requestKind }: Appointment,
  { payload, actor = reception, id = uuidv7(), deviceTime = testInstant, by = device }: Changes = {},
) =>
  by.write(
    'walked_in',
    { date: today, slot: '10:15', requestKind, applicant, overCapacity: null, ...payload },
    { appointmentId: id, actor, deviceTime, baseRevision: 0 },
  )
/** The walk-in as the office has it, to write further events on. */
const made = (event: AppointmentEvent, like: Appointment): Appointment => ({
  ...like,
  id: event.appointmentId,
  date: today,
  slot: '10:15',
  revision: 0,
})
const codesOf = async (...events: Parameters<CentralDevice['push']>) =>
  (await device.push(...events)).results.map(({ status, code }) => code ?? status)
const seatsAt = async (slot: string) => {
  const { rows } = await central.pool.query<{ capacity: number; extra: number; taken: number }>(
    'SELECT capacity, extra, taken FROM seats WHERE date = $1 AND slot = $2',
    [today, slot],
  )
  return rows[0]
}

describe('a walk-in', () => {
  test('makes an appointment that goes on like any other, in the same batch', async () => {
    const person = await citizen()
    const event = walkIn(person)
    const visit = wholeVisit(device, made(event, person), 31)
    expect(await codesOf(event, ...visit)).toEqual(Array(9).fill('applied'))
    expect((await work.rowOf(event.appointmentId))?.body).toMatchObject({
      state: 'served',
      date: today,
      applicant: { nationalCode: person.applicant.nationalCode },
      appliedEventIds: [event, ...visit].map(({ id }) => id),
    })
    expect(await settledOf(central.pool, person)).toMatchObject({
      live: null,
      stage: 'completed',
      history: ['pre_registered', 'booked', 'cancelled', 'booked', 'arrived', 'completed'],
    })
  })

  test('is pulled by the other device of the office, with its event', async () => {
    const other = await work.newDevice()
    const { cursor } = await other.pull()
    const person = await citizen()
    const event = walkIn(person)
    await codesOf(event)
    const news = (await other.pull(cursor)).changes
    expect(news.map(({ entity, data }) => [entity, (data as { id?: string }).id])).toEqual(
      expect.arrayContaining([
        ['appointment', event.appointmentId],
        ['event', event.id],
      ]),
    )
  })

  test('takes person and kind from the registration, not from what was typed', async () => {
    const person = await citizen()
    const typed = { ...person.applicant, firstName: 'دیگری', mobile: '09120000000' }
    const event = walkIn({
      ...person,
      applicant: typed,
      requestKind: person.requestKind === 'exchange' ? 'first_issue' : 'exchange',
    })
    expect(await codesOf(event)).toEqual(['applied'])
    expect((await work.rowOf(event.appointmentId))?.body).toMatchObject({
      applicant: { firstName: person.applicant.firstName, mobile: person.applicant.mobile },
      requestKind: person.requestKind,
      requirementSet: { id: person.requestKind },
    })
  })

  test('holds its person like any appointment, and takes a seat', async () => {
    const person = await citizen()
    const before = await seatsAt('10:15')
    const event = walkIn(person)
    await codesOf(event)
    expect((await settledOf(central.pool, person)).live).toBe(event.appointmentId)
    expect((await seatsAt('10:15'))?.taken).toBe((before?.taken ?? 0) + 1)
  })

  test('into a full slot is counted, and no seat is left to sell when one goes', async () => {
    await central.pool.query(
      "UPDATE seats SET taken = capacity, extra = 0 WHERE date = $1 AND slot = '13:15'",
      [today],
    )
    const [first, second] = [await citizen(), await citizen()]
    const events = [first, second].map((person) => walkIn(person, { payload: { slot: '13:15' } }))
    expect(await codesOf(...events)).toEqual(['applied', 'applied'])
    expect(await seatsAt('13:15')).toEqual({ capacity: 6, extra: 2, taken: 8 })
    await cancelAppointment(
      { pool: central.pool, clock: clockFrom(testInstant) },
      events[0]?.appointmentId ?? '',
      { by: 'citizen', reason: null },
    )
    expect(await seatsAt('13:15')).toEqual({ capacity: 6, extra: 1, taken: 7 })
  })

  test('is answered once, however often it is sent', async () => {
    const event = walkIn(await citizen())
    await device.push(event)
    expect((await device.push(event)).results).toMatchObject([{ status: 'duplicate', first: 'applied' }])
    expect((await work.rowOf(event.appointmentId))?.body.appliedEventIds).toEqual([event.id])
  })

  test('of months ago has its partition made', async () => {
    const person = await citizen()
    const event = walkIn(person, {
      payload: { date: '2026-02-11' },
      deviceTime: '2026-02-11T06:52:00.000Z',
    })
    expect(await codesOf(event)).toEqual(['applied'])
    expect((await work.rowOf(event.appointmentId))?.body.date).toBe('2026-02-11')
  })

  test('is not kept away by an appointment whose day has passed', async () => {
    const person = work.next()
    await central.pool.query("UPDATE live_appointments SET date = '2026-11-20' WHERE appointment_id = $1", [
      person.id,
    ])
    const event = walkIn(person)
    expect(await codesOf(event)).toEqual(['applied'])
    expect((await settledOf(central.pool, person)).live).toBe(event.appointmentId)
  })
})

describe('a walk-in is refused', () => {
  const refused = async (code: string, person: Appointment, changes: Changes = {}) => {
    const before = await settledOf(central.pool, person)
    const event = walkIn(person, changes)
    const arrival = device.write('checked_in', { queueNumber: 1, reason: null }, at(made(event, person)), {
      predecessorId: event.id,
    })
    const other = checkIn(device, work.next())
    expect(await codesOf(event, arrival, other)).toEqual([code, 'predecessor_rejected', 'applied'])
    expect(await settledOf(central.pool, person)).toEqual(before)
    const row = await work.rowOf(event.appointmentId)
    expect(row?.body.appliedEventIds ?? []).not.toContain(event.id)
  }

  test('for who has never registered', async () => {
    const person = await citizen()
    await refused('registration_unknown', {
      ...person,
      applicant: { ...person.applicant, trackingCode: '99999999999' },
    })
  })
  test('for the tracking code of another', async () => {
    const [person, other] = [await citizen(), await citizen()]
    const { trackingCode } = other.applicant
    await refused('registration_unknown', { ...person, applicant: { ...person.applicant, trackingCode } })
  })
  test('for a registration that is over', async () => {
    const person = await citizen()
    await central.pool.query(
      "UPDATE registrations SET live = false, stage = 'delivered' WHERE tracking_code = $1",
      [person.applicant.trackingCode],
    )
    await refused('registration_unknown', person)
  })
  test.each(['completed', 'issuing'])('for a registration that is %s', async (stage) => {
    const person = await citizen()
    await central.pool.query('UPDATE registrations SET stage = $2 WHERE tracking_code = $1', [
      person.applicant.trackingCode,
      stage,
    ])
    await refused('transition_not_allowed', person)
  })
  test('for who has an appointment', async () => {
    await refused('already_booked', work.next())
  })
  test('during a ban, until it ends', async () => {
    const person = work.next()
    await codesOf(device.write('marked_no_show', { cause: 'marked' }, at(person, supervisor, evening)))
    await refused('booking_banned', person)
    const { results } = await device.push(walkIn(person))
    expect(results[0]?.message).toContain('2026-11-26')
  })
  test('for who was served, marked or taken in earlier in the same batch', async () => {
    const [served, missed, taken] = [work.next(), work.next(), await citizen()]
    const visit = wholeVisit(device, served, 50)
    const events = [
      ...visit,
      walkIn(served),
      device.write('marked_no_show', { cause: 'marked' }, at(missed, supervisor, evening)),
      walkIn(missed),
      walkIn(taken),
      walkIn(taken),
    ]
    expect((await codesOf(...events)).slice(8)).toEqual([
      'transition_not_allowed',
      'applied',
      'booking_banned',
      'applied',
      'already_booked',
    ])
  })
  test('on another day than its own', async () => {
    await refused('not_its_day', await citizen(), { payload: { date: '2026-11-23' } })
  })
  test('by a clock years away, and no partition is made for it', async () => {
    await refused('not_its_day', await citizen(), {
      payload: { date: '2031-05-01' },
      deviceTime: '2031-05-01T06:52:00.000Z',
    })
    const { rows } = await central.pool.query("SELECT to_regclass('appointments_2031_05') AS made")
    expect(rows).toEqual([{ made: null }])
  })
  test('by somebody who takes nobody in', async () => {
    await refused('role_not_allowed', await citizen(), { actor: documents })
  })
  test('beyond the capacity by anyone but the supervisor', async () => {
    const person = await citizen()
    const payload = { overCapacity: 'از راه دور آمده است' }
    await refused('over_capacity_needs_supervisor', person, { payload })
    expect(await codesOf(walkIn(person, { payload, actor: supervisor }))).toEqual(['applied'])
  })
  test('under the id of an appointment that there is', async () => {
    const person = await citizen()
    const booked = work.next()
    await refused('transition_not_allowed', person, { id: booked.id })
    expect((await work.rowOf(booked.id))?.body).toEqual(booked)
  })
  test('under the id of an appointment of another office, which keeps it', async () => {
    const office = await addOffice(central, '72-901')
    const theirs = await office.newDevice()
    const person = await citizen()
    const booked = work.next()
    const event = walkIn(person, { id: booked.id, by: theirs, actor: office.supervisor })
    expect((await theirs.push(event)).results).toMatchObject([{ code: 'transition_not_allowed' }])
    expect((await work.rowOf(booked.id))?.body).toEqual(booked)
  })
})

describe('two processes on one database', () => {
  test('let one person in once', async () => {
    const second = await startTestCentral({ databaseUrl: central.databaseUrl })
    try {
      const office = await addOffice(central, '72-902')
      const elsewhere = await office.newDevice(second.url)
      for (let round = 0; round < 5; round += 1) {
        const person = await citizen()
        const answers = await Promise.all([
          device.push(walkIn(person)),
          elsewhere.push(walkIn(person, { by: elsewhere, actor: office.supervisor })),
        ])
        const codes = answers.flatMap(({ results }) => results.map(({ status, code }) => code ?? status))
        expect(codes.sort()).toEqual(['already_booked', 'applied'])
      }
    } finally {
      await second.close()
    }
  })

  test('never wait for each other crosswise', async () => {
    const second = await startTestCentral({ databaseUrl: central.databaseUrl })
    try {
      const office = await addOffice(central, '72-903')
      const elsewhere = await office.newDevice(second.url)
      const everybody: Appointment[] = []
      for (let count = 0; count < 12; count += 1) everybody.push(await citizen())
      // The first half walks in here and then there, the second half the other way round.
      const half = everybody.slice(0, 6)
      const others = everybody.slice(6)
      const here = [...half, ...others].map((person) => walkIn(person))
      const there = [...others, ...half]
        .reverse()
        .map((person) => walkIn(person, { by: elsewhere, actor: office.supervisor }))
      const answers = await Promise.all([device.push(...here), elsewhere.push(...there)])
      const codes = answers.flatMap(({ results }) => results.map(({ status, code }) => code ?? status))
      expect(codes.filter((code) => code === 'applied')).toHaveLength(12)
      expect(codes.filter((code) => code === 'already_booked')).toHaveLength(12)
    } finally {
      await second.close()
    }
  })
})
