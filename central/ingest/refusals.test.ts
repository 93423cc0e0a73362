import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { clockFrom } from '#shared/clock.ts'
import { type CentralAtWork, startCentralAtWork } from '#tests/support/central-at-work.ts'
import type { CentralDevice } from '#tests/support/central-device.ts'
import { at, checkIn, documents, reception, wholeVisit } from '#tests/support/central-visits.ts'
import { type TestCentral, testInstant } from '#tests/support/postgres.ts'
import { cancelAppointment } from './central-event.ts'

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
const next = () => work.next()
const rowOf = (id: string) => work.rowOf(id)
const officeRevision = () => work.officeRevision()

const cancel = (id: string) =>
  cancelAppointment({ pool: central.pool, clock: clockFrom(testInstant) }, id, {
    by: 'citizen',
    reason: null,
  })

describe('rejected', () => {
  test('takes its successors with it, in the same batch and in later ones, and nobody else', async () => {
    const appointment = next()
    const refused = device.write('served', {}, at(appointment, documents))
    const successor = device.write('checked_in', { queueNumber: 4, reason: null }, at(appointment), {
      predecessorId: refused.id,
    })
    const other = checkIn(device, next())
    const { results } = await device.push(refused, successor, other)
    expect(results.map(({ status, code }) => code ?? status)).toEqual([
      'transition_not_allowed',
      'predecessor_rejected',
      'applied',
    ])
    const later = device.write('checked_in', { queueNumber: 4, reason: null }, at(appointment), {
      predecessorId: successor.id,
    })
    expect((await device.push(later)).results).toMatchObject([{ code: 'predecessor_rejected' }])
    expect((await rowOf(appointment.id))?.state).toBe('booked')
  })

  test.each([
    [
      'of an appointment that the office does not have',
      'appointment_unknown',
      { appointmentId: '018f0000-0000-7000-8000-00000000dead' },
    ],
    ['of another office', 'wrong_appointment', { officeId: '018f0000-0000-7000-8000-00000000dead' }],
    ['of another device', 'event_malformed', { deviceId: '018f0000-0000-7000-8000-00000000dead' }],
    [
      'by somebody whom the office does not know',
      'role_not_allowed',
      { actor: { ...reception, userId: '018f0000-0000-7000-8000-00000000dead' } },
    ],
    ['in the name of the central side', 'role_not_allowed', { actor: { kind: 'central' } as const }],
    ['at an instant that no calendar has', 'event_malformed', { clockOffsetMs: Number.MAX_SAFE_INTEGER }],
  ])('an event %s: %s', async (_what, code, changes) => {
    const appointment = next()
    const event = device.write('checked_in', { queueNumber: 1, reason: null }, at(appointment), changes)
    const following = checkIn(device, next())
    const { results } = await device.push(event, following)
    expect(results.map((result) => result.code ?? result.status)).toEqual([code, 'applied'])
    expect((await rowOf(appointment.id))?.state).toBe('booked')
  })

  test('a device cannot cancel as the citizen does', async () => {
    const appointment = next()
    const forged = device.write(
      'cancelled',
      { by: 'citizen', reason: null },
      { ...at(appointment), actor: { kind: 'central' } },
    )
    expect((await device.push(forged)).results).toMatchObject([{ code: 'role_not_allowed' }])
    expect((await rowOf(appointment.id))?.state).toBe('booked')
  })

  test('an event of a kind that this version does not know is rejected alone, and chains', async () => {
    const unknown = device.write('checked_in', { queueNumber: 1, reason: null }, at(next()), {
      type: 'fingerprint_taken',
      payload: { finger: 'left_thumb', note: 'a\u001eb\u0000' },
    } as never)
    const following = checkIn(device, next())
    const { results } = await device.push(unknown, following)
    expect(results.map(({ status, code }) => code ?? status)).toEqual(['event_malformed', 'applied'])
  })

  test('names from the device that cannot be printed do not disturb the rows beside them', async () => {
    const [first, second] = [next(), next()]
    const events = [
      checkIn(device, first),
      device.write(
        'document_decided',
        { item: 'x\u001ey\u0000z', verdict: 'accepted', reasonCode: null, note: null },
        at(first, documents),
      ),
      checkIn(device, second),
    ]
    const { results } = await device.push(...events)
    expect(results.map(({ status, code }) => code ?? status)).toEqual(['applied', 'item_unknown', 'applied'])
    expect((await device.push(...events)).results.map(({ code, first: was }) => code ?? was)).toEqual([
      'applied',
      'item_unknown',
      'applied',
    ])
    expect((await rowOf(second.id))?.state).toBe('arrived')
  })
})

describe('conflicts', () => {
  test('an arrival beats a cancellation that the office had not seen', async () => {
    const appointment = next()
    expect((await cancel(appointment.id)).ok).toBe(true)
    const { results } = await device.push(...wholeVisit(device, appointment, 12))
    expect(results.map(({ status }) => status)).toEqual(Array(8).fill('applied'))
    expect((await rowOf(appointment.id))?.body).toMatchObject({ state: 'served', withdrawal: null })
  })

  test('but not one that it had seen', async () => {
    const appointment = next()
    await cancel(appointment.id)
    const cancelled = (await rowOf(appointment.id))?.body ?? appointment
    const { results } = await device.push(checkIn(device, cancelled))
    expect(results).toMatchObject([{ status: 'rejected', code: 'transition_not_allowed' }])
  })

  test('two devices racing for the same applicants: each is checked in once, and revisions have no gap', async () => {
    const other = await work.newDevice()
    const appointments = Array.from({ length: 20 }, next)
    const before = await officeRevision()
    const batches = [device, other].map((racer) => ({
      racer,
      events: appointments.map((a) => checkIn(racer, a)),
    }))
    const answers = await Promise.all(
      batches.flatMap(({ racer, events }) => [
        racer.push(...events.slice(0, 10)),
        racer.push(...events.slice(10)),
      ]),
    )
    const results = answers.flatMap((answer) => answer.results)
    expect(results.filter(({ status }) => status === 'applied')).toHaveLength(20)
    expect(results.filter(({ code }) => code === 'already_checked_in')).toHaveLength(20)
    for (const { id } of appointments) expect((await rowOf(id))?.body.appliedEventIds).toHaveLength(1)
    const { rows } = await central.pool.query<{ revision: number }>(
      'SELECT revision FROM office_events WHERE revision > $1 ORDER BY revision',
      [before],
    )
    expect(rows.map(({ revision }) => revision)).toEqual(
      Array.from({ length: 40 }, (_, index) => before + 1 + index),
    )
  })

  test('the same batch sent twice at once is applied once', async () => {
    const appointment = next()
    const events = wholeVisit(device, appointment, 20)
    const answers = await Promise.all([device.push(...events), device.push(...events)])
    expect(answers.map(({ results }) => results[0]?.status).sort()).toEqual(['applied', 'duplicate'])
    expect((await rowOf(appointment.id))?.body.appliedEventIds).toHaveLength(8)
  })
})
