import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase, openStore } from '#db/open-store.ts'
import type { Store } from '#db/store.ts'
import { storeFolder } from '#tests/support/test-store.ts'
import { createAttempts } from './attempts.ts'

let place: ReturnType<typeof storeFolder>
let store: Store
let time: number
beforeEach(() => {
  place = storeFolder()
  store = openStore(place.options)
  time = Date.parse('2026-11-22T07:00:00.000Z')
})
afterEach(() => {
  store.close()
  place.remove()
})

const wait = (ms: number) => {
  time += ms
}
const counting = () => createAttempts({ store, clock: { now: () => new Date(time) } })

test('five attempts are free, then each failure doubles the wait up to a quarter of an hour', () => {
  const attempts = counting()
  for (let count = 0; count < 5; count += 1) expect(attempts.begin('paziresh')).toBeNull()
  const waits: number[] = []
  for (let count = 0; count < 12; count += 1) {
    const seconds = attempts.begin('paziresh')
    if (seconds === null) throw new Error('not delayed')
    waits.push(seconds)
    wait(seconds * 1000 - 1)
    expect(attempts.begin('paziresh')).toBe(1)
    wait(1)
    expect(attempts.begin('paziresh')).toBeNull()
  }
  expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900])
})

test('an attempt during the wait is not counted, so waiting always ends', () => {
  const attempts = counting()
  for (let count = 0; count < 5; count += 1) attempts.begin('paziresh')
  for (let count = 0; count < 1000; count += 1) expect(attempts.begin('paziresh')).toBe(2)
  wait(2000)
  expect(attempts.begin('paziresh')).toBeNull()
})

test('names are counted apart, in any case of letters; success and time forget', () => {
  const attempts = counting()
  for (let count = 0; count < 5; count += 1) attempts.begin('PAZIRESH')
  expect(attempts.begin('paziresh')).toBe(2)
  expect(attempts.begin('madarek')).toBeNull()
  attempts.succeed('paziresh')
  expect(attempts.begin('paziresh')).toBeNull()
  for (let count = 0; count < 9; count += 1) {
    attempts.begin('masoul')
    wait(100_000)
  }
  wait(61 * 60_000)
  for (let count = 0; count < 5; count += 1) expect(attempts.begin('masoul')).toBeNull()
})

test('a flood of made-up names neither grows without bound nor frees a name that is delayed', () => {
  const attempts = counting()
  for (let count = 0; count < 5; count += 1) attempts.begin('masoul')
  // In one transaction: five thousand of them, each made durable, take half a minute on a slow disk.
  store.transaction(() => {
    for (let count = 0; count < 5_200; count += 1) attempts.begin(`name-${count}`)
  })
  expect(attempts.begin('masoul')).toBe(2)
  expect(attempts.begin('one-more-name')).toBeGreaterThan(0)
})

test('a restart of the core forgets nothing, and a clock set back does not shorten the wait', () => {
  const before = counting()
  for (let count = 0; count < 8; count += 1) {
    before.begin('masoul')
    wait(count < 4 ? 0 : (before.begin('masoul') ?? 0) * 1000)
  }
  for (let count = 0; count < 3; count += 1) before.begin('paziresh')
  store.close()
  store = openStore(place.options)
  const after = counting()
  after.begin('paziresh')
  after.begin('paziresh')
  expect(after.begin('paziresh')).toBe(2)
  wait(-24 * 60 * 60_000)
  expect(after.begin('paziresh')).toBe(2)
})

test('the names that were tried are not in the table', () => {
  counting().begin('a password typed into the wrong field')
  store.close()
  const connection = openDatabase(place.options)
  const rows = connection.prepare<[string]>('SELECT name_hash FROM sign_in_attempts').all()
  connection.close()
  store = openStore(place.options)
  expect(rows).toEqual([[expect.stringMatching(/^[0-9a-f]{64}$/)]])
})
