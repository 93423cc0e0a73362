import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noticeJumps } from '#core/clock-jumps.ts'
import { createCondition } from '#core/condition/condition.ts'
import { createLive } from '#core/live.ts'
import { RefusedError } from '#core/services/failure.ts'
import { actorOf } from '#core/services/office-context.ts'
import { createVisitService } from '#core/services/visit.ts'
import { createSync } from '#core/sync/create-sync.ts'
import { occurredAt } from '#shared/domain/event.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { activationCode, type CentralDouble, startCentralDouble } from '#tests/support/central-double.ts'
import { escrowOnPaper } from '#tests/support/escrow-on-paper.ts'
import { seedAppointment, seedUsers } from '#tests/support/seed-store.ts'
import { until } from '#tests/support/synced-office.ts'
import { openTestStore } from '#tests/support/test-store.ts'

/**
 * The office's clock is wrong, or is set while it works; the central system's (a double) is right. Both stand still but
 * for what the test lets pass.
 */

const start = '2026-11-22T06:52:00.000Z'
const today = tehranDateOf(start)
const hour = 3_600_000
const clerk = actorOf(seedUsers.paziresh)
let now: number
/** How far the office's clock is ahead of the true time, ms. */
let ahead: number
let central: CentralDouble
let office: ReturnType<typeof openOffice>

/** As the core puts it together, with a clock and a machine that the test has in hand. */
function openOffice() {
  const deviceClock = { now: () => new Date(now + ahead) }
  const test = openTestStore(deviceClock)
  const { store } = test
  const clock = noticeJumps({ clock: deviceClock, store, log: () => {}, steady: () => now })
  const live = createLive()
  const sync = createSync({ store, live, clock, random: () => 0 })
  const condition = createCondition({
    store,
    clock,
    live,
    appVersion: '1.0.0',
    journal: { problem: null },
    backups: { failingSince: null },
    escrow: escrowOnPaper,
    freeBytes: () => null,
  })
  sync.start()
  return {
    store,
    sync,
    visits: createVisitService({ store, clock, live, sync }),
    /** What the banner of the frame tells of the clock. */
    banner: () => condition.get().find(({ code }) => code === 'clock_wrong'),
    async join() {
      await sync.activate(central.url, activationCode)
      await until(() => store.settings.get('dataAsOf'), 'the first pull', 30_000)
    },
    settled: () => until(() => store.events.counts().queued === 0, 'everything answered', 30_000),
    async close() {
      await sync.stop()
      test.close()
    },
  }
}
const idOf = (index: number) => seedAppointment(index, today).id
const arrivals = () =>
  central.log.flatMap((event) =>
    event.type === 'checked_in' ? [{ id: event.appointmentId, at: occurredAt(event) }] : [],
  )

beforeEach(async () => {
  now = Date.parse(start)
  ahead = 0
  central = await startCentralDouble({ clock: () => new Date(now) })
  for (let index = 0; index < 8; index += 1) central.putAppointment(seedAppointment(index, today))
  office = openOffice()
})
afterEach(async () => {
  await office.close()
  await central.close()
})

describe('a clock that is wrong when the office begins', () => {
  it.each([48, -48, 11.5, -3.5])(
    '%d hours: days and times are the true ones, and a banner tells',
    async (hours) => {
      ahead = hours * hour
      await office.join()
      expect(office.banner()).toEqual({ code: 'clock_wrong', minutes: -hours * 60, measuredBy: 'central' })
      for (let index = 0; index < 4; index += 1) {
        office.visits.checkIn(clerk, idOf(index), null)
        now += 60_000
      }
      await office.settled()
      expect(arrivals()).toEqual(
        [0, 1, 2, 3].map((index) => ({
          id: idOf(index),
          at: new Date(Date.parse(start) + index * 60_000).toISOString(),
        })),
      )
      for (const row of central.appointments.values()) {
        if (row.state === 'arrived') expect(row.arrivedOn).toBe(today)
      }
    },
  )

  it('a wrong time zone of the machine changes nothing', async () => {
    const zone = process.env.TZ
    try {
      for (const other of ['America/Los_Angeles', 'Pacific/Kiritimati']) {
        process.env.TZ = other
        expect(new Date(start).getTimezoneOffset()).not.toBe(-210)
        if (other === 'America/Los_Angeles') await office.join()
        office.visits.checkIn(clerk, idOf(other.length % 8), null)
      }
      await office.settled()
      expect(office.banner()).toBeUndefined()
      expect([...central.appointments.values()].filter(({ arrivedOn }) => arrivedOn === today)).toHaveLength(
        2,
      )
    } finally {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    }
  })
})

describe('a clock that is set while there is no line', () => {
  it.each([-48, 48, -1])('by %d hours: order and day hold, and a banner tells', async (hours) => {
    await office.join()
    office.visits.checkIn(clerk, idOf(0), null)
    await office.settled()
    await central.disconnect()
    now += 60_000
    office.visits.checkIn(clerk, idOf(1), null)

    now += 60_000
    ahead = hours * hour
    office.visits.checkIn(clerk, idOf(2), null)
    expect(office.banner()).toMatchObject({ code: 'clock_wrong', minutes: -hours * 60 })
    now += 60_000
    office.visits.checkIn(clerk, idOf(3), null)
    // And is put right again.
    ahead = 0
    now += 60_000
    office.visits.checkIn(clerk, idOf(4), null)
    expect(office.banner()).toBeUndefined()

    await central.reconnect()
    await office.sync.syncNow()
    await office.settled()
    expect(arrivals()).toEqual(
      [0, 1, 2, 3, 4].map((index) => ({
        id: idOf(index),
        at: new Date(Date.parse(start) + index * 60_000).toISOString(),
      })),
    )
  })

  it('before the central system has told the time in this run, what somebody sets is believed', async () => {
    await office.join()
    await central.disconnect()
    await office.sync.stop()
    const { store } = office
    ahead = -48 * hour
    const clock = noticeJumps({
      clock: { now: () => new Date(now + ahead) },
      store,
      log: () => {},
      steady: () => now,
    })
    const visits = createVisitService({ store, clock, live: createLive(), sync: { wake: () => {} } })
    // Nobody is checked in on a day that is not the appointment's.
    expect(() => visits.checkIn(clerk, idOf(0), null)).toThrow(RefusedError)
    ahead = 0
    expect(visits.checkIn(clerk, idOf(0), null).appointment.arrivedOn).toBe(today)
    expect(store.settings.get('clockOffsetMs') ?? 0).toBe(0)
    await central.reconnect()
  })

  it('a machine that slept is not taken for a clock that was set', async () => {
    await office.join()
    await central.disconnect()
    now += 14 * hour
    // It is tomorrow.
    expect(() => office.visits.checkIn(clerk, idOf(0), null)).toThrow(RefusedError)
    expect(office.banner()).toBeUndefined()
    await central.reconnect()
  })
})
