import { afterEach, beforeEach, expect, test } from 'vitest'
import type { UserAct } from '#core/services/record-event.ts'
import { record } from '#core/services/record-event.ts'
import type { OfficeUser } from '#shared/contract/central.ts'
import { nextId } from '#tests/support/domain-fixtures.ts'
import { seedUsers } from '#tests/support/seed-store.ts'
import { openTestCore, type TestCore } from '#tests/support/test-core.ts'
import { actorOf } from '../services/office-context.ts'
import { showPeople } from './rebase-people.ts'

/** The central system's people and what was done here to them, in one database. */

let office: TestCore
beforeEach(() => {
  office = openTestCore({ appointments: 0 })
})
afterEach(() => office.close())

const passwordHash = `$argon2id$v=19$m=19456,t=2,p=1$${'a'.repeat(22)}$${'b'.repeat(43)}`
const { masoul, paziresh, madarek } = seedUsers
const act = (what: UserAct): string => {
  const context = { ...office, sync: { wake() {} } }
  const user = record(context, actorOf(masoul), (recording) => recording.actOnUser(what))
  return user.appliedEventIds.at(-1) ?? ''
}
const change = (userId: string, changes: { desk?: string; active?: boolean }) =>
  act({ type: 'user_changed', payload: { userId, changes } })
const add = (username: string): OfficeUser => {
  const user = {
    id: nextId(),
    username,
    displayName: 'زهرا رضایی',
    roles: ['reception' as const],
    desk: null,
  }
  act({ type: 'user_added', payload: { user, passwordHash } })
  const added = office.store.users.get(user.id)
  if (!added) throw new Error('nobody was added')
  return added
}
/** As a page of the pull does. */
const pull = (...users: OfficeUser[]) =>
  office.store.transaction(() => {
    office.store.users.put(users)
    showPeople(office.store)
  })
const shown = (id: string) => office.store.users.get(id)
const server = (id: string) => office.store.users.serverPeople().get(id)

test('what is pending stays on top of a row that lacks it, and the server’s version beside it', () => {
  change(paziresh.id, { desk: '7' })
  pull({ ...paziresh, displayName: 'نام تازه' })
  expect(shown(paziresh.id)).toMatchObject({ displayName: 'نام تازه', desk: '7' })
  expect(server(paziresh.id)).toEqual({ ...paziresh, displayName: 'نام تازه' })
})

test('a row that holds the event already is taken as it is, also when it was changed since', () => {
  const id = change(paziresh.id, { desk: '7' })
  const newer = { ...paziresh, desk: '8', appliedEventIds: [id] }
  pull(newer)
  expect(shown(paziresh.id)).toEqual(newer)
  // An older page that comes late: what it lacks is put on it.
  pull(paziresh)
  expect(shown(paziresh.id)).toMatchObject({ desk: '7' })
})

test('somebody who was added here stays until the central system has spoken; of a page of others nothing is lost', () => {
  const added = add('rezaei')
  pull({ ...madarek, desk: '4' })
  expect(shown(added.id)).toEqual(added)
  expect(server(added.id)).toBeUndefined()
  office.store.users.deactivateBefore(99)
  expect(shown(added.id)?.active).toBe(true)
  expect(shown(madarek.id)?.active).toBe(false)
  pull(added)
  expect(server(added.id)).toEqual(added)
})

test('somebody else with the same user name: the central system’s counts', () => {
  const added = add('rezaei')
  const theirs = { ...added, id: nextId(), displayName: 'علی رضایی', appliedEventIds: [nextId()] }
  pull(theirs)
  expect(shown(added.id)).toBeUndefined()
  expect(office.store.users.byUsername('rezaei')).toEqual(theirs)
})

test('an act of somebody who is no supervisor any more falls away', () => {
  change(paziresh.id, { active: false })
  pull({ ...masoul, roles: ['reception'] })
  expect(shown(paziresh.id)).toEqual(paziresh)
  // And comes back with their role, as long as nobody has refused it.
  pull(masoul)
  expect(shown(paziresh.id)?.active).toBe(false)
})
