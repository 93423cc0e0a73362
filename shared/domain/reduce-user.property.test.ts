import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deviceId, nextId, officeId } from '#tests/support/domain-fixtures.ts'
import type { Actor, UserEvent } from './event.ts'
import { chainStart, userEventSchema } from './event.ts'
import type { OfficeUser, UserEventType, UserPayload } from './office-user.ts'
import { type People, reduceUser } from './reduce-user.ts'
import type { RefusalCode } from './refusal.ts'
import { type Role, roles } from './state.ts'

const hash = (mark: string) => `$argon2id$v=19$m=19456,t=2,p=1$${mark.repeat(22)}$${mark.repeat(43)}`
const idOf = (index: number) => `018f0000-0000-7000-8000-0000000000f${index}`

const person = (index: number, changes: Partial<OfficeUser> = {}): OfficeUser => ({
  id: idOf(index),
  username: `user${index}`,
  displayName: `کاربر ${index}`,
  roles: ['reception'],
  desk: null,
  passwordHash: hash('a'),
  mustChangePassword: false,
  active: true,
  appliedEventIds: [],
  ...changes,
})
const masoul = person(1, { roles: ['supervisor'] })
const paziresh = person(2)
const office = (...people: OfficeUser[]): Map<string, OfficeUser> =>
  new Map((people.length > 0 ? people : [masoul, paziresh]).map((one) => [one.id, one]))

const actorOf = ({ id, displayName, roles }: OfficeUser): Actor => ({
  kind: 'user',
  userId: id,
  displayName,
  roles,
})
const event = <T extends UserEventType>(by: Actor, type: T, payload: UserPayload<T>): UserEvent =>
  ({
    id: nextId(),
    officeId,
    deviceId,
    deviceSeq: 1,
    actor: by,
    deviceTime: '2026-11-22T07:00:00.000Z',
    clockOffsetMs: 0,
    previousHash: chainStart,
    appointmentId: null,
    type,
    payload,
  }) as UserEvent
const adds = (by: OfficeUser, changes: Partial<UserPayload<'user_added'>['user']> = {}) =>
  event(actorOf(by), 'user_added', {
    user: {
      id: idOf(5),
      username: 'rezaei',
      displayName: 'زهرا رضایی',
      roles: ['documents'],
      desk: '3',
      ...changes,
    },
    passwordHash: hash('b'),
  })
const changes = (by: OfficeUser, of: OfficeUser, what: UserPayload<'user_changed'>['changes']) =>
  event(actorOf(by), 'user_changed', { userId: of.id, changes: what })
const sets = (by: OfficeUser, of: OfficeUser, oneTime: boolean) =>
  event(actorOf(by), 'password_set', { userId: of.id, passwordHash: hash('c'), oneTime })

const made = (people: People, act: UserEvent): OfficeUser => {
  const reduction = reduceUser(people, act)
  if (!reduction.ok) throw new Error(`refused: ${reduction.refusal.code}`)
  return reduction.value
}
const codeOf = (people: People, act: UserEvent): RefusalCode | null => {
  const reduction = reduceUser(people, act)
  return reduction.ok ? null : reduction.refusal.code
}

describe('what may happen', () => {
  it('who is added has a one-time password', () => {
    const act = adds(masoul)
    expect(made(office(), act)).toEqual(
      person(5, {
        username: 'rezaei',
        displayName: 'زهرا رضایی',
        roles: ['documents'],
        desk: '3',
        passwordHash: hash('b'),
        mustChangePassword: true,
        appliedEventIds: [act.id],
      }),
    )
  })

  it('a change touches what it names and nothing else', () => {
    const before = person(2, { desk: '4', mustChangePassword: true })
    const act = changes(masoul, before, { desk: null, active: false })
    expect(made(office(masoul, before), act)).toEqual({
      ...before,
      desk: null,
      active: false,
      appliedEventIds: [act.id],
    })
  })

  it('one sets one’s own password for good, and a supervisor another’s for one time', () => {
    expect(made(office(), sets(paziresh, paziresh, false))).toMatchObject({
      passwordHash: hash('c'),
      mustChangePassword: false,
    })
    expect(made(office(), sets(masoul, paziresh, true))).toMatchObject({
      passwordHash: hash('c'),
      mustChangePassword: true,
    })
  })

  it('the same event once more changes nothing', () => {
    const act = sets(masoul, paziresh, true)
    const after = made(office(), act)
    expect(reduceUser(office(masoul, after), act)).toEqual({ ok: true, value: after, changed: false })
  })
})

describe('what is refused', () => {
  const second = person(3, { roles: ['supervisor', 'documents'] })
  const out = person(4, { active: false })
  const demoted = person(1, { roles: ['reception'] })
  const gone = person(1, { roles: ['supervisor'], active: false })
  it.each<[string, RefusalCode, UserEvent, OfficeUser[]]>([
    ['a clerk adds somebody', 'role_not_allowed', adds(paziresh), []],
    ['a clerk changes somebody', 'role_not_allowed', changes(paziresh, masoul, { active: false }), []],
    [
      'a clerk changes their own roles',
      'role_not_allowed',
      changes(paziresh, paziresh, { roles: ['supervisor'] }),
      [],
    ],
    ['a clerk sets another’s password', 'role_not_allowed', sets(paziresh, masoul, true), []],
    [
      'the central side',
      'role_not_allowed',
      { ...adds(masoul), actor: { kind: 'central' } } as UserEvent,
      [],
    ],
    ['a name that is taken', 'username_taken', adds(masoul, { username: 'user2' }), []],
    [
      'a name of somebody out of service',
      'username_taken',
      adds(masoul, { username: 'user4' }),
      [masoul, out],
    ],
    [
      'a name in other letters',
      'username_taken',
      adds(masoul, { username: 'zahra' }),
      [masoul, person(2, { username: 'Zahra' })],
    ],
    ['an id that is taken', 'transition_not_allowed', adds(masoul, { id: idOf(2) }), []],
    ['nobody', 'user_unknown', changes(masoul, person(7), { desk: '1' }), []],
    ['a password of nobody', 'user_unknown', sets(masoul, person(7), true), []],
    ['a password of somebody out of service', 'user_out_of_service', sets(masoul, out, true), [masoul, out]],
    ['oneself out of service', 'own_rights', changes(second, second, { active: false }), [masoul, second]],
    [
      'one’s own role of supervisor',
      'own_rights',
      changes(second, second, { roles: ['documents'] }),
      [masoul, second],
    ],
    ['one’s own password for one time', 'value_invalid', sets(masoul, masoul, true), []],
    ['another’s password for good', 'value_invalid', sets(masoul, paziresh, false), []],
    ['a supervisor who is none any more', 'role_not_allowed', adds(masoul), [demoted, second]],
    ['a supervisor out of service', 'actor_out_of_service', adds(masoul), [gone, second]],
    ['somebody unknown', 'actor_out_of_service', adds(masoul), [second]],
  ])('%s: %s', (_title, code, act, people) => {
    expect(codeOf(office(...people), act)).toBe(code)
  })

  it('a claim of roles in the event does not make a supervisor', () => {
    const act = { ...adds(paziresh), actor: { ...actorOf(paziresh), roles: ['supervisor'] } } as UserEvent
    expect(codeOf(office(), act)).toBe('role_not_allowed')
  })
})

describe('what is no event at all', () => {
  const good = adds(masoul)
  const broken = (payload: object) =>
    userEventSchema.safeParse({ ...good, payload: { ...good.payload, ...payload } }).success
  it.each([
    [
      'a name with spaces',
      { user: { ...(good.payload as UserPayload<'user_added'>).user, username: 'z rezaei' } },
    ],
    [
      'a Persian user name',
      { user: { ...(good.payload as UserPayload<'user_added'>).user, username: 'رضایی' } },
    ],
    ['no role', { user: { ...(good.payload as UserPayload<'user_added'>).user, roles: [] } }],
    [
      'a role twice',
      { user: { ...(good.payload as UserPayload<'user_added'>).user, roles: ['reception', 'reception'] } },
    ],
    ['a password in the open', { passwordHash: 'correct horse' }],
    ['another algorithm', { passwordHash: hash('b').replace('argon2id', 'argon2i') }],
    ['a hash that costs gigabytes', { passwordHash: hash('b').replace('m=19456', 'm=9999999') }],
  ])('%s', (_title, payload) => {
    expect(broken({})).toBe(true)
    expect(broken(payload)).toBe(false)
  })
})

/** Any order of any acts by anybody: what has to hold at the end does. */
it('whoever does whatever: a supervisor in service is left, names differ, and only supervisors have managed others', () => {
  const index = fc.nat(5)
  const role = fc.uniqueArray(fc.constantFrom<Role>(...roles), { minLength: 1 })
  const act = fc.record({
    by: index,
    of: index,
    type: fc.constantFrom<UserEventType>('user_added', 'user_changed', 'password_set'),
    roles: role,
    claims: role,
    username: fc.constantFrom('user1', 'user2', 'user9', 'rezaei'),
    active: fc.option(fc.boolean(), { nil: undefined }),
    oneTime: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      const people = office()
      for (const { by, of, type, claims, active, oneTime, username, ...more } of acts) {
        const userId = idOf(of)
        const payloads = {
          user_added: {
            user: { id: userId, username, displayName: 'نام', roles: more.roles, desk: null },
            passwordHash: hash('d'),
          },
          user_changed: {
            userId,
            changes: { roles: more.roles, ...(active === undefined ? {} : { active }) },
          },
          password_set: { userId, passwordHash: hash('e'), oneTime },
        }
        const before = people.get(userId)
        const actor: Actor = { kind: 'user', userId: idOf(by), displayName: 'x', roles: claims }
        const reduction = reduceUser(people, event(actor, type, payloads[type]))
        if (!reduction.ok) continue
        const acting = people.get(idOf(by))
        expect(acting?.active).toBe(true)
        if (type !== 'password_set' || by !== of) expect(acting?.roles).toContain('supervisor')
        if (type === 'user_added') expect(before).toBeUndefined()
        people.set(userId, reduction.value)
        const all = [...people.values()]
        expect(all.some((one) => one.active && one.roles.includes('supervisor'))).toBe(true)
        expect(new Set(all.map((one) => one.username)).size).toBe(all.length)
      }
    }),
  )
})
