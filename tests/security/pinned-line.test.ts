import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLive } from '#core/live.ts'
import type { UserActor } from '#core/services/office-context.ts'
import { createVisitService } from '#core/services/visit.ts'
import { createSync } from '#core/sync/create-sync.ts'
import { clockFrom } from '#shared/clock.ts'
import { testCertificate } from '#tests/support/certificate.ts'
import { startTestCentral, type TestCentral, testInstant } from '#tests/support/postgres.ts'
import { openTestStore } from '#tests/support/test-store.ts'

/**
 * An office and its central system over real TLS, and somebody in the network between them who shows a certificate of
 * their own: both central systems are real, the second is the impostor's.
 */
const today = '2026-11-22'
const certificate = testCertificate()
let central: TestCentral
let impostor: TestCentral
let network: Server
let address: string
let leadsTo: () => TestCentral
const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 30_000 })

beforeAll(async () => {
  central = await startTestCentral({ seed: 'demo', tls: certificate })
  impostor = await startTestCentral({ seed: 'demo', tls: testCertificate() })
  leadsTo = () => central
  network = createServer((near) => {
    const far = connect(Number(new URL(leadsTo().url).port), '127.0.0.1')
    for (const socket of [near, far]) {
      socket.on('error', () => undefined)
      socket.on('close', () => {
        near.destroy()
        far.destroy()
      })
      open.add(socket)
    }
    near.pipe(far).pipe(near)
  })
  network.listen(0, '127.0.0.1')
  await once(network, 'listening')
  address = `https://127.0.0.1:${(network.address() as AddressInfo).port}`
})
const open = new Set<ReturnType<typeof connect>>()
afterAll(async () => {
  cut()
  network?.close()
  await central?.close()
  await impostor?.close()
})
function cut() {
  for (const socket of open) socket.destroy()
  open.clear()
}

async function openOffice() {
  const clock = clockFrom(testInstant)
  const test = openTestStore(clock)
  const sync = createSync({ store: test.store, live: { publish: () => {} }, clock, random: () => 0.01 })
  const visits = createVisitService({ store: test.store, clock, live: createLive(), sync })
  sync.start()
  return {
    ...test,
    sync,
    visits,
    stop: async () => {
      await sync.stop()
      test.close()
    },
  }
}
const eventsAt = async ({ pool }: TestCentral) =>
  (await pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM office_events`)).rows[0]?.count

test('an office with a pin works with its central system and sends nothing to anybody else', async () => {
  const office = await openOffice()
  try {
    await office.sync.activate(`${address}#sha256=${certificate.pin}`, central.demo?.activationCode ?? '')
    await eventually(() => office.store.settings.get('dataAsOf')).toBeTruthy()
    await eventually(() => office.sync.status().connection).toBe('online')
    const user = office.store.users.byUsername('paziresh')
    if (!user) throw new Error('nobody is at the reception')
    const actor: UserActor = {
      kind: 'user',
      userId: user.id,
      displayName: user.displayName,
      roles: user.roles,
    }
    const [first, second] = office.store.appointments.listDay(today).filter(({ state }) => state === 'booked')
    office.visits.checkIn(actor, first?.id ?? '', null)
    await eventually(() => office.store.events.counts().queued).toBe(0)
    const before = await eventsAt(impostor)

    leadsTo = () => impostor
    cut()
    office.visits.checkIn(actor, second?.id ?? '', null)
    for (let attempt = 0; attempt < 3; attempt += 1) await office.sync.syncNow()
    await eventually(() => office.sync.status()).toMatchObject({
      connection: 'offline',
      problem: 'certificate_refused',
      queued: 1,
    })
    expect(await eventsAt(impostor)).toBe(before)

    leadsTo = () => central
    cut()
    await office.sync.syncNow()
    await eventually(() => office.store.events.counts().queued).toBe(0)
    await eventually(() => office.sync.status()).toMatchObject({ connection: 'online', problem: null })
  } finally {
    leadsTo = () => central
    await office.stop()
  }
})

test.each([
  ['with the pin of another key', () => `${address}#sha256=${testCertificate().pin}`],
  ['without a pin, and nobody vouches for the certificate', () => address],
])('a device is not activated %s, and its code is not spent', async (_what, given) => {
  const office = await openOffice()
  const answer = await fetch(new URL('/healthz', address)).catch(() => null)
  expect(answer).toBeNull()
  try {
    const { rows } = await central.pool.query<{ count: number }>('SELECT count(*)::int AS count FROM devices')
    await expect(office.sync.activate(given(), 'ABCD-EFGH-JKLM')).rejects.toMatchObject({
      code: 'certificate_refused',
    })
    expect(office.store.settings.get('device')).toBeUndefined()
    expect((await central.pool.query('SELECT count(*)::int AS count FROM devices')).rows).toEqual(rows)
  } finally {
    await office.stop()
  }
})
