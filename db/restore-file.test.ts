import { closeSync, existsSync, openSync, rmSync, truncateSync, writeSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { seedStore } from '#tests/support/seed-store.ts'
import { storeFolder } from '#tests/support/test-store.ts'
import { copiesOf } from './copies.ts'
import { openStore } from './open-store.ts'
import { restoreFile } from './restore-file.ts'
import type { Store } from './store.ts'

let place: ReturnType<typeof storeFolder>
let now = Date.parse('2026-11-22T06:00:00.000Z')
const open = (): Store => openStore({ ...place.options, clock: { now: () => new Date(now) } })
const restore = () => restoreFile({ ...place.options, now: new Date(now) })
const write = (store: Store, cursor: string) => {
  store.settings.set('cursor', cursor)
  now += 3_600_000
  store.backUp()
}
beforeEach(() => {
  place = storeFolder()
  const store = open()
  seedStore(store)
  write(store, 'morning')
  write(store, 'noon')
  store.settings.set('cursor', 'evening')
  store.close()
})
afterEach(() => place.remove())

function damage(file: string): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.alloc(4096, 0xff), 0, 4096, 8192)
  closeSync(handle)
}
const copies = () => copiesOf(place.options)

it('puts the newest copy in the place of a damaged file, which is kept', () => {
  damage(place.options.file)
  const { copy, setAside } = restore()
  expect(copy).toEqual(copies()[0])
  expect(existsSync(setAside ?? '')).toBe(true)
  const store = open()
  expect(store.settings.get('cursor')).toBe('noon')
  store.close()
})

it('goes back to the one before when the newest copy is damaged as well', () => {
  rmSync(place.options.file)
  damage(copies()[0]?.path ?? '')
  expect(restore()).toEqual({ copy: copies()[1], setAside: null })
  const store = open()
  expect(store.settings.get('cursor')).toBe('morning')
  store.close()
})

it('without a whole copy there is an empty database, and the damaged one beside it', () => {
  for (const copy of copies()) truncateSync(copy.path, 5000)
  damage(place.options.file)
  const { copy, setAside } = restore()
  expect(copy).toBeNull()
  expect(setAside).not.toBeNull()
  const store = open()
  expect(store.settings.get('cursor')).toBeUndefined()
  store.close()
})

it('puts the copy that is asked for in place, and changes nothing when that one is damaged', () => {
  const [noon, morning] = copies()
  damage(noon?.path ?? '')
  expect(() => restoreFile({ ...place.options, now: new Date(now), only: noon?.name ?? '' })).toThrow(
    expect.objectContaining({ code: 'database_corrupt' }),
  )
  const before = open()
  expect(before.settings.get('cursor')).toBe('evening')
  before.close()
  expect(restoreFile({ ...place.options, now: new Date(now), only: morning?.name ?? '' }).copy).toEqual(
    morning,
  )
  const after = open()
  expect(after.settings.get('cursor')).toBe('morning')
  after.close()
})
