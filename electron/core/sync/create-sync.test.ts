import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { centralDeviceId } from '#shared/domain/event.ts'
import type { CentralDouble } from '#tests/support/central-double.ts'
import { activationCode, startCentralDouble } from '#tests/support/central-double.ts'
import {
  appointment,
  central as centralActor,
  checkedIn,
  day,
  decided,
  event,
  nextId,
} from '#tests/support/domain-fixtures.ts'
import { seedAppointment, seedOffice, seedUsers } from '#tests/support/seed-store.ts'
import type { SyncedOffice } from '#tests/support/synced-office.ts'
import { openSyncedOffice, until } from '#tests/support/synced-office.ts'

let central: CentralDouble
let office: SyncedOffice
const ids = Array.from({ length: 5 }, (_, index) => seedAppointment(index).id)
const [first = '', second = ''] = ids

beforeEach(async () => {
  central = await startCentralDouble()
  for (let index = 0; index < 5; index += 1) central.putAppointment(seedAppointment(index))
  office = openSyncedOffice(central)
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
const decide = (appointmentId: string, item = 'birth_certificate_original') =>
  office.act(decided(item, 'accepted', { appointmentId }))
const cancelled = (appointmentId: string) =>
  event(
    'cancelled',
    { by: 'citizen', reason: null },
    { appointmentId, deviceId: centralDeviceId, actor: centralActor },
  )
const shown = (id: string) => office.store.appointments.get(id)
const state = (id: string) => shown(id)?.appointment.state
const pushes = () => central.requests.filter(({ path }) => path === '/v1/office/events')
/** Both sides hold the same, apart from what only one of them needs. */
function expectAgreement() {
  for (const [id, row] of central.appointments) expect(shown(id)).toEqual({ appointment: row, sync: 'sent' })
}

describe('activation', () => {
  it('makes the device known and brings the office', async () => {
    expect(office.status()).toMatchObject({ connection: 'offline', problem: 'not_activated' })
    office.sync.start()
    expect(await office.sync.activate(`${central.url}/`, activationCode)).toEqual({
      officeName: seedOffice.name,
    })
    await until(() => office.status().lastSyncAt)
    expect(office.store.office.get()).toEqual(seedOffice)
    expect(office.store.users.byUsername('masoul')).toEqual(seedUsers.masoul)
    expect(
      office.store.appointments
        .listDay(day)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...ids].sort())
    expect(office.status()).toMatchObject({ connection: 'online', problem: null, queued: 0, parked: 0 })
    expectAgreement()
  })
  it('tells a wrong code from a central system that is not there', async () => {
    await expect(office.sync.activate(central.url, 'WRONG-CODE')).rejects.toMatchObject({
      code: 'activation_code_invalid',
    })
    for (const address of ['http://127.0.0.1:1', 'nonsense', 'http://central.example', 'ftp://127.0.0.1']) {
      await expect(office.sync.activate(address, activationCode)).rejects.toMatchObject({
        code: 'central_unreachable',
      })
    }
    central.next('/v1/devices/activate', {
      answer: { status: 200, body: '<html>Sign in to the network</html>' },
    })
    await expect(office.sync.activate(central.url, activationCode)).rejects.toMatchObject({
      code: 'central_unreachable',
    })
    expect(office.store.settings.get('device')).toBeUndefined()
  })
  it('whose answer was lost is repeated with the same key, also after a restart', async () => {
    central.next('/v1/devices/activate', { loseAnswer: true })
    await expect(office.sync.activate(central.url, activationCode)).rejects.toThrow()
    const key = office.store.settings.get('pendingKey')
    await office.restart()
    await office.sync.activate(central.url, activationCode)
    expect(office.store.settings.get('device')?.privateKey).toEqual(key)
    expect(office.store.settings.get('pendingKey')).toBeUndefined()
  })
})

describe('push and pull', () => {
  beforeEach(() => office.join())

  it('an act is sent at once, and its record is marked as sent', async () => {
    const recorded = checkIn(first)
    expect(shown(first)?.sync).toBe('queued')
    expect(office.status().queued).toBe(1)
    await office.settled()
    await until(() => shown(first)?.sync === 'sent')
    expect(central.log.map(({ id }) => id)).toEqual([recorded.id])
    await office.sync.syncNow()
    expectAgreement()
    // Nothing is left of the two versions.
    expect(office.store.events.unconfirmedOf([first])).toEqual(new Map())
  })

  it('several acts on one record arrive in order', async () => {
    const recorded = [checkIn(first), decide(first), decide(first, 'postal_code')]
    await office.settled()
    expect(central.log.map(({ id }) => id)).toEqual(recorded.map(({ id }) => id))
    await office.sync.syncNow()
    expectAgreement()
  })

  it('news brings a change of the central side within a moment', async () => {
    await until(() => central.streams.size === 1)
    office.notices.length = 0
    central.act(cancelled(first))
    central.announce()
    await until(() => state(first) === 'cancelled')
    expect(office.notices).toContainEqual({
      kind: 'appointments',
      origin: 'central',
      userId: null,
      rows: [expect.objectContaining({ id: first, state: 'cancelled', sync: 'sent' })],
    })
    expect(office.store.events.historyOf(first).map(({ type, sync }) => [type, sync])).toEqual([
      ['cancelled', 'sent'],
    ])
  })

  it('an own act that comes back is no news for the screens', async () => {
    checkIn(first)
    await office.settled()
    office.notices.length = 0
    await office.sync.syncNow()
    expect(shown(first)?.appointment.revision).toBe(central.appointments.get(first)?.revision)
    expect(office.notices.filter(({ kind }) => kind !== 'sync')).toEqual([])
  })

  it('people, the office and days come the same way; what went to another office goes', async () => {
    central.putUser({ ...seedUsers.paziresh, active: false })
    central.putOffice({ ...seedOffice, name: 'دفتر نو' })
    central.moveAway(second)
    const { looks } = office
    await office.sync.syncNow()
    // Its limits may have come with it.
    expect(office.looks).toBeGreaterThan(looks)
    expect(office.store.users.get(seedUsers.paziresh.id)?.active).toBe(false)
    expect(office.store.office.get()?.name).toBe('دفتر نو')
    expect(shown(second)).toBeUndefined()
    expect(office.notices).toContainEqual({ kind: 'reload' })
    expect(office.notices).toContainEqual({ kind: 'office', office: { ...seedOffice, name: 'دفتر نو' } })
  })

  it('more than a page is pulled page by page', async () => {
    for (let index = 0; index < 2300; index += 1) {
      central.putAppointment(
        seedAppointment(index % 400, `2026-12-${String(1 + Math.floor(index / 400)).padStart(2, '0')}`),
      )
    }
    const before = central.requests.length
    await office.sync.syncNow()
    expectAgreement()
    const pulls = central.requests.slice(before).filter(({ path }) => path === '/v1/office/changes')
    expect(pulls.length).toBeGreaterThanOrEqual(3)
  })

  it('a long queue goes out in batches of 500, two on their way at once, compressed, and in order', async () => {
    await office.sync.stop()
    const many = Array.from({ length: 600 }, (_, index) => seedAppointment(index))
    office.store.transaction(() =>
      office.store.appointments.putFromServer(many.map((row) => ({ server: row, shown: row }))),
    )
    for (const row of many) if (!central.appointments.has(row.id)) central.putAppointment(row)
    for (const { id } of many) {
      checkIn(id)
      decide(id)
    }
    // The first batch is slow: the second overtakes it, and is told which number is expected.
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    central.next('/v1/office/events', { after: held, ofSeq: 1 })
    await office.restart()
    await until(() => pushes().length === 2)
    expect(pushes()).toEqual(Array(2).fill(expect.objectContaining({ events: 500, encoding: 'gzip' })))
    expect(central.log).toHaveLength(0)
    release()
    await office.settled()
    expect(office.status()).toMatchObject({ queued: 0, parked: 0, connection: 'online' })
    expect(central.log.map(({ deviceSeq }) => deviceSeq)).toEqual(
      Array.from({ length: 1200 }, (_, i) => i + 1),
    )
    await office.sync.syncNow()
    expectAgreement()
  }, 30_000)
})

describe('conflicts', () => {
  beforeEach(() => office.join())

  it('an arrival beats a cancellation that the office had not seen', async () => {
    central.act(cancelled(first))
    checkIn(first)
    await office.settled()
    await office.sync.syncNow()
    expect(state(first)).toBe('arrived')
    expectAgreement()
  })

  it('a pending act stays on top of what is pulled', async () => {
    // Waits as long as it may after a failure, so that the act is pending for a while.
    await office.close()
    office = openSyncedOffice(central, { random: () => 1 })
    await office.join()
    central.next('/v1/office/events', { answer: { status: 500 } })
    checkIn(first)
    await until(() => office.status().problem === 'server_error')
    const row = central.appointments.get(first) ?? appointment()
    central.putAppointment({ ...row, applicant: { ...row.applicant, mobile: '09355083595' } })
    await office.sync.syncNow()
    expect(shown(first)?.appointment).toMatchObject({
      state: 'arrived',
      applicant: { mobile: '09355083595' },
    })
  })

  it('a refused act is parked, with its successors; the record is the central system’s again', async () => {
    // The central system let somebody else check in; the office did not know.
    const row = central.appointments.get(first) ?? appointment()
    const other = { deviceId: nextId(), appointmentId: first, payload: { queueNumber: 900, reason: null } }
    central.act(checkedIn({ ...other, baseRevision: row.revision }))
    const [a, b] = [checkIn(first), decide(first)]
    const untouched = checkIn(second)
    await office.settled()
    expect(office.store.events.parked().map(({ event: { id }, code }) => [id, code])).toEqual([
      [a.id, 'already_checked_in'],
      [b.id, 'predecessor_rejected'],
    ])
    expect(office.status().parked).toBe(2)
    expect(office.store.events.get(untouched.id)?.status).toBe('applied')
    await office.sync.syncNow()
    expect(shown(first)).toEqual({ appointment: central.appointments.get(first), sync: 'attention' })
    expect(shown(first)?.appointment.queueNumber).toBe(900)
  })

  it('a refusal is told before the row comes', async () => {
    central.moveAway(first)
    central.next('/v1/office/changes', ...Array.from({ length: 20 }, () => ({ answer: { status: 500 } })))
    checkIn(first)
    await office.settled()
    expect(shown(first)).toMatchObject({
      appointment: { state: 'booked', queueNumber: null },
      sync: 'attention',
    })
    expect(office.notices).toContainEqual(
      expect.objectContaining({
        rows: [expect.objectContaining({ id: first, state: 'booked', sync: 'attention' })],
      }),
    )
  })
})

describe('a restart', () => {
  beforeEach(() => office.join())

  it('in the middle of a queue sends every event exactly once, in order', async () => {
    await central.disconnect()
    for (const id of ids) {
      checkIn(id)
      decide(id)
    }
    await office.restart()
    expect(office.status()).toMatchObject({ queued: 10 })
    await central.reconnect()
    await office.sync.syncNow()
    expect(central.log.map(({ deviceSeq }) => deviceSeq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expectAgreement()
  })

  it.each(['after_commit_before_send', 'sent_reply_lost', 'reply_before_ack'] as const)(
    'after a crash at %s loses nothing and sends nothing twice',
    async (point) => {
      let crashed = 0
      office.setFault((at) => {
        if (at !== point) return
        crashed += 1
        throw new Error('crash')
      })
      const recorded = checkIn(first)
      await until(() => crashed > 0)
      await office.sync.stop()
      office.setFault(() => {})
      expect(office.store.events.get(recorded.id)?.status).toBe('queued')
      expect(central.log.length).toBe(point === 'after_commit_before_send' ? 0 : 1)
      await office.restart()
      await office.sync.syncNow()
      expect(central.log.map(({ id }) => id)).toEqual([recorded.id])
      expect(office.status().queued).toBe(0)
      await office.sync.syncNow()
      expectAgreement()
    },
  )

  it('after a crash in the middle of a page has the page from the start', async () => {
    const cursor = office.store.settings.get('cursor')
    central.act(cancelled(first))
    office.setFault((at) => {
      if (at === 'mid_page') throw new Error('crash')
    })
    await office.sync.syncNow()
    expect(office.store.settings.get('cursor')).toBe(cursor)
    expect(state(first)).toBe('booked')
    office.setFault(() => {})
    await office.restart()
    await until(() => state(first) === 'cancelled')
    expectAgreement()
  })
})
