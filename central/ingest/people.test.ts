import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Change, OfficeUser } from '#shared/contract/central.ts'
import type { Actor, UserEvent } from '#shared/domain/event.ts'
import type { UserChanges, UserPayload } from '#shared/domain/office-user.ts'
import { type CentralAtWork, startCentralAtWork } from '#tests/support/central-at-work.ts'
import type { CentralDevice } from '#tests/support/central-device.ts'
import { at, documents, reception, supervisor } from '#tests/support/central-visits.ts'
import { type TestCentral, testInstant } from '#tests/support/postgres.ts'
import { addOffice } from '#tests/support/second-office.ts'
import { demoOffice } from '../demo/office.ts'

/** People whom an office adds and changes, at the central system. */

let work: CentralAtWork
let central: TestCentral
let device: CentralDevice
beforeAll(async () => {
  work = await startCentralAtWork()
  central = work.central
})
afterAll(() => central.close())
beforeEach(async () => {
  device = await work.newDevice()
})

const passwordHash = `$argon2id$v=19$m=19456,t=2,p=1$${'a'.repeat(22)}$${'b'.repeat(43)}`
let made = 0
const newUser = (
  changes: Partial<UserPayload<'user_added'>['user']> = {},
): UserPayload<'user_added'>['user'] => {
  made += 1
  return {
    id: crypto.randomUUID(),
    username: `person${made}`,
    displayName: 'زهرا رضایی',
    roles: ['reception'],
    desk: null,
    ...changes,
  }
}
const on = (actor: Actor = supervisor) => ({ actor, deviceTime: testInstant })
const add = (user: UserPayload<'user_added'>['user'], actor: Actor = supervisor): UserEvent =>
  device.writeUser({ type: 'user_added', payload: { user, passwordHash } }, on(actor))
const change = (userId: string, changes: UserChanges, actor: Actor = supervisor): UserEvent =>
  device.writeUser({ type: 'user_changed', payload: { userId, changes } }, on(actor))
const setPassword = (userId: string, oneTime: boolean, actor: Actor = supervisor): UserEvent =>
  device.writeUser({ type: 'password_set', payload: { userId, passwordHash, oneTime } }, on(actor))
const codes = async (...events: Parameters<CentralDevice['push']>) =>
  (await device.push(...events)).results.map(({ status, code }) => code ?? status)
const userRow = async (id: string) =>
  (await central.pool.query('SELECT * FROM office_users WHERE id = $1', [id])).rows[0]
const usersIn = (changes: readonly Change[], id: string): OfficeUser | undefined =>
  changes.flatMap((one) => (one.entity === 'user' && one.data.id === id ? [one.data] : [])).at(-1)

describe('taken in', () => {
  test('somebody is added, works, chooses a password and is changed, all in one push', async () => {
    const user = newUser()
    const self: Actor = { kind: 'user', userId: user.id, displayName: user.displayName, roles: ['reception'] }
    const appointment = work.next()
    const before = await work.officeRevision()
    const events = [
      add(user),
      setPassword(user.id, false, self),
      device.write('checked_in', { queueNumber: 71, reason: null }, at(appointment, self)),
      change(user.id, { roles: ['documents', 'reception'], desk: '۷' }),
    ]
    expect(await codes(...events)).toEqual(['applied', 'applied', 'applied', 'applied'])
    expect(await userRow(user.id)).toMatchObject({
      office_id: demoOffice.id,
      username: user.username,
      roles: ['documents', 'reception'],
      desk: '۷',
      password_hash: passwordHash,
      must_change: false,
      active: true,
      revision: before + 4,
      applied_event_ids: [events[0]?.id, events[1]?.id, events[3]?.id],
    })
    expect((await work.rowOf(appointment.id))?.body.checkedInBy).toMatchObject({ userId: user.id })
    // Every device of the office learns of it, this one too, and the row says which of its events are in it.
    for (const other of [device, await work.newDevice()]) {
      const { changes } = await other.pull()
      expect(usersIn(changes, user.id)).toEqual({
        ...user,
        roles: ['documents', 'reception'],
        desk: '۷',
        passwordHash,
        mustChangePassword: false,
        active: true,
        appliedEventIds: [events[0]?.id, events[1]?.id, events[3]?.id],
      })
    }
    // The same once more changes nothing.
    const revision = await work.officeRevision()
    expect(await codes(...events)).toEqual(Array(4).fill('duplicate'))
    expect(await work.officeRevision()).toBe(revision)
  })

  test('a reset asks for another password, and who is put out of service stays an actor of what is late', async () => {
    const user = newUser()
    const self: Actor = { kind: 'user', userId: user.id, displayName: user.displayName, roles: ['reception'] }
    expect(await codes(add(user), setPassword(user.id, false, self), setPassword(user.id, true))).toEqual([
      'applied',
      'applied',
      'applied',
    ])
    expect(await userRow(user.id)).toMatchObject({ must_change: true })
    expect(await codes(change(user.id, { active: false }))).toEqual(['applied'])
    const late = device.write('checked_in', { queueNumber: 72, reason: null }, at(work.next(), self))
    expect(await codes(late, setPassword(user.id, false, self), setPassword(user.id, true))).toEqual([
      'applied',
      'actor_out_of_service',
      'user_out_of_service',
    ])
    expect(await userRow(user.id)).toMatchObject({ active: false, must_change: true })
  })
})

describe('refused, with the row as it was', () => {
  test('what the role does not allow, whatever the event claims', async () => {
    const before = await central.pool.query('SELECT json_agg(u ORDER BY id)::text AS all FROM office_users u')
    const claims: Actor = { ...reception, roles: ['supervisor'] }
    expect(
      await codes(
        add(newUser(), reception),
        add(newUser(), claims),
        change(documents.userId, { active: false }, claims),
        setPassword(documents.userId, true, claims),
        setPassword(supervisor.userId, true, reception),
        change(supervisor.userId, { active: false }),
        change(supervisor.userId, { roles: ['documents'] }),
        setPassword(supervisor.userId, true),
        setPassword(documents.userId, false),
        change(crypto.randomUUID(), { desk: '1' }),
        add(newUser(), { ...supervisor, userId: crypto.randomUUID() }),
      ),
    ).toEqual([
      'role_not_allowed',
      'role_not_allowed',
      'role_not_allowed',
      'role_not_allowed',
      'role_not_allowed',
      'own_rights',
      'own_rights',
      'value_invalid',
      'value_invalid',
      'user_unknown',
      'role_not_allowed',
    ])
    const after = await central.pool.query('SELECT json_agg(u ORDER BY id)::text AS all FROM office_users u')
    expect(after.rows).toEqual(before.rows)
  })

  test('a user name that was taken meanwhile; what the person did all the same is taken in', async () => {
    const first = newUser()
    const second = newUser({ username: first.username })
    const self: Actor = {
      kind: 'user',
      userId: second.id,
      displayName: second.displayName,
      roles: ['reception'],
    }
    const [one, two, three] = [work.next(), work.next(), work.next()]
    const arrive = (appointment: typeof one, queueNumber: number) =>
      device.write('checked_in', { queueNumber, reason: null }, at(appointment, self))
    expect(
      await codes(add(first), add(second), setPassword(second.id, false, self), arrive(one, 81)),
    ).toEqual(['applied', 'username_taken', 'user_unknown', 'applied'])
    // Also in the next push, from the table.
    expect(await codes(arrive(two, 82))).toEqual(['applied'])
    expect(await userRow(second.id)).toBeUndefined()
    // Of somebody whom nobody ever spoke of nothing is taken in.
    const stranger = { ...self, userId: crypto.randomUUID() }
    expect(
      await codes(device.write('checked_in', { queueNumber: 83, reason: null }, at(three, stranger))),
    ).toEqual(['role_not_allowed'])
    // Recorded anew under the same id, once the name is free, they are a colleague like every other.
    expect(await codes(add({ ...second, username: `${second.username}-b` }))).toEqual(['applied'])
    expect(await userRow(second.id)).toMatchObject({ username: `${second.username}-b` })
  })

  test('an id that somebody of another office has', async () => {
    const elsewhere = await addOffice(central, '72-777')
    if (elsewhere.supervisor.kind !== 'user') throw new Error('a supervisor is a user')
    const { userId } = elsewhere.supervisor
    const before = await userRow(userId)
    expect(await codes(add(newUser({ id: userId })), change(userId, { active: false }))).toEqual([
      'transition_not_allowed',
      'user_unknown',
    ])
    expect(await userRow(userId)).toEqual(before)
  })

  test('what is no event of the contract: a password in the open, a name that is none', async () => {
    const user = newUser()
    const write = (payload: object) => {
      const { id: _, ...good } = device.writeUser(
        { type: 'user_added', payload: { user, passwordHash } },
        on(),
      )
      // Written over: the number and the place in the chain are those of the good one.
      device.seq -= 1
      device.hash = good.previousHash
      return device.writeAsIs({ ...good, id: crypto.randomUUID(), payload }) as unknown as UserEvent
    }
    expect(
      await codes(
        write({ user, passwordHash: 'correct horse battery' }),
        write({ user: { ...user, username: 'زهرا' }, passwordHash }),
        write({ user: { ...user, id: user.id.toUpperCase() }, passwordHash }),
        write({ user: { ...user, roles: ['king'] }, passwordHash }),
      ),
    ).toEqual(Array(4).fill('event_malformed'))
    expect(await userRow(user.id)).toBeUndefined()
  })
})
