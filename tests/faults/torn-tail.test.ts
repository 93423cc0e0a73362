import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDocumentsService } from '#core/services/documents.ts'
import type { OfficeContext } from '#core/services/office-context.ts'
import { actorOf } from '#core/services/office-context.ts'
import { createVisitService } from '#core/services/visit.ts'
import { openStore } from '#db/open-store.ts'
import type { Store } from '#db/store.ts'
import type { OfficeEvent } from '#shared/domain/event.ts'
import { seedNow, seedStore, seedUsers } from '#tests/support/seed-store.ts'
import { storeFolder } from '#tests/support/test-store.ts'
import { form, tell } from './form.ts'
import { expectOwnActsShown, expectWholeChain } from './simulation/invariants.ts'
import { makeFolder } from './simulation/office.ts'

/**
 * What losing power leaves: the database and its write-ahead log end anywhere. Every confirmed act was synced, so a cut
 * behind the last sync loses nothing; a cut before it (a disk that lies about syncing) leaves a whole earlier state,
 * never half an act.
 */

const clock = { now: () => new Date(seedNow) }
const clerk = actorOf(seedUsers.paziresh)
const documentsClerk = actorOf(seedUsers.madarek)
const headerBytes = 32
const frameBytes = 24 + 4096

const place = storeFolder(clock)
const { file } = place.options
/** Copies of the files at one moment, and what was confirmed by then. */
let database: Buffer
let log: Buffer
const confirmed: { event: OfficeEvent; logBytes: number }[] = []
let date: string

const services = (store: Store) => {
  const context = {
    store,
    clock,
    live: { publish: () => {} },
    sync: { wake: () => {} },
  } as unknown as OfficeContext
  return { visits: createVisitService(context), documents: createDocumentsService(context) }
}
const walOf = (path: string) => readFileSync(`${path}-wal`)

beforeAll(() => {
  const store = openStore(place.options)
  const seeded = seedStore(store, { appointments: 12 })
  date = seeded.date
  store.close()

  const open = openStore(place.options)
  const { visits, documents } = services(open)
  const note = () => {
    const before = confirmed.length
    for (const { json } of open.events.queued(100, before)) {
      confirmed.push({ event: JSON.parse(json) as OfficeEvent, logBytes: walOf(file).length })
    }
  }
  for (const { id } of seeded.appointments.slice(0, 8)) {
    visits.checkIn(clerk, id, null)
    note()
    documents.decide(documentsClerk, {
      appointmentId: id,
      item: 'birth_certificate_original',
      verdict: 'accepted',
      reasonCode: null,
      note: null,
    })
    note()
  }
  database = readFileSync(file)
  log = walOf(file)
  open.close()
})
afterAll(() => {
  place.remove()
  rmSync(folder, { recursive: true, force: true })
})

const folder = makeFolder()
const torn = join(folder, 'torn.db')
let opened = 0

/** Opens what is left, looks at it, and works on with it. */
function expectOpens(databaseLeft: Uint8Array, logLeft: Uint8Array, events: number): void {
  writeFileSync(torn, databaseLeft)
  writeFileSync(`${torn}-wal`, logLeft)
  copyFileSync(`${file}.keycheck`, `${torn}.keycheck`)
  const store = openStore({ ...place.options, file: torn })
  opened += 1
  try {
    const found = store.events.queued(1000, 0).map(({ json }) => JSON.parse(json) as OfficeEvent)
    expect(found).toEqual(confirmed.slice(0, events).map(({ event }) => event))
    expectWholeChain('the log', found)
    expectOwnActsShown(store, [date])
    const next = store.appointments.listDay(date).find(({ state }) => state === 'booked')
    services(store).visits.checkIn(clerk, next?.id ?? '', null)
    expect(store.events.head().seq).toBe(events + 1)
  } finally {
    store.close()
    for (const suffix of ['', '-wal', '.keycheck']) rmSync(torn + suffix, { force: true })
  }
}
/** How many acts are whole in a log of this length. */
const wholeIn = (bytes: number): number => confirmed.filter(({ logBytes }) => logBytes <= bytes).length

describe('the write-ahead log ends', () => {
  it('at every frame and inside every frame: all acts before it, and nothing half', () => {
    expect(confirmed.length).toBe(16)
    const cuts = new Set([0, 1, headerBytes - 1, headerBytes])
    for (let end = headerBytes; end <= log.length; end += frameBytes) {
      const around = form.full ? [end - 1, end, end + 1, end + 24, end + 2048] : [end, end + 2048]
      for (const cut of around) if (cut <= log.length) cuts.add(cut)
    }
    for (const cut of cuts) expectOpens(database, log.subarray(0, cut), wholeIn(cut))
    tell('torn-tail', `${cuts.size} cuts of ${log.length} bytes, every act before the cut was there`)
  })

  it('in what was being written after the last sync: zeros, noise or an earlier round, everything confirmed is there', () => {
    const end = log.length
    const tails = [
      Buffer.alloc(frameBytes),
      Buffer.alloc(3 * frameBytes + 100, 0xa5),
      // As when the log was written over from its beginning.
      log.subarray(headerBytes, headerBytes + 2 * frameBytes),
      log.subarray(end - frameBytes, end - 1),
    ]
    for (const tail of tails) expectOpens(database, Buffer.concat([log, tail]), confirmed.length)
  })
})

it('the power goes while the log is moved into the database: at every page, everything confirmed is there', () => {
  const store = openStore({ ...place.options, file: copyOf(file) })
  store.checkpoint()
  const moved = readFileSync(torn)
  store.close()
  const pages = moved.length / 4096
  for (let page = 0; page <= pages; page += 1) {
    for (const extra of [0, 512]) {
      const done = Math.min(moved.length, page * 4096 + extra)
      const left = Buffer.concat([
        moved.subarray(0, done),
        database.subarray(Math.min(done, database.length)),
      ])
      expectOpens(left, log, confirmed.length)
    }
  }
  tell('torn-tail', `${opened} times opened, 0 acts lost`)
})

function copyOf(path: string): string {
  writeFileSync(torn, database)
  writeFileSync(`${torn}-wal`, log)
  copyFileSync(`${path}.keycheck`, `${torn}.keycheck`)
  return torn
}
