import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { hashEvent } from '#shared/domain/event-chain.ts'
import { checkedIn } from '#tests/support/domain-fixtures.ts'
import { seedStore } from '#tests/support/seed-store.ts'
import { nextInLog, openTestStore } from '#tests/support/test-store.ts'
import type { Store } from '../store.ts'
import { type Journal, openJournal } from './journal.ts'
import { journaledStore } from './journaled-store.ts'

let folder: string
let place: ReturnType<typeof openTestStore>
let journal: Journal
let store: Store
let ids: string[]
const failed = vi.fn()
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pishkhan journal '))
  place = openTestStore()
  ids = seedStore(place.store).appointments.map(({ id }) => id)
  journal = openJournal({ folder, databaseKey: place.options.key })
  store = journaledStore(place.store, journal, failed)
})
afterEach(() => {
  journal.close()
  place.close()
  rmSync(folder, { recursive: true, force: true })
  failed.mockReset()
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

it('a journal that takes nothing is told, the event stands, and the next one brings it along', () => {
  const append2 = vi.spyOn(journal, 'append').mockImplementationOnce(() => {
    throw new Error('disk full')
  })
  store.transaction(() => append(store, 0))
  expect(failed).toHaveBeenCalledTimes(1)
  expect(store.events.head().seq).toBe(1)
  append2.mockRestore()
  store.transaction(() => append(store, 1))
  expect(numbers()).toEqual([1, 2])
})

it('what a crash kept from the journal is given to it at the next start', () => {
  place.store.transaction(() => append(place.store, 0))
  expect(numbers()).toEqual([])
  journaledStore(place.store, journal, failed)
  expect(numbers()).toEqual([1])
})
