import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { seedAppointment, seedStore } from '#tests/support/seed-store.ts'
import { storeFolder } from '#tests/support/test-store.ts'
import { openStore } from './open-store.ts'
import type { Store } from './store.ts'

let place: ReturnType<typeof storeFolder>
let store: Store
let now = Date.parse('2026-11-22T06:00:00.000Z')
beforeEach(() => {
  place = storeFolder()
  store = openStore({ ...place.options, clock: { now: () => new Date(now) } })
  seedStore(store)
})
afterEach(() => {
  store.close()
  place.remove()
})
const copies = () => readdirSync(place.options.backupDir).sort()

it('a copy holds what was committed, opens with the same key, and is as unreadable as its origin', () => {
  const row = seedAppointment(3)
  expect(store.appointments.get(row.id)).toBeDefined()
  store.backUp()
  const [name = '', ...others] = copies()
  expect(others).toEqual([])
  const file = join(place.options.backupDir, name)
  const bytes = readFileSync(file).toString('latin1')
  expect(bytes).not.toContain(row.applicant.nationalCode)
  expect(bytes.startsWith('SQLite format')).toBe(false)
  if (process.platform !== 'win32') expect(statSync(place.options.backupDir).mode & 0o077).toBe(0)

  store.appointments.remove([row.id])
  const copy = openStore({ ...place.options, file, backupDir: join(place.options.backupDir, 'none') })
  expect(copy.appointments.get(row.id)?.appointment.applicant).toEqual(row.applicant)
  copy.close()
})

it('keeps the newest three, and the newest of each of the last seven days', () => {
  for (let day = 13; day <= 22; day += 1) {
    for (const hour of ['05', '06', '07', '08']) {
      now = Date.parse(`2026-11-${day}T${hour}:00:00.000Z`)
      store.backUp()
    }
  }
  const times = copies().map((name) => name.replace(/^office-v\d+-e\d+-/, '').slice(0, 13))
  expect(times).toEqual([
    ...[16, 17, 18, 19, 20, 21].map((day) => `2026-11-${day}T08`),
    '2026-11-22T06',
    '2026-11-22T07',
    '2026-11-22T08',
  ])
})

it('that cannot be written is a typed error; the work goes on', () => {
  writeFileSync(place.options.backupDir, 'a file where the folder should be')
  expect(() => store.backUp()).toThrow(expect.objectContaining({ code: 'storage_failed' }))
  store.settings.set('cursor', 'later')
  expect(store.settings.get('cursor')).toBe('later')
})
