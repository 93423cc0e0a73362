import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '#db/open-store.ts'
import type { Store } from '#db/store.ts'
import type { UserEvent } from '#shared/domain/event.ts'
import { userEventSchema } from '#shared/domain/event.ts'
import { hashEvent } from '#shared/domain/event-chain.ts'
import { reduceUser } from '#shared/domain/reduce-user.ts'
import { checkedIn, event } from '#tests/support/domain-fixtures.ts'
import { seedStore, seedUsers } from '#tests/support/seed-store.ts'
import { nextInLog, openTestStore, recordInStore } from '#tests/support/test-store.ts'
import { actorOf } from '../services/office-context.ts'
import { type KeptJournal, keepJournal } from './keep-journal.ts'
import { replay } from './replay.ts'

let folder: string
let place: ReturnType<typeof openTestStore>
let journal: KeptJournal
let store: Store
let ids: string[]
let restored: Store | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pishkhan replay '))
  place = openTestStore()
  ids = seedStore(place.store).appointments.map(({ id }) => id)
  journal = keepJournal({ folder, databaseKey: place.options.key, log: () => {} })
  store = journal.over(place.store)
})
afterEach(() => {
  expect(journal.problem).toBeNull()
  restored?.close()
  restored = undefined
  journal.close()
  place.close()
  rmSync(folder, { recursive: true, force: true })
})

let made = 0
const idOf = () => {
  made += 1
  return `018f3333-1122-7000-8000-${made.toString(16).padStart(12, '0')}`
}
const arrive = (index: number) => {
  const queueNumber = store.days.nextQueueNumber('2026-11-22')
  const event = checkedIn({
    id: idOf(),
    appointmentId: ids[index] ?? '',
    payload: { queueNumber, reason: null },
  })
  recordInStore(store, event)
}
const restore = (): Store => {
  const { backupDir } = place.options
  const copy = readdirSync(backupDir).sort().at(-1) ?? ''
  restored = openStore({ ...place.options, file: join(backupDir, copy), backupDir: join(folder, 'none') })
  return restored
}

test('a copy of the morning and the journal are the database of the evening', () => {
  arrive(0)
  store.backUp()
  arrive(1)
  arrive(2)
  recordInStore(
    store,
    event('check_in_undone', { reason: 'نوبت دیگری بود' }, { id: idOf(), appointmentId: ids[2] ?? '' }),
  )
  const back = restore()
  expect(back.events.head().seq).toBe(1)
  expect(replay(back, journal.entriesAfter(0))).toEqual({ recorded: 3, left: 0 })
  expect(back.events.loggedAfter(0)).toEqual(store.events.loggedAfter(0))
  for (const id of ids) expect(back.appointments.get(id)).toEqual(store.appointments.get(id))
  expect(back.events.counts()).toEqual(store.events.counts())
  // Nobody gets a number that somebody has on paper, and everything is pulled anew.
  expect(back.days.nextQueueNumber('2026-11-22')).toBe(4)
  expect(back.settings.get('cursor')).toBeUndefined()
  expect(replay(back, journal.entriesAfter(0))).toEqual({ recorded: 0, left: 0 })
})

test('behind a hole nothing is recorded, and it is said how much that is', () => {
  store.backUp()
  arrive(0)
  arrive(1)
  arrive(2)
  const [first, , third] = journal.entriesAfter(0)
  if (!first || !third) throw new Error('three were recorded')
  const back = restore()
  expect(replay(back, [first, third])).toEqual({ recorded: 1, left: 1 })
  expect(back.events.head().seq).toBe(1)
})

test('of another device nothing is recorded', () => {
  store.backUp()
  arrive(0)
  const back = restore()
  const device = back.settings.get('device')
  if (!device) throw new Error('activated')
  back.settings.set('device', { ...device, deviceId: '018f4444-1122-7000-8000-000000000001' })
  expect(replay(back, journal.entriesAfter(0))).toEqual({ recorded: 0, left: 1 })
})

test('an entry that was changed is none', () => {
  store.backUp()
  arrive(0)
  const [entry] = journal.entriesAfter(0)
  if (!entry) throw new Error('one was recorded')
  const back = restore()
  const json = entry.json.replace('"queueNumber":1', '"queueNumber":9')
  expect(json).not.toBe(entry.json)
  expect(replay(back, [{ ...entry, json }])).toEqual({ recorded: 0, left: 1 })
})

test('people who were added, changed or given a password since the copy are what they were', () => {
  store.backUp()
  const { masoul, paziresh } = seedUsers
  const passwordHash = `$argon2id$v=19$m=19456,t=2,p=1$${'a'.repeat(22)}$${'b'.repeat(43)}`
  const user = {
    id: idOf(),
    username: 'rezaei',
    displayName: 'زهرا رضایی',
    roles: ['reception' as const],
    desk: null,
  }
  const acts: Pick<UserEvent, 'type' | 'payload'>[] = [
    { type: 'user_added', payload: { user, passwordHash } },
    { type: 'user_changed', payload: { userId: paziresh.id, changes: { active: false } } },
    { type: 'password_set', payload: { userId: user.id, passwordHash, oneTime: true } },
  ]
  for (const act of acts) {
    store.transaction(() => {
      const event = nextInLog(store, {
        ...checkedIn({ id: idOf(), actor: actorOf(masoul) }),
        appointmentId: null,
        ...act,
      } as unknown as UserEvent)
      const { baseRevision: _, predecessorId: __, ...made } = event as UserEvent & Record<string, unknown>
      const parsed = userEventSchema.parse(made)
      const reduction = reduceUser(store.users.people(), parsed)
      if (!reduction.ok) throw new Error(reduction.refusal.code)
      store.users.putOwn(reduction.value)
      store.events.append(parsed, hashEvent(parsed))
    })
  }
  const back = restore()
  expect(back.users.byUsername('rezaei')).toBeUndefined()
  expect(replay(back, journal.entriesAfter(0))).toEqual({ recorded: 3, left: 0 })
  expect(back.users.all()).toEqual(store.users.all())
  expect(back.users.get(user.id)).toMatchObject({ mustChangePassword: true, active: true })
  expect(back.users.get(paziresh.id)?.active).toBe(false)
  expect(back.users.serverPeople()).toEqual(store.users.serverPeople())
})
