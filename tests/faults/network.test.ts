import { afterAll, beforeAll, expect, it } from 'vitest'
import { randomFrom } from '#central/demo/random.ts'
import { createLive } from '#core/live.ts'
import { createDocumentsService } from '#core/services/documents.ts'
import { actorOf } from '#core/services/office-context.ts'
import { createVisitService } from '#core/services/visit.ts'
import { createSync } from '#core/sync/create-sync.ts'
import { clockFrom } from '#shared/clock.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { OfficeEvent } from '#shared/domain/event.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { startTestCentral, type TestCentral, testInstant } from '#tests/support/postgres.ts'
import { until } from '#tests/support/synced-office.ts'
import { openTestStore } from '#tests/support/test-store.ts'
import { type FaultProxy, type ProxyFault, startFaultProxy } from './fault-proxy.ts'
import { form, tell } from './form.ts'
import { expectWholeChain } from './simulation/invariants.ts'

/** A real office core and a real central system, and a proxy between them that does what networks do. */

const today = tehranDateOf(testInstant)
const patience = 60_000
let central: TestCentral
let proxy: FaultProxy
let office: Awaited<ReturnType<typeof openOffice>>
const told: string[] = []
let survived = 0

async function openOffice(address: string) {
  const clock = clockFrom(testInstant)
  const test = openTestStore(clock)
  const { store } = test
  const sync = createSync({ store, live: { publish: () => {} }, clock, random: () => 0.01 })
  const context = { store, clock, live: createLive(), sync }
  sync.start()
  await sync.activate(address, central.demo?.activationCode ?? '')
  await until(() => store.settings.get('dataAsOf'), 'the first pull', patience)
  const somebody = (username: string) => {
    const user = store.users.byUsername(username)
    if (!user) throw new Error(`there is no ${username}`)
    return actorOf(user)
  }
  return {
    store,
    sync,
    visits: createVisitService(context),
    documents: createDocumentsService(context),
    receptionist: somebody('paziresh'),
    documentsClerk: somebody('madarek'),
    async close() {
      await sync.stop()
      test.close()
    },
  }
}

beforeAll(async () => {
  central = await startTestCentral({ seed: 'demo', limits: 'off' })
  proxy = await startFaultProxy(central.url, randomFrom(form.seed))
  office = await openOffice(proxy.address)
}, 120_000)
afterAll(async () => {
  await office?.close()
  await proxy?.close()
  await central?.close()
  tell('network', `${survived} faults survived, ${told.length} check-ins confirmed, 0 lost, none twice`)
})

/** The office works on, whatever the network does. */
function workOn(visits: number): void {
  const booked = office.store.appointments.listDay(today).filter(({ state }) => state === 'booked')
  for (const { id } of booked.slice(0, visits)) {
    office.visits.checkIn(office.receptionist, id, null)
    told.push(id)
    for (const item of ['birth_certificate_original', 'residence_address']) {
      office.documents.decide(office.documentsClerk, {
        appointmentId: id,
        item,
        verdict: 'accepted',
        reasonCode: null,
        note: null,
      })
    }
  }
}
/** Somebody cancels at the central side meanwhile; gives which appointment that is. */
async function cancelOne(): Promise<string> {
  const booked = office.store.appointments.listDay(today).filter(({ state }) => state === 'booked')
  const id = booked.at(-1)?.id ?? ''
  await fetch(`${central.url}/demo/appointments/${id}/cancel`, { method: 'POST' })
  return id
}
const stateOf = (id: string) => office.store.appointments.get(id)?.appointment.state

async function expectEverythingOnce(): Promise<void> {
  await until(() => office.store.events.counts().queued === 0, 'everything answered', patience)
  const { rows } = await central.pool.query<{ body: OfficeEvent; status: string }>(
    `SELECT body, status FROM office_events WHERE device_id = $1 ORDER BY device_seq`,
    [office.store.settings.get('device')?.deviceId],
  )
  expect(rows.length).toBe(office.store.events.head().seq)
  expect(rows.filter(({ status }) => status !== 'applied')).toEqual([])
  expectWholeChain(
    'what the central system has',
    rows.map(({ body }) => body),
  )
  const arrived = rows.flatMap(({ body }) => (body.type === 'checked_in' ? [body.appointmentId] : []))
  expect(arrived).toEqual(told)
  const there = await central.pool.query<{ body: Appointment }>(
    'SELECT body FROM appointments WHERE office_id = $1 AND date = $2',
    [office.store.office.get()?.id, today],
  )
  const expected = there.rows.map(({ body }) => body)
  const here = async () => {
    // The one under way may still be on a connection that ended with the fault: it is asked again until it came through.
    await office.sync.syncNow()
    return expected.map(({ id }) => office.store.appointments.get(id)?.appointment)
  }
  await expect.poll(here, { timeout: patience }).toEqual(expected)
}

const faults: [ProxyFault, string | null][] = [
  ['delay', null],
  ['reset_in_request', 'network'],
  ['cut_reply', null],
  ['delivered_twice', null],
  ['server_errors', 'server_error'],
  ['captive_portal', 'answer_malformed'],
  ['no_tls', null],
  ['wrong_certificate', 'certificate_refused'],
]
const rounds = Array.from({ length: form.full ? 5 : 1 }, () => faults).flat()

it.each(rounds)(
  '%s: everything arrives once when it is over',
  async (fault, problem) => {
    proxy.set(fault)
    const cursor = office.store.settings.get('cursor')
    workOn(form.full ? 2 : 4)
    const cancelled = await cancelOne()
    if (problem !== null) {
      await until(() => office.sync.status().problem === problem, `told as ${problem}`, patience)
    }
    await until(() => proxy.met >= 4, 'met four times', patience)
    if (problem === 'answer_malformed' || problem === 'certificate_refused') {
      // Nothing of it was taken for the central system's word.
      expect(office.store.settings.get('cursor')).toBe(cursor)
      expect(office.store.events.counts().queued).toBeGreaterThan(0)
      expect(stateOf(cancelled)).toBe('booked')
      expect(office.sync.status().connection).toBe('offline')
    }
    survived += proxy.met
    proxy.set('none')
    await expectEverythingOnce()
    await until(() => stateOf(cancelled) === 'cancelled', 'the cancellation is known', patience)
    await until(() => office.sync.status().problem === null, 'no problem left', patience)
  },
  180_000,
)
