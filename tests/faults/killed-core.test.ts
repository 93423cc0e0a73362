import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { type Random, randomFrom } from '#central/demo/random.ts'
import type { Store } from '#db/store.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { startCentralDouble } from '#tests/support/central-double.ts'
import { seedAppointment } from '#tests/support/seed-store.ts'
import { openSyncedOffice, type SyncedOffice } from '#tests/support/synced-office.ts'
import { type Desk, httpDesk, signIn } from '#tests/support/test-core.ts'
import { startCoreProcess } from './core-process.ts'
import { form, runs, tell, tellHowToRepeat } from './form.ts'
import { expectWholeChain } from './simulation/invariants.ts'

/**
 * The core as a process of its own behind its web host, killed with SIGKILL at a named point or at any moment while two
 * desks check people in. What a desk was told is there after the restart. Only the central system is a double.
 */

const points = [
  'after_commit_before_send',
  'sent_reply_lost',
  'reply_before_ack',
  'mid_page',
  'any_moment',
  'any_moment',
  'any_moment',
] as const
/** One office lives through so many deaths. */
const deathsOfAnOffice = 20
const actsAtMost = 12
const today = tehranDateOf(new Date().toISOString())

type Told = { id: string; queueNumber: number }

/** Checks in one after the other until the core is gone; gives what was confirmed. */
async function checkInUntilDead(url: string, ids: string[], told: Told[]): Promise<void> {
  const desk: Desk = httpDesk({ url })
  try {
    const client = await signIn(desk, 'paziresh')
    for (let id = ids.shift(); id !== undefined; id = ids.shift()) {
      const { appointment } = await client.visit.checkIn({ appointmentId: id, reason: null })
      told.push({ id, queueNumber: appointment.queueNumber ?? 0 })
    }
  } catch (error) {
    // The connection broke: whether it was written, nobody was told.
    if (!isLostConnection(error)) throw error
  }
}

const isLostConnection = (error: unknown): boolean =>
  error instanceof TypeError && /fetch failed|terminated/.test(error.message)

/** One death; gives the point at which it came. */
async function dieOnce(office: SyncedOffice, random: Random, ids: string[], told: Told[]): Promise<void> {
  const point = random.pick(points)
  await office.asleep(async () => {
    const { file, key } = office.options
    const core = await startCoreProcess({ dataDir: dirname(file), key }, { point, passes: random.below(4) })
    if (core.url === null) return
    const here = ids.splice(0, actsAtMost)
    const desks = Promise.all([
      checkInUntilDead(core.url, here, told),
      checkInUntilDead(core.url, here, told),
    ])
    if (point === 'any_moment') {
      // From the first answer on, so that there is something to lose.
      const before = told.length
      while (told.length === before && !core.isDead && here.length > 0) await Promise.race([desks, delay(2)])
      await delay(random.below(60))
    } else {
      // A point that is not passed often enough does not come: then it is killed when all is done.
      await Promise.race([core.died, desks])
    }
    await core.kill()
    await desks
  })
  expectToldHere(office.store, told)
}

function expectToldHere(store: Store, told: readonly Told[]): void {
  const rows = new Map(store.appointments.listDay(today).map((row) => [row.id, row]))
  for (const { id, queueNumber } of told) {
    expect(rows.get(id)).toMatchObject({ state: 'arrived', queueNumber })
    expect(store.events.historyOf(id).filter(({ type }) => type === 'checked_in')).toHaveLength(1)
  }
}

async function liveThrough(name: string, deaths: number): Promise<number> {
  const random = randomFrom(name)
  const central = await startCentralDouble()
  const ids = Array.from({ length: deaths * actsAtMost }, (_, index) => {
    const appointment = seedAppointment(index, today)
    central.putAppointment(appointment)
    return appointment.id
  })
  const office = openSyncedOffice(central)
  const told: Told[] = []
  try {
    await office.join()
    await office.sync.stop()
    for (let death = 0; death < deaths; death += 1) await dieOnce(office, random, ids, told)
    await office.restart()
    await office.settled()
    await office.sync.syncNow()
    expectToldHere(office.store, told)
    expectWholeChain('what the central system has', central.log)
    expect(central.log.length).toBe(office.store.events.head().seq)
    const arrivals = central.log.flatMap(({ type, appointmentId }) =>
      type === 'checked_in' ? [appointmentId] : [],
    )
    expect(new Set(arrivals).size).toBe(arrivals.length)
    const numbers = [...central.appointments.values()].flatMap(({ queueNumber }) => queueNumber ?? [])
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(numbers.length).toBe(arrivals.length)
    return told.length
  } finally {
    await office.close()
    await central.close()
  }
}

const deaths = runs({ short: 40, full: 500 })
it(`${deaths} deaths: every check-in that a desk was told of is there, none twice`, async () => {
  const offices = Math.ceil(deaths / deathsOfAnOffice)
  const names = Array.from({ length: offices }, (_, n) => `${form.seed}/${n}`)
  let told = 0
  for (const name of form.repeat === null ? names : [form.repeat]) {
    try {
      told += await liveThrough(name, Math.min(deaths, deathsOfAnOffice))
    } catch (error) {
      tellHowToRepeat('killed-core', name)
      throw error
    }
  }
  tell('killed-core', `${deaths} deaths, ${told} check-ins confirmed, 0 lost`)
  expect(told).toBeGreaterThan(deaths)
}, 3_600_000)
