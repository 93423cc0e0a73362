import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DemoCitizen } from '#central/demo/citizens.ts'
import { demoOffice } from '#central/demo/office.ts'
import { RefusedError } from '#core/services/failure.ts'
import type { Admission } from '#core/services/walk-in.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { RegistrationDetails } from '#shared/domain/registration-form.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { type JoinedOffice, joinOffice } from '#tests/support/joined-office.ts'
import { startTestCentral, type TestCentral, testInstant } from '#tests/support/postgres.ts'
import { until } from '#tests/support/synced-office.ts'

/** Who comes without an appointment, and what a clerk does for a citizen: an office against the real central system. */

const today = tehranDateOf(testInstant)
let central: TestCentral
let office: JoinedOffice

beforeEach(async () => {
  central = await startTestCentral({ seed: 'demo' })
  office = await joinOffice(central)
})
afterEach(async () => {
  await office.close()
  await central.close()
})

/** Somebody of the demonstration's registry who may register for a first card. */
async function somebody(): Promise<RegistrationDetails> {
  const answer = await fetch(`${central.url}/demo/people`)
  const { people } = (await answer.json()) as { people: DemoCitizen[] }
  const found = people.find(({ form, reason }) => reason === null && form.requestKind === 'first_issue')
  if (!found) throw new Error('the demonstration has nobody to register')
  return found.form
}
async function register() {
  const form = await somebody()
  const { trackingCode } = await office.citizens.register(form)
  return { form, trackingCode }
}
/** What a clerk copies from the receipt. */
const receipt = (form: RegistrationDetails, trackingCode: string, misread: object = {}): Admission => {
  const { nationalCode, firstName, lastName, fatherName, birthDate, mobile, requestKind } = form
  const unknown = { postalCode: null, address: null, landline: null }
  return {
    nationalCode,
    trackingCode,
    details: { firstName, lastName, fatherName, birthDate, mobile, requestKind, ...unknown, ...misread },
    overCapacity: null,
    checkIn: true,
  }
}
/** Admitted without a line, as the office then holds it. */
async function admitOffline(admission: Admission): Promise<string> {
  office.line.cut()
  await expect(office.walkIns.find(admission)).rejects.toMatchObject({ code: 'network' })
  const { appointment } = office.walkIns.admit(await office.holding('reception'), admission)
  expect(appointment).toMatchObject({ state: 'arrived', revision: 0, date: today })
  expect(rowOf(appointment.id)).toMatchObject({ sync: 'queued', unconfirmed: true })
  return appointment.id
}
async function mendLine() {
  office.line.mend()
  await office.sync.syncNow()
  await office.settled()
  await office.sync.syncNow()
}
const rowOf = (id: string) => office.rows().find((row) => row.id === id)
async function atCentral(nationalCode: string): Promise<Appointment[]> {
  const { rows } = await central.pool.query<{ body: Appointment }>(
    "SELECT body FROM appointments WHERE body->'applicant'->>'nationalCode' = $1",
    [nationalCode],
  )
  return rows.map(({ body }) => body)
}

describe('a walk-in that was admitted without a line', () => {
  it('waits, and is confirmed with the words of the registration', async () => {
    const { form, trackingCode } = await register()
    const id = await admitOffline(receipt(form, trackingCode, { firstName: 'نازنین' }))
    await mendLine()
    expect(rowOf(id)).toMatchObject({ sync: 'sent', unconfirmed: false, firstName: form.firstName })
    expect(await atCentral(form.nationalCode)).toEqual([office.store.appointments.get(id)?.appointment])
    const [there] = await atCentral(form.nationalCode)
    expect(there).toMatchObject({
      state: 'arrived',
      queueNumber: 1,
      applicant: { firstName: form.firstName, postalCode: form.postalCode, trackingCode },
    })
    // Whoever looks the person up now is led to the appointment.
    const finding = await office.walkIns.find({ nationalCode: form.nationalCode, trackingCode })
    expect(finding).toMatchObject({ kind: 'here', row: { id } })
    expect(await office.citizens.status({ nationalCode: form.nationalCode, trackingCode })).toMatchObject({
      stage: 'arrived',
      appointment: { id },
    })
  })

  it('lies in the tray with its successor when its codes fit no registration', async () => {
    const { form, trackingCode } = await register()
    const wrong = trackingCode === '9999999999' ? '9999999998' : '9999999999'
    const id = await admitOffline(receipt(form, wrong))
    await mendLine()
    const told = office.store.events.historyOf(id).map(({ type, sync, code }) => [type, sync, code])
    expect(told).toEqual([
      ['walked_in', 'parked', 'registration_unknown'],
      ['checked_in', 'parked', 'predecessor_rejected'],
    ])
    expect(office.tray.list()).toMatchObject([
      {
        appointmentId: id,
        date: today,
        name: `${form.firstName} ${form.lastName}`,
        code: 'registration_unknown',
        state: null,
        successors: 1,
      },
    ])
    expect(rowOf(id)).toMatchObject({ sync: 'attention', unconfirmed: true })
    expect(await atCentral(form.nationalCode)).toEqual([])
    // Settled, the person is nobody of the day any more, and may come with the right code.
    const [entry] = office.tray.list()
    const supervisor = await office.holding('supervisor')
    expect(office.tray.withdraw(supervisor, entry?.event.eventId ?? '', 'a slip in the code')).toEqual([])
    expect(rowOf(id)).toBeUndefined()
    const again = office.walkIns.admit(supervisor, receipt(form, trackingCode))
    await office.settled()
    await until(() => rowOf(again.appointment.id)?.unconfirmed === false, 'the confirmation')
    expect(await atCentral(form.nationalCode)).toMatchObject([{ id: again.appointment.id, state: 'arrived' }])
  })

  it('is refused by a ban that only the central system knows', async () => {
    const { form, trackingCode } = await register()
    // Missed elsewhere: of another office's appointments nothing comes here.
    await central.pool.query(
      `INSERT INTO booking_bans (national_code, appointment_id, office_id, bookable_from)
       VALUES ($1, gen_random_uuid(), gen_random_uuid(), '2026-11-24')`,
      [form.nationalCode],
    )
    const finding = await office.walkIns.find({ nationalCode: form.nationalCode, trackingCode })
    expect(finding).toMatchObject({ refusal: { code: 'booking_banned', bookableFrom: '2026-11-24' } })
    const id = await admitOffline(receipt(form, trackingCode))
    await mendLine()
    expect(office.tray.list()).toMatchObject([{ appointmentId: id, code: 'booking_banned', successors: 1 }])
    expect(office.tray.list()[0]?.message).toContain('2026-11-24')
    expect(await atCentral(form.nationalCode)).toEqual([])
  })
})

describe('what a clerk does for a citizen', () => {
  it('registers, books here, cancels and looks the state up', async () => {
    const { form, trackingCode } = await register()
    expect(trackingCode).toMatch(/^[0-9]{10}$/)
    const credentials = { nationalCode: form.nationalCode, trackingCode }
    await expect(office.citizens.register(form)).rejects.toMatchObject({
      refusal: { code: 'NOT_ELIGIBLE', reason: 'live_registration' },
    })
    const { days } = await office.citizens.slots({ officeId: demoOffice.id, from: '2026-11-23' })
    const day = days.find(({ status }) => status === 'open')
    const slot = day?.slots.find(({ free }) => free > 0)
    const place = { officeId: demoOffice.id, date: day?.date ?? '', slot: slot?.time ?? '' }
    const booked = await office.citizens.book({ ...credentials, ...place })
    const here = () => office.store.appointments.get(booked.id)?.appointment
    await until(() => here()?.state === 'booked', 'the booking in the office')
    expect(here()).toMatchObject({
      date: place.date,
      slot: place.slot,
      applicant: { ...credentials, mobile: form.mobile, address: form.address },
    })
    // Who has an appointment is not taken in besides.
    expect(await office.walkIns.find(credentials)).toMatchObject({
      refusal: { code: 'already_booked', appointmentId: booked.id, date: place.date },
    })
    const reception = await office.holding('reception')
    expect(() => office.walkIns.admit(reception, receipt(form, trackingCode))).toThrow(RefusedError)

    expect(await office.citizens.cancel({ ...credentials, id: booked.id })).toMatchObject({
      state: 'cancelled',
    })
    await until(() => here()?.state === 'cancelled', 'the cancellation in the office')
    const status = await office.citizens.status(credentials)
    expect(status).toMatchObject({
      firstName: form.firstName,
      stage: 'cancelled',
      appointment: { id: booked.id, state: 'cancelled' },
    })
    expect(status.history.map(({ stage }) => stage)).toEqual(['pre_registered', 'booked', 'cancelled'])
  })
})
