import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSync } from '#core/sync/create-sync.ts'
import { clockFrom } from '#shared/clock.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { type JoinedOffice, joinOffice as openOffice } from '#tests/support/joined-office.ts'
import type { TestCentral } from '#tests/support/postgres.ts'
import { startTestCentral, testInstant } from '#tests/support/postgres.ts'
import { until } from '#tests/support/synced-office.ts'

/** The office's services and sync against the real central system on PostgreSQL. */

const today = tehranDateOf(testInstant)
let central: TestCentral
const open: { close(): Promise<void> }[] = []

beforeEach(async () => {
  central = await startTestCentral({ seed: 'demo' })
})
afterEach(async () => {
  for (const office of open.splice(0)) await office.close()
  await central.close()
})

async function joinOffice(instant?: string) {
  const office = await openOffice(central, instant)
  open.push(office)
  return office
}

const names = async (office: JoinedOffice) => ({
  reception: await office.holding('reception'),
  documents: await office.holding('documents'),
  supervisor: await office.holding('supervisor'),
})

async function atCentral(): Promise<Map<string, Appointment>> {
  const { rows } = await central.pool.query<{ body: Appointment }>('SELECT body FROM appointments')
  return new Map(rows.map(({ body }) => [body.id, body]))
}
async function logAtCentral() {
  const { rows } = await central.pool.query<{ id: string; device_seq: string; status: string }>(
    'SELECT id, device_seq, status FROM office_events ORDER BY revision',
  )
  return rows
}
/** Every record of the office is the central system's, and nothing waits. */
async function expectAgreement(office: JoinedOffice) {
  await office.sync.syncNow()
  const there = await atCentral()
  for (const { id } of office.rows()) {
    expect(office.store.appointments.get(id)?.appointment).toEqual(there.get(id))
  }
  expect(office.store.events.counts().queued).toBe(0)
}

describe('an office and the central system', () => {
  it('a day’s list arrives, visits are worked, both sides hold the same', async () => {
    const office = await joinOffice()
    expect(office.rows().length).toBeGreaterThan(100)
    expect(office.sync.status()).toMatchObject({ connection: 'online', problem: null })
    const { reception, documents, supervisor } = await names(office)
    const here = office
      .rows()
      .filter(({ state }) => state === 'booked')
      .slice(0, 12)
    for (const [index, { id }] of here.entries()) {
      office.visits.checkIn(reception, id, null)
      const { items } = office.visits.get(id)
      for (const { key } of items) {
        const failed = index % 4 === 0 && key === 'birth_certificate_original'
        const missing = office.store.appointments.get(id)?.appointment.applicant.landline === null
        if (failed || (missing && key === 'landline_phone')) {
          const reasonCode = items.find((item) => item.key === key)?.failReasons[0]?.code ?? null
          office.documents.decide(documents, {
            appointmentId: id,
            item: key,
            verdict: 'failed',
            reasonCode,
            note: null,
          })
        } else {
          office.documents.decide(documents, {
            appointmentId: id,
            item: key,
            verdict: 'accepted',
            reasonCode: null,
            note: null,
          })
        }
      }
      const { appointment } = office.documents.conclude(documents, id)
      if (appointment.state === 'documents_complete') office.visits.serve(documents, id)
      else office.visits.recordReturn(reception, id)
    }
    const noShow = office.rows().find(({ state, slot }) => state === 'booked' && slot < '09:30')
    office.visits.markNoShow(supervisor, noShow?.id ?? '')
    const written = office.store.events.head().seq
    expect(written).toBeGreaterThan(80)
    await office.settled()
    const log = await logAtCentral()
    expect(log.map(({ device_seq }) => Number(device_seq))).toEqual(
      Array.from({ length: written }, (_, i) => i + 1),
    )
    expect(new Set(log.map(({ status }) => status))).toEqual(new Set(['applied']))
    await expectAgreement(office)
    for (const { id } of here) expect(office.store.appointments.get(id)?.sync).toBe('sent')
  })

  it('what a citizen does elsewhere is news within moments', async () => {
    const office = await joinOffice()
    const target = office.rows().find(({ state }) => state === 'booked')
    const id = target?.id ?? ''
    await fetch(`${central.url}/demo/appointments/${id}/cancel`, { method: 'POST' })
    await until(() => office.store.appointments.get(id)?.appointment.state === 'cancelled')
    expect(office.store.events.historyOf(id)).toMatchObject([
      { type: 'cancelled', sync: 'sent', actor: { kind: 'central' } },
    ])
    await expectAgreement(office)
  })

  it('an arrival beats the cancellation that the office had not seen', async () => {
    const office = await joinOffice()
    const { reception } = await names(office)
    await office.sync.stop()
    const id = office.rows().find(({ state }) => state === 'booked')?.id ?? ''
    await fetch(`${central.url}/demo/appointments/${id}/cancel`, { method: 'POST' })
    office.visits.checkIn(reception, id, null)
    const again = createSync({
      store: office.store,
      live: { publish: () => {} },
      clock: clockFrom(testInstant),
    })
    again.start()
    await office.settled()
    await again.syncNow()
    await again.stop()
    expect(office.store.appointments.get(id)).toMatchObject({
      sync: 'sent',
      appointment: { state: 'arrived' },
    })
    expect((await atCentral()).get(id)).toEqual(office.store.appointments.get(id)?.appointment)
  })

  it('two devices of one office: the first check-in holds, the second lies in the tray and is withdrawn', async () => {
    const [one, two] = [await joinOffice(), await joinOffice()]
    const { reception, supervisor } = await names(one)
    const id = one.rows().find(({ state }) => state === 'booked')?.id ?? ''
    await two.sync.stop()
    one.visits.checkIn(reception, id, null)
    await one.settled()
    two.visits.checkIn(reception, id, null)
    const again = createSync({ store: two.store, live: { publish: () => {} }, clock: clockFrom(testInstant) })
    again.start()
    await two.settled()
    await again.syncNow()
    expect(two.tray.list()).toMatchObject([
      { appointmentId: id, code: 'already_checked_in', state: 'arrived', successors: 0 },
    ])
    expect(two.store.appointments.get(id)?.sync).toBe('attention')
    const [entry] = two.tray.list()
    two.tray.withdraw(supervisor, entry?.event.eventId ?? '', 'the other desk was first')
    expect(two.store.appointments.get(id)).toMatchObject({ sync: 'sent' })
    // Each device tells the whole history: its own and the other's.
    expect(
      two.store.events
        .historyOf(id)
        .map(({ sync }) => sync)
        .sort(),
    ).toEqual(['sent', 'withdrawn'])
    await again.stop()
    await expectAgreement(one)
  })

  it('a device whose clock is hours wrong goes by the central system’s time', async () => {
    const office = await joinOffice('2026-11-22T15:00:00.000Z')
    const { supervisor } = await names(office)
    expect(office.sync.status().clockOffsetMs).toBeLessThan(-8 * 3_600_000)
    expect(() => office.days.close(supervisor, today)).toThrow(/too_early/)
  })
})
