import { afterEach, beforeEach, expect, test } from 'vitest'
import { seedNow, seedPassword, seedUsers } from '#tests/support/seed-store.ts'
import type { Desk, TestCore } from '#tests/support/test-core.ts'
import { httpDesk, openTestCore, refusalOf, signIn } from '#tests/support/test-core.ts'

let office: TestCore
let desk: Desk
beforeEach(() => {
  office = openTestCore({ appointments: 2 })
  desk = office.portDesk()
})
afterEach(() => office.close())

const enter = (username: string, password: string, at = desk) =>
  at.client.session.signIn({ username, password })
const { paziresh } = seedUsers

test('the right password signs in, and tells nothing of the hash', async () => {
  const user = await enter(' paziresh ', seedPassword)
  expect(user).toEqual({
    id: paziresh.id,
    username: 'paziresh',
    displayName: paziresh.displayName,
    roles: ['reception'],
    desk: paziresh.desk,
    mustChangePassword: false,
  })
  expect(await desk.client.session.current()).toEqual({ user, now: seedNow, today: '2026-11-22' })
})

test('unknown user, wrong password and disabled user get one and the same answer', async () => {
  office.store.users.put([{ ...seedUsers.masoul, active: false }])
  const answers = await Promise.all([
    refusalOf(enter('nobody', seedPassword)),
    refusalOf(enter('paziresh', 'wrong')),
    refusalOf(enter('masoul', seedPassword)),
  ])
  for (const answer of answers) {
    expect(answer).toEqual({ code: 'INVALID_CREDENTIALS', defined: true, data: undefined })
  }
  expect((await desk.client.session.current()).user).toBeNull()
})

test('after five wrong passwords one waits, with the right one too; another name does not', async () => {
  for (let count = 0; count < 5; count += 1) await refusalOf(enter('paziresh', 'wrong'))
  expect(await refusalOf(enter('paziresh', seedPassword))).toEqual({
    code: 'TOO_MANY_ATTEMPTS',
    defined: true,
    data: { retryAfterSeconds: expect.any(Number) },
  })
  expect(await enter('madarek', seedPassword)).toMatchObject({ username: 'madarek' })
})

test('a hundred guesses at once do not slip past the count', async () => {
  const codes = await Promise.all(
    Array.from(
      { length: 100 },
      async (_, index) => (await refusalOf(enter('paziresh', `guess ${index}`))).code,
    ),
  )
  expect(codes.filter((code) => code === 'INVALID_CREDENTIALS')).toHaveLength(5)
  expect(codes.filter((code) => code === 'TOO_MANY_ATTEMPTS')).toHaveLength(95)
})

test('signing out ends the session; so do a change of password, a disabled user and a long day', async () => {
  const ends: (() => unknown)[] = [
    () => desk.client.session.signOut(),
    () => office.store.users.put([{ ...paziresh, passwordHash: seedUsers.madarek.passwordHash }]),
    () => office.store.users.put([{ ...paziresh, active: false }]),
    () => office.setNow('2026-11-22T20:53:00.000Z'),
  ]
  for (const end of ends) {
    office.setNow(seedNow)
    office.store.users.put([paziresh])
    await signIn(desk, 'paziresh')
    await end()
    expect(await refusalOf(desk.client.sync.status())).toMatchObject({ code: 'SIGN_IN_REQUIRED' })
  }
})

test('a role that was taken away holds from the next call on', async () => {
  await signIn(desk, 'masoul')
  await desk.client.sync.tray()
  office.store.users.put([{ ...seedUsers.masoul, roles: ['reception'] }])
  expect(await refusalOf(desk.client.sync.tray())).toMatchObject({ code: 'FORBIDDEN' })
})

test('signing in again replaces who was signed in at this desk, and no other desk', async () => {
  const other = office.portDesk()
  await signIn(other, 'paziresh')
  await signIn(desk, 'paziresh')
  await signIn(desk, 'masoul')
  expect((await desk.client.session.current()).user?.username).toBe('masoul')
  expect((await other.client.session.current()).user?.username).toBe('paziresh')
  expect(office.core.sessions.size).toBe(2)
  desk.close()
  await expect.poll(() => office.core.sessions.size).toBe(1)
})

test('a watcher whose session ends is told so and gets nothing more', async () => {
  const host = await office.host()
  for (const watcher of [office.portDesk(), httpDesk(host)]) {
    await signIn(watcher, 'paziresh')
    const notices = await watcher.client.live.watch()
    const next = notices.next()
    await watcher.client.session.signOut()
    expect(await refusalOf(next)).toMatchObject({ code: 'SIGN_IN_REQUIRED', defined: true })
  }
  expect(office.live.subscribers).toBe(0)
})

test('nothing that was typed or signed in with is logged', async () => {
  await refusalOf(enter('paziresh', 'wrong'))
  await enter('paziresh', seedPassword)
  expect(office.logged).toEqual([])
})
