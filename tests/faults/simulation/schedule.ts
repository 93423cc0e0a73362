import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Random, randomFrom } from '#central/demo/random.ts'
import { NotFoundError, RefusedError } from '#core/services/failure.ts'
import { generateDeviceKey } from '#core/sync/device-key.ts'
import { openStore } from '#db/open-store.ts'
import { StorageError } from '#db/storage-error.ts'
import type { OfficeEvent } from '#shared/domain/event.ts'
import type { CentralSide } from './central-side.ts'
import { actAt, centralAction, type Seat } from './clerks.ts'
import { appointmentIdOf, numbersOf, offices, today, tomorrow } from './country.ts'
import {
  Broken,
  expectConfirmedHere,
  expectConfirmedThere,
  expectLawfulStates,
  expectOwnActsShown,
  expectSameRows,
  expectUniqueQueueNumbers,
  expectWholeChain,
} from './invariants.ts'
import { createMemoryCentral } from './memory-central.ts'
import { createNetwork } from './network.ts'
import { Crash, crashPoints, type Files, makeFolder, type OpenOffice, openOffice } from './office.ts'
import { quiet } from './pending-work.ts'
import { startPostgresCentral } from './postgres-central.ts'
import { createTime, type SimulatedTime } from './simulated-time.ts'
import { count, type Tally } from './tally.ts'

/** 08:00 in Tehran on the day of the simulation. */
const morning = Date.parse(`${today}T04:30:00.000Z`)
const minute = 60_000
const hour = 60 * minute
/** Longer than any pause that the sync makes by itself. */
const patience = 30 * minute

/** What a schedule does to whom; the central system is made anew for each, or is a real one. */
export type Surroundings = {
  /** A database as the first pull leaves it, for each office. */
  templates: readonly Files[]
  folder: string
  central(random: Random, time: SimulatedTime): Promise<CentralSide> | CentralSide
  /** The news stream of a real system comes in its own time: without it everything is the seed's. */
  streams: boolean
}

/** The double in memory, and two offices that have pulled from it once. */
export async function prepareMemory(): Promise<Surroundings & { remove(): void }> {
  const folder = makeFolder()
  const central = (random: Random, time: SimulatedTime) =>
    createMemoryCentral(
      () => new Date(time.now()),
      () => (random.chance(75) ? 1000 : 1 + random.below(4)),
    )
  const templates: Files[] = []
  for (const place of offices.keys()) {
    templates.push(
      await makeTemplate(folder, place, 'http://127.0.0.1:9', (time) => central(randomFrom(''), time)),
    )
  }
  return {
    folder,
    templates,
    central,
    streams: true,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** The real central system on PostgreSQL, and two offices that have pulled from it once. */
export async function preparePostgres(): Promise<Surroundings & { remove(): void }> {
  const folder = makeFolder()
  const keys = await Promise.all(offices.map(() => generateDeviceKey()))
  const central = (time: SimulatedTime) =>
    startPostgresCentral(
      time.clock(() => 0),
      keys,
    )
  const templates: Files[] = []
  for (const [place, privateKey] of keys.entries()) {
    templates.push(await makeTemplate(folder, place, 'http://127.0.0.1:9', central, { privateKey }))
  }
  return {
    folder,
    templates,
    central: (_, time) => central(time),
    streams: false,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Lets an office pull for the first time and puts its database away. */
export async function makeTemplate(
  folder: string,
  place: number,
  centralUrl: string,
  central: (time: SimulatedTime) => Promise<CentralSide> | CentralSide,
  identity: Partial<{
    deviceId: string
    privateKey: { kty: 'OKP'; crv: 'Ed25519'; x: string; d: string }
  }> = {},
): Promise<Files> {
  const office = offices[place]
  if (!office) throw new Error(`there is no office ${place}`)
  const time = createTime(morning)
  const random = randomFrom('template')
  const files = { file: join(folder, `template-${place}.db`), key: randomBytes(32) }
  const store = openStore({ ...files, backupDir: `${files.file}-backups`, clock: time.clock(() => 0) })
  store.transaction(() =>
    store.settings.set('device', {
      deviceId: office.deviceId,
      officeId: office.profile.id,
      officeName: office.profile.name,
      centralUrl,
      // A key that the double does not ask for.
      privateKey: {
        kty: 'OKP',
        crv: 'Ed25519',
        x: 'AYLjAgVA5z-SxObyoHVDpMV4ZcJIeL5e1gtM74T-fvg',
        d: 'GUaGfENL7DXUAaB_ovk-Wn0SWOOmQUPJhpWI1ZTZi9w',
      },
      activatedAt: new Date(morning).toISOString(),
      ...identity,
    }),
  )
  store.close()
  const side = await central(time)
  const network = createNetwork({ time, random, central: side, tally: {}, streams: false })
  const line = network.openLine(place)
  const first = openOffice({ folder, template: files, time, random, line, tally: {}, wrongByMs: () => 0 })
  await time.pass(minute)
  if (first.store.settings.get('dataAsOf') === undefined) throw new Error('the first pull did not come about')
  // As after the end of the program: everything is in the one file.
  await first.restart()
  await first.putAwayAs(files.file)
  await side.close?.()
  return files
}

export type Outcome = {
  /** What the offices survived, and what was done. */
  faults: Tally
  acts: Tally
}

/** So many schedules one after the other in the same country, which grows older meanwhile. */
export const schedulesInARow = 5

/**
 * Runs schedules in one country: each to its end, where what must hold is checked. Throws `Broken` when it does not.
 *
 * @param seed decides everything
 */
export async function runSchedules(seed: string, surroundings: Surroundings): Promise<Outcome> {
  const random = randomFrom(seed)
  const time = createTime(morning + random.below(7 * 60) * minute)
  const faults: Tally = {}
  const acts: Tally = {}
  const central = await surroundings.central(random, time)
  const streams = surroundings.streams && random.chance(70)
  const network = createNetwork({ time, random, central, tally: faults, streams })
  const places = offices.map((_, place) =>
    openPlace(place, { surroundings, time, random, network, faults, acts }),
  )
  try {
    for (let schedule = 0; schedule < schedulesInARow; schedule += 1) {
      await central.begin(schedule)
      await time.pass(1000)
      await runSchedule({ places, central, time, random, schedule })
      await checkEverything(places, central)
    }
    return { faults, acts }
  } finally {
    for (const { office } of places) await office.close()
    await central.close?.()
  }
}

type Running = {
  places: readonly Place[]
  central: CentralSide
  time: SimulatedTime
  random: Random
  schedule: number
}

async function runSchedule({ places, central, time, random, schedule }: Running): Promise<void> {
  const reviveDead = async () => {
    for (const place of places) await place.revive()
  }
  const troubled = random.pick([0, 15, 30, 60])
  for (const place of places) place.begin(schedule, troubled)
  const steps = 8 + random.below(11)
  for (let step = 0; step < steps; step += 1) {
    const place = random.pick(places as [Place, Place])
    const roll = random.below(100)
    if (roll < 60) place.act()
    else if (roll < 72) await central.act(centralAction(random, schedule, known(schedule, places)))
    else if (roll < 84) await place.break()
    await quiet()
    await reviveDead()
    if (random.chance(60)) {
      await time.pass(random.pick([100, 1000, 10_000, 2 * minute]))
      await reviveDead()
    }
  }
  for (const { office } of places) expectOwnActsShown(office.store, [today, tomorrow])
  for (const place of places) place.heal()
  await reviveDead()
  await settle(places, central, time)
}

/** What must hold when everything has arrived. */
async function checkEverything(places: readonly Place[], central: CentralSide): Promise<void> {
  for (const { office, confirmed, place } of places) {
    const { store } = office
    const log = await central.logOf(place)
    const { queued } = store.events.counts()
    if (queued > 0) throw new Broken(`${queued} events of office ${place} still wait`)
    expectWholeChain(
      `what office ${place} has sent`,
      log.map(({ event }) => event),
    )
    expectWholeChain(`the log of office ${place}`, wholeLog(store, log))
    expectConfirmedHere(store, confirmed)
    expectConfirmedThere(store, confirmed, log)
    expectUniqueQueueNumbers(log)
    const rows = await central.appointmentsOf(place)
    expectLawfulStates(rows, await central.historyOf(place))
    const unsettled = new Set(office.desk.tray.list().flatMap(({ appointmentId }) => appointmentId ?? []))
    expectSameRows(store, rows, [today, tomorrow], unsettled)
  }
}

type Place = ReturnType<typeof openPlace>

/** An office with its desks and its line, and what can happen to it. */
function openPlace(
  place: number,
  parts: {
    surroundings: Surroundings
    time: SimulatedTime
    random: Random
    network: ReturnType<typeof createNetwork>
    faults: Tally
    acts: Tally
  },
) {
  const { surroundings, time, random, network, faults, acts } = parts
  const template = surroundings.templates[place]
  if (!template) throw new Error(`office ${place} has no template`)
  let wrongByMs = 0
  const line = network.openLine(place)
  const office = openOffice({
    folder: join(surroundings.folder, String(place)),
    template,
    time,
    random,
    line,
    tally: faults,
    wrongByMs: () => wrongByMs,
  })
  const seats = [0, 1].map(
    (): Seat => ({ desk: () => office.desk, random, office: place, schedule: 0, seen: [] }),
  )
  /** What was told as done to somebody at a desk. */
  const confirmed: OfficeEvent[] = []
  return {
    place,
    office,
    confirmed,
    begin(schedule: number, troubled: number) {
      line.troubled = troubled
      for (const seat of seats) Object.assign(seat, { schedule, seen: [] })
    },
    /** Somebody at one of the desks does something. */
    act() {
      const { store } = office
      const before = store.events.head().seq
      try {
        actAt(random.pick(seats as [Seat, Seat]))
      } catch (error) {
        if (error instanceof Crash) return
        if (!isTyped(error)) throw error
        count(acts, 'refused')
      }
      // Of several acts the ones before the refused one were confirmed.
      const fresh = store.events.queued(100, before).map(({ json }) => JSON.parse(json) as OfficeEvent)
      for (const { type } of fresh) count(acts, type)
      confirmed.push(...fresh)
    },
    async break() {
      const roll = random.below(100)
      if (roll < 50) office.dieAt(random.pick(crashPoints))
      else if (roll < 60) office.dieNow()
      else if (roll < 75) office.failWrites(1 + random.below(3))
      else if (roll < 85) {
        await office.restart()
        count(faults, 'restarted')
      } else if (roll < 90) office.store.checkpoint()
      else {
        wrongByMs = random.chance(40) ? 0 : (random.below(97) - 48) * hour
        count(faults, 'clock_jumped')
      }
    },
    /** One that is dead starts again; what was confirmed is there. */
    async revive() {
      if (!office.isDead) return
      await office.comeBack()
      expectConfirmedHere(office.store, confirmed)
      await quiet()
    },
    heal() {
      line.troubled = 0
      wrongByMs = 0
      office.heal()
    },
  }
}

const isTyped = (error: unknown): boolean =>
  error instanceof RefusedError || error instanceof NotFoundError || error instanceof StorageError

/** Appointments that a citizen or an operator may want to change. */
const known = (schedule: number, places: readonly Place[]): string[] => [
  ...places.flatMap(({ place }) => numbersOf(schedule, place).map(appointmentIdOf)),
  ...places.flatMap(({ office }) => office.store.appointments.listDay(today).map(({ id }) => id)),
]

/** The whole log of the office: what the central system has names every event of it when nothing waits. */
function wholeLog(store: OpenOffice['store'], log: readonly { event: OfficeEvent }[]): OfficeEvent[] {
  const events = log.flatMap(({ event }) => store.events.get(event.id)?.event ?? [])
  const head = store.events.head().seq
  if (events.length !== head)
    throw new Broken(`the office has ${head} events, of which ${events.length} arrived`)
  return events
}

/** Everything arrives by itself, within the longest pause that the sync makes. */
async function settle(places: readonly Place[], central: CentralSide, time: SimulatedTime): Promise<void> {
  const isDone = async () => {
    for (const { office, place } of places) {
      if (office.store.events.counts().queued > 0) return false
      const rows = await central.appointmentsOf(place)
      const behind = rows.some(
        ({ id, revision }) => office.store.appointments.get(id)?.appointment.revision !== revision,
      )
      if (behind) return false
    }
    return true
  }
  const until = time.now() + patience
  while (!(await isDone())) {
    if (time.now() > until) return
    await time.pass(10_000)
  }
  // What an office may still not know, such as a day or an event, comes with the next look.
  let looked = false
  const looks = Promise.all(places.map(({ office }) => office.sync.syncNow())).then(() => {
    looked = true
  })
  await quiet()
  while (!looked && time.now() < until) await time.pass(1000)
  await looks
  await quiet()
}
