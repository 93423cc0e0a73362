import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CentralDouble, Mishap } from '#tests/support/central-double.ts'
import { startCentralDouble } from '#tests/support/central-double.ts'
import { checkedIn, decided } from '#tests/support/domain-fixtures.ts'
import { seedAppointment, seedUsers } from '#tests/support/seed-store.ts'
import type { SyncedOffice } from '#tests/support/synced-office.ts'
import { openSyncedOffice, until } from '#tests/support/synced-office.ts'

let central: CentralDouble
let office: SyncedOffice
/** What is added to the central system's clock, and to the office's, ms. */
let [serverAhead, officeAhead] = [0, 0]
/** How much of the longest pause is waited after a failure, from 0 to 1. */
let jitter = 0
const ids = Array.from({ length: 5 }, (_, index) => seedAppointment(index).id)
const [first = ''] = ids

beforeEach(async () => {
  ;[serverAhead, officeAhead, jitter] = [0, 0, 0]
  central = await startCentralDouble({ clock: () => new Date(Date.now() + serverAhead) })
  for (let index = 0; index < 5; index += 1) central.putAppointment(seedAppointment(index))
  office = openSyncedOffice(central, {
    now: () => new Date(Date.now() + officeAhead),
    random: () => jitter,
  })
})
afterEach(async () => {
  await office.close()
  await central.close()
})

let queueNumber = 0
function checkIn(appointmentId: string) {
  queueNumber += 1
  return office.act(checkedIn({ appointmentId, payload: { queueNumber, reason: null } }))
}
const answer = (status: number, headers: Record<string, string> = {}, body = ''): Mishap => ({
  answer: { status, headers, body },
})
const problem = (status: number, code: string): Mishap =>
  answer(
    status,
    { 'content-type': 'application/problem+json' },
    JSON.stringify({ type: 'x', title: 'x', status, code }),
  )
const page = answer(200, { 'content-type': 'text/html' }, '<html>Please accept our terms</html>')
const count = (path: string) => central.requests.filter((request) => request.path === path).length
const events = '/v1/office/events'
const changes = '/v1/office/changes'

describe('the line', () => {
  beforeEach(() => office.join())

  it.each([
    ['a hotel’s page instead of an answer', page, 'answer_malformed'],
    ['a redirection', answer(302, { location: 'http://example.invalid/login' }), 'answer_malformed'],
    ['somebody else’s refusal', answer(403, {}, 'blocked by the firewall'), 'answer_malformed'],
    ['an answer of another form', answer(200, {}, '{"results":"none"}'), 'answer_malformed'],
    ['a failure of the server', answer(502), 'server_error'],
  ])('%s is told, and the events go out later, once', async (_, mishap, code) => {
    jitter = 0.999
    central.next(events, mishap)
    const recorded = checkIn(first)
    await until(() => office.status().problem === code)
    expect(office.status()).toMatchObject({ connection: 'offline', queued: 1 })
    await office.settled()
    expect(central.log.map(({ id }) => id)).toEqual([recorded.id])
    await until(() => office.status().connection === 'online')
    expect(office.status().problem).toBeNull()
  })

  it.each([
    ['the request', { loseRequest: true } as Mishap],
    ['the answer', { loseAnswer: true } as Mishap],
  ])('that breaks and loses %s: the event arrives once', async (_, mishap) => {
    central.next(events, mishap)
    const recorded = checkIn(first)
    await office.settled()
    expect(count(events)).toBe(2)
    expect(central.log.map(({ id }) => id)).toEqual([recorded.id])
    expect(office.store.appointments.get(first)?.sync).toBe('sent')
  })

  it('that is dead makes the office say so, until it is back', async () => {
    await central.disconnect()
    await office.sync.syncNow()
    expect(office.status()).toMatchObject({ connection: 'offline', problem: 'network' })
    checkIn(first)
    await central.reconnect()
    await until(() => office.status().connection === 'online')
    await office.settled()
    await until(() => central.streams.size === 1)
  })

  it('the news stream is opened again when it ends', async () => {
    await until(() => central.streams.size === 1)
    central.endStreams()
    await until(() => count('/v1/office/changes/stream') >= 2 && central.streams.size === 1)
  })

  it('a page that does not fit the contract moves nothing and is told', async () => {
    const cursor = office.store.settings.get('cursor')
    const bad = {
      changes: [{ entity: 'appointment', revision: 99, data: { id: first } }],
      cursor: 'x',
      more: false,
    }
    const body = JSON.stringify({ ...bad, serverTime: new Date().toISOString() })
    central.next(changes, answer(200, { 'content-type': 'application/json' }, body))
    await office.sync.syncNow()
    expect(office.store.settings.get('cursor')).toBe(cursor)
    await office.sync.syncNow()
    expect(office.status().problem).toBeNull()
  })

  it('a row that breaks the rules of the database moves nothing and is told', async () => {
    central.putAppointment({ ...seedAppointment(0), state: 'arrived' })
    await office.sync.syncNow()
    expect(office.status().problem).toBe('constraint_violated')
    expect(office.store.appointments.get(first)?.appointment.state).toBe('booked')
  })
})

describe('a token', () => {
  beforeEach(() => office.join())

  it('that is no longer taken is replaced once, unnoticed', async () => {
    const before = count('/v1/token')
    central.forgetTokens()
    checkIn(first)
    await office.settled()
    expect(count('/v1/token')).toBeGreaterThan(before)
    expect(office.status().problem).toBeNull()
  })

  it('a device that is put out of service is told so, and asked for no more than the pauses allow', async () => {
    await office.sync.stop()
    const before = central.requests.length
    central.forgetTokens()
    central.next('/v1/token', ...Array.from({ length: 50 }, () => problem(401, 'INVALID_CLIENT')))
    jitter = 0.999
    await office.restart()
    await until(() => office.status().problem === 'unauthorized')
    expect(office.status().connection).toBe('offline')
    expect(central.requests.length - before).toBeLessThan(10)
  })
})

describe('the clocks', () => {
  it('are compared, and the difference is kept', async () => {
    serverAhead = 90_000
    await office.join()
    expect(office.status().clockOffsetMs).toBeGreaterThan(88_000)
    expect(office.status().clockOffsetMs).toBeLessThan(91_000)
    const before = office.status().clockOffsetMs
    await office.sync.syncNow()
    expect(Math.abs(office.status().clockOffsetMs - before)).toBeLessThan(200)
    await office.restart()
    expect(office.status().clockOffsetMs).toBeGreaterThan(88_000)
  })
  it('being hours apart does not lock the office out', async () => {
    officeAhead = -5 * 3_600_000
    await office.join()
    expect(office.status().clockOffsetMs).toBeGreaterThan(4.9 * 3_600_000)
  })
})

describe('the central system’s wishes', () => {
  beforeEach(() => office.join())

  it.each([
    ['429', answer(429, { 'retry-after': '1' })],
    ['503', answer(503, { 'retry-after': '1' })],
  ])('Retry-After with %s is waited for', async (_, mishap) => {
    central.next(events, mishap)
    const from = performance.now()
    checkIn(first)
    await until(() => office.status().problem === 'rate_limited')
    await office.settled()
    expect(performance.now() - from).toBeGreaterThan(950)
    expect(central.log).toHaveLength(1)
  })

  it('what was never seen after a restored backup is sent again, and everything is pulled anew', async () => {
    for (const id of ids) checkIn(id)
    await office.settled()
    await office.sync.syncNow()
    // The backup is from before the last three, knows one appointment less, and has lost a person.
    const old = seedAppointment(3)
    central.restoreBackup(3)
    central.putAppointment(seedAppointment(2))
    central.putAppointment(old)
    central.forget(ids[4] ?? '')
    office.act(decided('birth_certificate_original', 'accepted', { appointmentId: first }))
    await until(() => central.log.length === 6)
    await until(() => office.store.settings.get('pullRoundComplete'))
    await office.sync.syncNow()
    expect(central.log.map(({ deviceSeq }) => deviceSeq)).toEqual([1, 2, 3, 4, 5, 6])
    expect(office.store.appointments.get(ids[4] ?? '')).toBeUndefined()
    expect(office.store.appointments.get(old.id)?.appointment.state).toBe('arrived')
    expect(office.store.users.get(seedUsers.masoul.id)?.active).toBe(true)
    expect(office.status()).toMatchObject({ queued: 0, problem: null })
    // The one whose appointment is unknown now lies in the tray.
    expect(office.store.events.parked().map(({ code }) => code)).toEqual(['appointment_unknown'])
  })
})

describe('a signature that is not taken', () => {
  beforeEach(() => office.join())

  it('for good, since another key is known there: told, nothing is dropped, and a clerk works on', async () => {
    jitter = 0.999
    central.changeKey()
    const recorded = checkIn(first)
    await until(() => office.status().problem === 'signature_refused')
    const others = ids.slice(1).map((id) => checkIn(id))
    await office.sync.syncNow()
    expect(office.status()).toMatchObject({ connection: 'online', queued: 5, problem: 'signature_refused' })
    expect(office.store.events.queued(10, 0).map(({ id }) => id)).toEqual(
      [recorded, ...others].map(({ id }) => id),
    )
    expect(office.store.events.parked()).toEqual([])
    expect(central.log).toEqual([])
  })

  it('once, for an event that was changed on its way: it goes out as it was written', async () => {
    await office.sync.stop()
    const written = ids.slice(0, 4).map((id) => checkIn(id))
    central.changeOnTheWay((event) =>
      event.deviceSeq === 2 ? { ...event, deviceTime: '2026-11-22T05:00:00.000Z' } : event,
    )
    await office.restart()
    await until(() => office.status().problem === 'signature_refused')
    expect(central.log.map(({ deviceSeq }) => deviceSeq)).toEqual([1])
    central.changeOnTheWay((event) => event)
    await office.settled()
    expect(central.log).toEqual(written)
    await until(() => office.status().problem === null)
  })
})

describe('a batch that is refused as a whole', () => {
  beforeEach(() => office.join())
  const queueFour = async () => {
    await office.sync.stop()
    for (const id of ids.slice(0, 4)) checkIn(id)
  }

  it('because it is too large goes out in parts', async () => {
    await queueFour()
    central.next(events, problem(413, 'PAYLOAD_TOO_LARGE'))
    await office.restart()
    await office.settled()
    const sizes = central.requests.filter(({ path }) => path === events).map((request) => request.events)
    expect(sizes.slice(0, 2)).toEqual([4, 2])
    expect(central.log).toHaveLength(4)
  })

  it('is halved until the events before the offending one are through; that one is told, not retried in a loop', async () => {
    jitter = 0.999
    await queueFour()
    central.refuseEventsWith((event) => event.deviceSeq === 3)
    await office.restart()
    await until(() => office.status().problem === 'request_refused')
    expect(central.log.map(({ deviceSeq }) => deviceSeq)).toEqual([1, 2])
    expect(office.status()).toMatchObject({ connection: 'online', queued: 2, problem: 'request_refused' })
    const before = central.requests.filter(({ path }) => path === events).length
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(central.requests.filter(({ path }) => path === events).length - before).toBeLessThanOrEqual(1)
  })
})
