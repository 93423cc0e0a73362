import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { clockFrom } from '#shared/clock.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import { type CentralAtWork, startCentralAtWork } from '#tests/support/central-at-work.ts'
import type { CentralDevice } from '#tests/support/central-device.ts'
import { insertAppointment, settledOf } from '#tests/support/central-settlement.ts'
import { at, checkIn, documents, supervisor, wholeVisit } from '#tests/support/central-visits.ts'
import { type TestCentral, testInstant } from '#tests/support/postgres.ts'
import { type CentralAct, recordCentralEvent } from '../ingest/central-event.ts'

/** After the last slot and its grace period. */
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

const settled = (appointment: Appointment) => settledOf(central.pool, appointment)
const act = (act: CentralAct) =>
  recordCentralEvent({ pool: central.pool, clock: clockFrom(testInstant) }, act)
const cancel = (appointmentId: string) =>
  act({ appointmentId, type: 'cancelled', payload: { by: 'citizen', reason: null } })
const missed = (appointment: Appointment) =>
  device.write('marked_no_show', { cause: 'day_closed' }, at(appointment, supervisor, evening))
const seen = async (appointment: Appointment): Promise<Appointment> =>
  (await work.rowOf(appointment.id))?.body ?? appointment
const applied = async (...events: Parameters<CentralDevice['push']>) => {
  const { results } = await device.push(...events)
  expect(results.map(({ status, code }) => code ?? status)).toEqual(events.map(() => 'applied'))
}

describe('a visit', () => {
  test('moves the registration on, and ends with the appointment that its person had', async () => {
    const appointment = work.next()
    const before = await settled(appointment)
    expect(before).toMatchObject({ live: appointment.id, stage: 'booked' })
    const events = wholeVisit(device, appointment, 1)
    await applied(...events.slice(0, 3))
    expect(await settled(appointment)).toMatchObject({ live: appointment.id, stage: 'arrived' })
    await applied(...events.slice(3))
    const after = await settled(appointment)
    expect(after).toMatchObject({ live: null, ban: null, stage: 'completed', seat: before.seat })
    expect(after.history).toEqual(['pre_registered', 'booked', 'arrived', 'completed'])
  })

  test('that comes in one batch leaves every stage in the history, with its own time', async () => {
    const appointment = work.next()
    const arrival = device.write(
      'checked_in',
      { queueNumber: 1, reason: null },
      at(appointment, supervisor, '2026-11-22T05:00:00.000Z'),
    )
    const concluded = device.write(
      'documents_concluded',
      { outcome: 'incomplete' },
      at(appointment, documents, '2026-11-22T05:20:00.000Z'),
    )
    await applied(arrival, concluded)
    expect((await settled(appointment)).history).toEqual([
      'pre_registered',
      'booked',
      'arrived',
      'documents_incomplete',
    ])
    const { rows } = await central.pool.query<{ at: Date }>(
      `SELECT at FROM registration_stages JOIN registrations ON id = registration_id
       WHERE tracking_code = $1 AND place > 2 ORDER BY place`,
      [appointment.applicant.trackingCode],
    )
    expect(rows.map((row) => row.at.toISOString())).toEqual([
      '2026-11-22T05:00:00.000Z',
      '2026-11-22T05:20:00.000Z',
    ])
  })

  test('by a clock that runs ahead is dated no later than it was heard of', async () => {
    const appointment = work.next()
    await applied(
      device.write(
        'checked_in',
        { queueNumber: 1, reason: 'ساعت رایانه نادرست بود' },
        at(appointment, supervisor, '2031-01-01T00:00:00.000Z'),
      ),
    )
    const { rows } = await central.pool.query<{ late: boolean }>(
      `SELECT bool_or(at > $2::timestamptz + interval '1 hour') AS late FROM registration_stages
       JOIN registrations ON id = registration_id WHERE tracking_code = $1`,
      [appointment.applicant.trackingCode, testInstant],
    )
    expect(rows[0]?.late).toBe(false)
  })

  test.each(['completed', 'under_review', 'delivered', 'a_stage_of_tomorrow'])(
    'leaves a registration alone that is %s',
    async (stage) => {
      const appointment = work.next()
      await central.pool.query('UPDATE registrations SET stage = $2 WHERE tracking_code = $1', [
        appointment.applicant.trackingCode,
        stage,
      ])
      await applied(checkIn(device, appointment))
      expect(await settled(appointment)).toMatchObject({ stage, history: ['pre_registered', 'booked'] })
    },
  )

  test('of somebody without a registration settles the rest', async () => {
    const appointment = work.next()
    const { trackingCode } = appointment.applicant
    await central.pool.query(
      'DELETE FROM registration_stages USING registrations WHERE id = registration_id AND tracking_code = $1',
      [trackingCode],
    )
    await central.pool.query('DELETE FROM registrations WHERE tracking_code = $1', [trackingCode])
    await applied(...wholeVisit(device, appointment, 4))
    expect(await settled(appointment)).toMatchObject({ live: null, stage: null })
  })
})

describe('a cancellation', () => {
  test('gives the seat back, once, and the person may book again', async () => {
    const appointment = work.next()
    const { seat } = await settled(appointment)
    expect(await cancel(appointment.id)).toMatchObject({ ok: true })
    expect(await cancel(appointment.id)).toMatchObject({ ok: false })
    expect(await settled(appointment)).toMatchObject({
      seat: { ...seat, taken: (seat?.taken ?? 0) - 1 },
      live: null,
      stage: 'cancelled',
    })
  })

  test('does not sell again what was let in beyond the capacity', async () => {
    const appointment = work.next()
    const { date, slot } = appointment
    await central.pool.query(
      'UPDATE seats SET taken = capacity + 2, extra = 2 WHERE date = $1 AND slot = $2',
      [date, slot],
    )
    await cancel(appointment.id)
    const { seat } = await settled(appointment)
    expect(seat).toEqual({ capacity: 6, extra: 1, taken: 7 })
  })

  test('is overtaken by an arrival that takes the seat again, also when the slot is full now', async () => {
    const appointment = work.next()
    await cancel(appointment.id)
    const { date, slot } = appointment
    await central.pool.query('UPDATE seats SET taken = capacity, extra = 0 WHERE date = $1 AND slot = $2', [
      date,
      slot,
    ])
    await applied(checkIn(device, appointment))
    expect(await settled(appointment)).toMatchObject({
      seat: { capacity: 6, extra: 1, taken: 7 },
      live: appointment.id,
      stage: 'arrived',
    })
  })

  test('of one who has another appointment says nothing of the registration; an arrival there does', async () => {
    const appointment = work.next()
    await central.pool.query('DELETE FROM live_appointments WHERE appointment_id = $1', [appointment.id])
    const later = { ...appointment, id: uuidv7(), date: '2026-11-25' }
    await insertAppointment(central.pool, later)
    await cancel(appointment.id)
    expect(await settled(appointment)).toMatchObject({ live: later.id, stage: 'booked' })
    await applied(checkIn(device, appointment))
    expect(await settled(appointment)).toMatchObject({ live: later.id, stage: 'arrived' })
  })
})

describe('a missed appointment', () => {
  test('bans through the third day after it, and the seat stays taken', async () => {
    const appointment = work.next()
    const { seat } = await settled(appointment)
    await applied(missed(appointment))
    expect(await settled(appointment)).toEqual({
      seat,
      live: null,
      ban: { appointmentId: appointment.id, bookableFrom: '2026-11-26' },
      stage: 'no_show',
      history: ['pre_registered', 'booked', 'no_show'],
    })
  })

  test('that the supervisor takes back bans nobody', async () => {
    const appointment = work.next()
    await applied(missed(appointment))
    await applied(
      device.write('no_show_reversed', { reason: 'دفتر بسته بود' }, at(await seen(appointment), supervisor)),
    )
    expect(await settled(appointment)).toMatchObject({ live: appointment.id, ban: null, stage: 'booked' })
  })

  test('that an operator takes back bans nobody', async () => {
    const appointment = work.next()
    await applied(missed(appointment))
    const lifted = await act({
      appointmentId: appointment.id,
      type: 'no_show_reversed',
      payload: { reason: 'به درخواست متقاضی' },
    })
    expect(lifted).toMatchObject({ ok: true, appointment: { state: 'booked', bookableFrom: null } })
    expect(await settled(appointment)).toMatchObject({ live: appointment.id, ban: null, stage: 'booked' })
  })

  test('is none when another device had the person arrive', async () => {
    const appointment = work.next()
    await applied(missed(appointment))
    const other = await work.newDevice()
    const { results } = await other.push(checkIn(other, appointment))
    expect(results).toMatchObject([{ status: 'applied' }])
    expect(await settled(appointment)).toMatchObject({ live: appointment.id, ban: null, stage: 'arrived' })
  })

  test('taken back leaves the newer appointment of its person', async () => {
    const appointment = work.next()
    await applied(missed(appointment))
    const newer = { ...appointment, id: uuidv7(), date: '2026-11-26' }
    await insertAppointment(central.pool, newer)
    await act({
      appointmentId: appointment.id,
      type: 'no_show_reversed',
      payload: { reason: 'به درخواست متقاضی' },
    })
    expect(await settled(appointment)).toMatchObject({ live: newer.id, ban: null })
  })

  test('taken back leaves the ban of another one', async () => {
    const appointment = work.next()
    const earlier = { ...appointment, id: uuidv7(), date: '2026-11-20' }
    await central.pool.query('DELETE FROM live_appointments WHERE appointment_id = $1', [appointment.id])
    await insertAppointment(central.pool, earlier)
    await applied(missed(appointment), missed(earlier))
    expect((await settled(appointment)).ban).toEqual({
      appointmentId: appointment.id,
      bookableFrom: '2026-11-26',
    })
    await act({
      appointmentId: appointment.id,
      type: 'no_show_reversed',
      payload: { reason: 'به درخواست متقاضی' },
    })
    expect((await settled(appointment)).ban).toEqual({
      appointmentId: earlier.id,
      bookableFrom: '2026-11-24',
    })
  })

  test('marked and taken back in one batch changes nothing', async () => {
    const appointment = work.next()
    const before = await settled(appointment)
    await applied(
      missed(appointment),
      device.write('no_show_reversed', { reason: 'اشتباه شد' }, at(appointment, supervisor, evening)),
    )
    expect(await settled(appointment)).toEqual(before)
  })
})
