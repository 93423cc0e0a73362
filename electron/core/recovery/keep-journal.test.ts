import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Store } from '#db/store.ts'
import { hashEvent } from '#shared/domain/event-chain.ts'
import { checkedIn } from '#tests/support/domain-fixtures.ts'
import { seedStore } from '#tests/support/seed-store.ts'
import { nextInLog, openTestStore } from '#tests/support/test-store.ts'
import type { LogLine } from '../log.ts'
import { type KeptJournal, keepJournal } from './keep-journal.ts'

let root: string
let folder: string
let place: ReturnType<typeof openTestStore>
let journal: KeptJournal
let store: Store
let ids: string[]
let now: number
let logged: LogLine[]
const open = () =>
  keepJournal({ folder, databaseKey: place.options.key, log: (line) => logged.push(line), now: () => now })
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pishkhan journal '))
  folder = join(root, 'journal')
  now = 0
  logged = []
  place = openTestStore()
  ids = seedStore(place.store).appointments.map(({ id }) => id)
  journal = open()
  store = journal.over(place.store)
})
afterEach(() => {
  journal.close()
  place.close()
  rmSync(root, { recursive: true, force: true })
})

let made = 0
function append(to: Store, index: number): void {
  made += 1
  const id = `018f2222-1122-7000-8000-${made.toString(16).padStart(12, '0')}`
  const event = nextInLog(to, checkedIn({ id, appointmentId: ids[index] ?? '' }))
  to.events.append(event, hashEvent(event))
}
const numbers = () => journal.entriesAfter(0).map(({ seq }) => seq)

it('what a transaction recorded is in the journal when it returns, as it is in the log', () => {
  store.transaction(() => append(store, 0))
  store.transaction(() => {
    append(store, 1)
    append(store, 2)
  })
  expect(journal.entriesAfter(0)).toEqual(store.events.loggedAfter(0))
  expect(numbers()).toEqual([1, 2, 3])
})

it('what was rolled back is not, nor is a part before the whole is committed', () => {
  expect(() =>
    store.transaction(() => {
      store.transaction(() => append(store, 0))
      expect(numbers()).toEqual([])
      throw new RangeError('after all not')
    }),
  ).toThrow(RangeError)
  expect(numbers()).toEqual([])
  store.transaction(() => append(store, 1))
  expect(numbers()).toEqual([1])
})

it('a disk that is gone is told once, the events stand, and come along when it is back', () => {
  store.transaction(() => append(store, 0))
  journal.close()
  rmSync(folder, { recursive: true })
  writeFileSync(folder, 'no folder')
  journal = open()
  store = journal.over(place.store)
  expect(journal.problem).toBe('storage_failed')
  store.transaction(() => append(store, 1))
  store.transaction(() => append(store, 2))
  expect(logged.map(({ event }) => event)).toEqual(['journal_failed'])
  rmSync(folder)
  store.transaction(() => append(store, 3))
  // Not tried at every click.
  expect(existsSync(folder)).toBe(false)
  now += 60_000
  store.transaction(() => append(store, 4))
  expect(journal.problem).toBeNull()
  expect(numbers()).toEqual([1, 2, 3, 4, 5])
})

it('what a crash kept from the journal is given to it at the next start', () => {
  place.store.transaction(() => append(place.store, 0))
  expect(numbers()).toEqual([])
  journal.over(place.store)
  expect(numbers()).toEqual([1])
})

it('forgets what every copy holds, and nothing else', () => {
  store.transaction(() => append(store, 0))
  store.backUp()
  store.transaction(() => append(store, 1))
  expect(numbers()).toEqual([2])
  journal.close()
  journal = open()
  expect(numbers()).toEqual([2])
})

it('is set aside as a whole, and begins anew', () => {
  store.transaction(() => append(store, 0))
  const aside = journal.setAside(new Date('2026-11-22T06:00:00.000Z')) ?? ''
  expect(aside).toBe(`${folder}.left-2026-11-22T060000000Z`)
  expect(readdirSync(aside)).toHaveLength(1)
  expect(numbers()).toEqual([])
})
