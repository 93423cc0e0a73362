import {
  closeSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '#db/store.ts'
import { checkedIn } from '#tests/support/domain-fixtures.ts'
import { seedNow, seedStore } from '#tests/support/seed-store.ts'
import { recordInStore } from '#tests/support/test-store.ts'
import type { LogLine } from '../log.ts'
import { openOffice } from './open-office.ts'
import { requestRestore } from './restore-request.ts'

/**
 * An office with a copy of the morning (one arrival) and two more arrivals since, which nobody but its journal has. Then its
 * files suffer, and it is opened again.
 */
const key = new Uint8Array(32).fill(5)
let dataDir: string
let file: string
let now: Date
let ids: string[]
let logged: LogLine[]
let opened: ReturnType<typeof openOffice> | null = null

function open(): Store {
  opened = openOffice(
    {
      file,
      key,
      backupDir: join(dataDir, 'backups'),
      journalDir: join(dataDir, 'journal'),
      clock: { now: () => now },
    },
    (line) => logged.push(line),
  )
  return opened.store
}
function close(): void {
  opened?.store.close()
  opened?.journal.close()
  opened = null
}
let made = 0
function arrive(store: Store, index: number): void {
  made += 1
  const queueNumber = store.days.nextQueueNumber('2026-11-22')
  recordInStore(
    store,
    checkedIn({
      id: `018f5555-1122-7000-8000-${made.toString(16).padStart(12, '0')}`,
      appointmentId: ids[index] ?? '',
      payload: { queueNumber, reason: null },
    }),
  )
}
const arrivals = (store: Store) =>
  ids.slice(0, 3).map((id) => store.appointments.get(id)?.appointment.queueNumber)
const recovery = (store: Store) => store.settings.get('recovery')
const copies = () => readdirSync(join(dataDir, 'backups')).sort()

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'pishkhan office '))
  file = join(dataDir, 'office.db')
  now = new Date(seedNow)
  logged = []
  const store = open()
  ids = seedStore(store).appointments.map(({ id }) => id)
  arrive(store, 0)
  store.backUp()
  now = new Date(Date.parse(seedNow) + 3_600_000)
  arrive(store, 1)
  arrive(store, 2)
})
afterEach(() => {
  close()
  rmSync(dataDir, { recursive: true, force: true })
})

function flip(path: string, place: number): void {
  const handle = openSync(path, 'r+')
  const byte = Buffer.alloc(1)
  readSync(handle, byte, 0, 1, place)
  writeSync(handle, Buffer.from([(byte[0] ?? 0) ^ 0x10]), 0, 1, place)
  closeSync(handle)
}

describe('an office that is sound', () => {
  it('is opened as it is, and nothing is told', () => {
    close()
    const store = open()
    expect(arrivals(store)).toEqual([1, 2, 3])
    expect(recovery(store)).toBeUndefined()
    expect(logged).toEqual([])
  })
})

it('an office that is not activated yet is none that lost something', () => {
  dataDir = mkdtempSync(join(dataDir, 'new '))
  file = join(dataDir, 'office.db')
  open().backUp()
  close()
  expect(recovery(open())).toBeUndefined()
})

describe('a database that suffered', () => {
  const size = () => statSync(file).size
  it.each([
    ['in its header', () => flip(file, 20)],
    ['in its first page', () => flip(file, 2000)],
    ['in its middle', () => flip(file, Math.floor(size() / 8192) * 4096 + 100)],
    ['in its last page', () => flip(file, size() - 50)],
    ['by losing its end', () => truncateSync(file, size() - 4096 * 2)],
    ['by losing everything', () => truncateSync(file, 0)],
    ['by being another file', () => writeFileSync(file, 'not a database at all'.repeat(1000))],
  ])('%s is restored, and nothing that was recorded is missing', (_where, damage) => {
    close()
    damage()
    const store = open()
    expect(arrivals(store)).toEqual([1, 2, 3])
    expect(store.events.counts()).toMatchObject({ queued: 3 })
    expect(recovery(store)).toMatchObject({
      cause: 'damaged',
      at: now.toISOString(),
      copyAt: seedNow,
      recorded: 2,
      left: 0,
    })
    expect(recovery(store)?.setAside.every((path) => existsSync(path))).toBe(true)
    expect(store.days.nextQueueNumber('2026-11-22')).toBe(4)
    // It is told until somebody has read it, and goes on like any other.
    close()
    const next = open()
    expect(recovery(next)?.cause).toBe('damaged')
    arrive(next, 3)
    expect(next.events.head().seq).toBe(4)
  })

  it('or was deleted is restored', () => {
    close()
    rmSync(file)
    const store = open()
    expect(arrivals(store)).toEqual([1, 2, 3])
    expect(recovery(store)).toMatchObject({ cause: 'lost', recorded: 2, left: 0, setAside: [] })
  })

  it('goes back to an older copy when the newest is damaged too', () => {
    opened?.store.backUp()
    close()
    flip(join(dataDir, 'backups', copies().at(-1) ?? ''), 5000)
    flip(file, 5000)
    const store = open()
    expect(arrivals(store)).toEqual([1, 2, 3])
    expect(recovery(store)).toMatchObject({ copyAt: seedNow, recorded: 2, left: 0 })
  })

  it('without a single copy begins anew, and what it had recorded is kept apart', () => {
    close()
    rmSync(join(dataDir, 'backups'), { recursive: true })
    flip(file, 5000)
    const store = open()
    expect(store.settings.get('device')).toBeUndefined()
    expect(recovery(store)).toMatchObject({ cause: 'damaged', copyAt: null, recorded: 0, left: 2 })
    expect(recovery(store)?.setAside).toHaveLength(2)
    for (const path of recovery(store)?.setAside ?? []) expect(existsSync(path)).toBe(true)
  })
})

describe('a log of writes that suffered', () => {
  it.each([
    ['is gone', () => rmSync(`${file}-wal`)],
    ['has lost its end', () => truncateSync(`${file}-wal`, 100)],
    ['has a flipped bit', () => flip(`${file}-wal`, 24 + 24 + 50)],
  ])('that %s: what was confirmed is there', (_how, damage) => {
    // As after a power cut: the files as they were while the office worked.
    const wal = readFileSync(`${file}-wal`)
    const database = readFileSync(file)
    expect(wal.length).toBeGreaterThan(0)
    close()
    writeFileSync(file, database)
    writeFileSync(`${file}-wal`, wal)
    damage()
    const store = open()
    expect(arrivals(store)).toEqual([1, 2, 3])
    expect(store.events.head().seq).toBe(3)
    expect(recovery(store)?.left).toBe(0)
  })
})

describe('a copy that the supervisor wants back', () => {
  it('takes the place of a sound database, with everything since', () => {
    close()
    requestRestore(file, copies()[0] ?? '')
    const store = open()
    expect(arrivals(store)).toEqual([1, 2, 3])
    expect(recovery(store)).toMatchObject({ cause: 'requested', copyAt: seedNow, recorded: 2, left: 0 })
    close()
    expect(arrivals(open())).toEqual([1, 2, 3])
    expect(readdirSync(dataDir).filter((name) => name.includes('damaged'))).toHaveLength(1)
  })
  it('and that is no copy leaves the database as it is', () => {
    close()
    requestRestore(file, '../office.key')
    const store = open()
    expect(arrivals(store)).toEqual([1, 2, 3])
    expect(recovery(store)).toBeUndefined()
    expect(logged).toMatchObject([{ event: 'restore_failed', code: 'database_corrupt' }])
  })
})

describe('a journal', () => {
  it('whose disk is gone keeps nobody from opening, nor from recording', () => {
    close()
    rmSync(join(dataDir, 'journal'), { recursive: true })
    writeFileSync(join(dataDir, 'journal'), 'no folder')
    const store = open()
    expect(opened?.journal.problem).toBe('storage_failed')
    arrive(store, 3)
    expect(store.events.head().seq).toBe(4)
  })
  it('of another office is set aside, not taken over', () => {
    close()
    const other = join(dataDir, 'another')
    cpSync(join(dataDir, 'journal'), join(other, 'journal'), { recursive: true })
    dataDir = other
    file = join(other, 'office.db')
    const store = open()
    expect(store.events.head().seq).toBe(0)
    expect(recovery(store)).toMatchObject({ cause: 'lost', recorded: 0, left: 2 })
    seedStore(store)
    arrive(store, 0)
    expect(opened?.journal.entriesAfter(0)).toHaveLength(1)
  })
})
