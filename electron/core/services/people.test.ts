import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { assembleCore } from '#core/core.ts'
import { logFilterSchema } from '#shared/contract/event-log.ts'
import { deviceSyncDouble } from '#tests/support/device-double.ts'
import { seedPassword, seedUsers } from '#tests/support/seed-store.ts'
import type { Desk, OfficeClient, TestCore } from '#tests/support/test-core.ts'
import { httpDesk, openTestCore, refusalOf, signIn, verified } from '#tests/support/test-core.ts'

/** The people of an office without a line: added, changed, signed in and out. */

let office: TestCore
let supervisor: OfficeClient
beforeEach(async () => {
  office = openTestCore({ appointments: 4 })
  supervisor = await signIn(office.portDesk(), 'masoul')
})
afterEach(() => office.close())

const rezaei = { username: 'rezaei', displayName: 'زهرا رضایی', roles: ['reception' as const], desk: '3' }
const enter = (username: string, password: string, desk: Desk = office.portDesk()) =>
  desk.client.session.signIn({ username, password })
const ownPassword = 'یک باغ در بهار'

/** Somebody who has been added and has chosen a password. */
async function added(): Promise<{ id: string; desk: Desk }> {
  const { colleague, oneTimePassword } = await supervisor.people.add(rezaei)
  const desk = office.portDesk()
  await enter('rezaei', oneTimePassword, desk)
  await desk.client.session.changePassword({ present: oneTimePassword, password: ownPassword })
  return { id: colleague.id, desk }
}

describe('somebody is added', () => {
  test('with a one-time password, which opens nothing but the way to another, also after a restart', async () => {
    const { colleague, oneTimePassword } = await supervisor.people.add({
      ...rezaei,
      displayName: ' زهرا رضايي ',
      desk: '۳',
    })
    expect(oneTimePassword).toMatch(/^[2-9a-z]{4}-[2-9a-z]{4}-[2-9a-z]{4}$/)
    expect(colleague).toEqual({
      ...rezaei,
      id: expect.any(String),
      mustChangePassword: true,
      active: true,
      sync: 'queued',
    })
    const desk = office.portDesk()
    expect(await enter('rezaei', oneTimePassword, desk)).toMatchObject({ mustChangePassword: true })
    const refused = { code: 'PASSWORD_CHANGE_REQUIRED', defined: true }
    const appointmentId = office.seeded?.appointments[0]?.id ?? ''
    expect(await refusalOf(desk.client.day.list({ date: '2026-11-22' }))).toMatchObject(refused)
    expect(await refusalOf(desk.client.visit.checkIn({ appointmentId }))).toMatchObject(refused)
    expect(await refusalOf(desk.client.sync.status())).toMatchObject(refused)
    expect(await refusalOf(desk.client.live.watch())).toMatchObject(refused)
    expect(await refusalOf(desk.client.people.list())).toMatchObject(refused)

    const restarted = await restart()
    const after = office.portDesk(restarted)
    await enter('rezaei', oneTimePassword, after)
    expect(await refusalOf(after.client.day.list({ date: '2026-11-22' }))).toMatchObject(refused)
    expect((await after.client.session.current()).user).toMatchObject({ mustChangePassword: true })
    expect(await after.client.session.signOut()).toEqual({})
  })

  test('they choose their own, go on in the same session, and the one-time password is worth nothing', async () => {
    const { colleague, oneTimePassword } = await supervisor.people.add(rezaei)
    const desk = httpDesk(await office.host())
    await enter('rezaei', oneTimePassword, desk)
    expect(
      await refusalOf(
        desk.client.session.changePassword({ present: oneTimePassword, password: oneTimePassword }),
      ),
    ).toMatchObject({ code: 'PASSWORD_REFUSED', data: { why: 'same_as_present' } })
    const changed = await desk.client.session.changePassword({
      present: oneTimePassword,
      password: ownPassword,
    })
    expect(changed).toMatchObject({ id: colleague.id, mustChangePassword: false })
    const appointmentId = office.seeded?.appointments[0]?.id ?? ''
    expect((await desk.client.visit.checkIn({ appointmentId })).appointment).toMatchObject({
      state: 'arrived',
      checkedInBy: { userId: colleague.id, displayName: 'زهرا رضایی' },
    })
    const restarted = await restart()
    const after = office.portDesk(restarted)
    expect(await refusalOf(enter('rezaei', oneTimePassword, after))).toMatchObject({
      code: 'INVALID_CREDENTIALS',
    })
    expect(await enter('rezaei', ownPassword, after)).toMatchObject({ mustChangePassword: false })
  })

  test('a name that somebody has is refused, and a name that is none is no request', async () => {
    const before = office.store.events.head()
    expect(await refusalOf(supervisor.people.add({ ...rezaei, username: 'paziresh' }))).toMatchObject({
      code: 'REFUSED',
      data: { code: 'username_taken' },
    })
    for (const username of ['رضایی', 'z rezaei', 'Rezaei', 'r']) {
      expect(await refusalOf(supervisor.people.add({ ...rezaei, username }))).toMatchObject({
        code: 'BAD_REQUEST',
      })
    }
    expect(office.store.events.head()).toEqual(before)
    expect(await supervisor.people.list()).toHaveLength(3)
  })
})

describe('one’s own password', () => {
  test('the present one is asked for, and wrong ones count as attempts to sign in', async () => {
    const desk = office.portDesk()
    await signIn(desk, 'paziresh')
    const change = (present: string, password = ownPassword) =>
      refusalOf(desk.client.session.changePassword({ present, password }))
    for (let count = 0; count < 5; count += 1) {
      expect(await change('wrong')).toMatchObject({ code: 'INVALID_CREDENTIALS' })
    }
    expect(await change(seedPassword)).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' })
    expect(await refusalOf(enter('paziresh', seedPassword))).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' })
    office.setNow('2026-11-22T07:30:00.000Z')
    expect(await change(seedPassword, 'short')).toMatchObject({
      code: 'PASSWORD_REFUSED',
      data: { why: 'too_short' },
    })
    await desk.client.session.changePassword({ present: seedPassword, password: ownPassword })
    expect(await refusalOf(enter('paziresh', seedPassword))).toMatchObject({ code: 'INVALID_CREDENTIALS' })
    await enter('paziresh', ownPassword)
  })

  test('where they are signed in besides, they are signed out at once', async () => {
    const [here, there] = [office.portDesk(), httpDesk(await office.host())]
    await signIn(here, 'paziresh')
    await signIn(there, 'paziresh')
    const watching = (await there.client.live.watch()).next()
    await here.client.session.changePassword({ present: seedPassword, password: ownPassword })
    expect(await refusalOf(watching)).toMatchObject({ code: 'SIGN_IN_REQUIRED' })
    expect((await there.client.session.current()).user).toBeNull()
    expect((await here.client.session.current()).user).toMatchObject({ username: 'paziresh' })
  })
})

describe('the supervisor manages', () => {
  test('who is put out of service is signed out at once, and comes back with the same password', async () => {
    const { id, desk } = await added()
    const watching = (await desk.client.live.watch()).next()
    expect(await supervisor.people.change({ userId: id, changes: { active: false } })).toMatchObject({
      active: false,
    })
    expect(await refusalOf(watching)).toMatchObject({ code: 'SIGN_IN_REQUIRED' })
    expect(await refusalOf(enter('rezaei', ownPassword))).toMatchObject({ code: 'INVALID_CREDENTIALS' })
    expect(await refusalOf(supervisor.people.resetPassword({ userId: id }))).toMatchObject({
      data: { code: 'user_out_of_service' },
    })
    await supervisor.people.change({ userId: id, changes: { active: true } })
    await enter('rezaei', ownPassword)
  })

  test('a reset signs out, and only the new one-time password lets in', async () => {
    const { id, desk } = await added()
    const { oneTimePassword } = await supervisor.people.resetPassword({ userId: id })
    expect((await desk.client.session.current()).user).toBeNull()
    expect(await refusalOf(enter('rezaei', ownPassword))).toMatchObject({ code: 'INVALID_CREDENTIALS' })
    expect(await enter('rezaei', oneTimePassword)).toMatchObject({ mustChangePassword: true })
  })

  test('roles and name hold from the next call on', async () => {
    const { id, desk } = await added()
    expect(await refusalOf(desk.client.people.list())).toMatchObject({ code: 'FORBIDDEN' })
    await supervisor.people.change({
      userId: id,
      changes: { roles: ['supervisor', 'documents'], displayName: 'زهرا رضایی‌فر', desk: null },
    })
    expect(await desk.client.people.list()).toContainEqual(
      expect.objectContaining({
        id,
        displayName: 'زهرا رضایی‌فر',
        roles: ['supervisor', 'documents'],
        desk: null,
      }),
    )
  })

  test('nobody puts themselves out of service or takes their own role, nor changes whom nobody knows', async () => {
    const before = office.store.events.head()
    const own = seedUsers.masoul.id
    for (const changes of [{ active: false }, { roles: ['reception' as const] }]) {
      expect(await refusalOf(supervisor.people.change({ userId: own, changes }))).toMatchObject({
        code: 'REFUSED',
        data: { code: 'own_rights' },
      })
    }
    const userId = '018f0000-0000-7000-8000-00000000dead'
    expect(await refusalOf(supervisor.people.resetPassword({ userId }))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusalOf(supervisor.people.change({ userId, changes: { desk: '1' } }))).toMatchObject({
      code: 'NOT_FOUND',
    })
    expect(office.store.events.head()).toEqual(before)
  })

  test('nothing is recorded while recording is blocked', async () => {
    office.setFreeBytes(0)
    expect(await refusalOf(supervisor.people.add(rezaei))).toMatchObject({ code: 'RECORDING_BLOCKED' })
    expect(await supervisor.people.list()).toHaveLength(3)
  })
})

test('the log tells who did what to whom, with no password and no hash, and its chain is whole', async () => {
  const { id } = await added()
  const { oneTimePassword } = await supervisor.people.resetPassword({ userId: id })
  const { entries } = await supervisor.log.list({ filter: logFilterSchema.parse({ kind: 'people' }) })
  expect(
    entries.map(({ type, actor, person }) => [
      type,
      'displayName' in actor && actor.displayName,
      person?.name,
    ]),
  ).toEqual([
    ['password_set', 'زهرا مسئول', 'زهرا رضایی'],
    ['password_set', 'زهرا رضایی', 'زهرا رضایی'],
    ['user_added', 'زهرا مسئول', 'زهرا رضایی'],
  ])
  const exported = await supervisor.log.export({ filter: logFilterSchema.parse({}) })
  const shown = JSON.stringify([
    entries,
    exported,
    await supervisor.people.list(),
    await supervisor.diagnostics.collect(),
    await verified(supervisor),
  ])
  for (const secret of ['argon2', 'passwordHash', oneTimePassword, ownPassword])
    expect(shown).not.toContain(secret)
  expect((await verified(supervisor)).broken).toBeNull()
  expect(JSON.stringify(office.logged)).not.toContain(oneTimePassword)
  const sent = office.store.events.queued(500, 0).map(({ json }) => json)
  for (const secret of [oneTimePassword, ownPassword]) expect(sent.join()).not.toContain(secret)
})

/** Another core on the same database: whoever was signed in has to sign in anew. */
async function restart() {
  return assembleCore({
    store: office.store,
    clock: office.clock,
    live: office.live,
    sync: {
      wake() {},
      status: () => Promise.reject(new Error('not asked')) as never,
      syncNow: () => Promise.resolve(),
      takeOver: () => Promise.resolve(),
      ...deviceSyncDouble,
    },
    tray: { list: () => [], retry: () => [], withdraw: () => [] },
    condition: office.condition,
    escrow: office.escrow,
    backup: office.backup,
    fetch: () => Promise.reject(new TypeError('this office has no network')),
    log: () => {},
    appVersion: '0.0.0-test',
    dataDir: office.folder,
  })
}
