import type { Colleague, User } from '#shared/contract/office.ts'
import type { Actor, UserEvent } from '#shared/domain/event.ts'
import { chainStart } from '#shared/domain/event.ts'
import type { NewUser, OfficeUser, UserChanges } from '#shared/domain/office-user.ts'
import { type PasswordProblem, passwordProblem } from '#shared/domain/password.ts'
import { reduceUser } from '#shared/domain/reduce-user.ts'
import type { Refusal } from '#shared/domain/refusal.ts'
import { deviceId, nextId, officeId } from './domain-fixtures.ts'

/** What the next person is given; a real core draws it. */
export const oneTimeDouble = '7kq4-mw2c-8rtz'

/** The people of an office in memory, by the same rule book. Passwords are kept as they are: nothing is hashed here. */
export function peopleDouble(parts: { people: readonly Colleague[]; actor(): Actor; changed(): void }) {
  const syncs = new Map(parts.people.map(({ id, sync }) => [id, sync]))
  const people = new Map<string, OfficeUser>(
    parts.people.map(({ sync: _, ...person }) => [
      person.id,
      { ...person, passwordHash: '$argon2id$double', appliedEventIds: [] },
    ]),
  )
  const passwords = new Map<string, string>()

  const toColleague = ({ appliedEventIds: _, passwordHash: __, ...person }: OfficeUser): Colleague => ({
    ...person,
    sync: syncs.get(person.id) ?? 'sent',
  })
  const act = (
    what: Pick<UserEvent, 'type' | 'payload'>,
  ): { ok: true; user: OfficeUser } | { ok: false; refusal: Refusal } => {
    const event = {
      id: nextId(),
      officeId,
      deviceId,
      deviceSeq: 1,
      actor: parts.actor(),
      deviceTime: '2026-11-22T06:52:00.000Z',
      clockOffsetMs: 0,
      previousHash: chainStart,
      appointmentId: null,
      ...what,
    } as UserEvent
    const reduction = reduceUser(people, event)
    if (!reduction.ok) return reduction
    people.set(reduction.value.id, reduction.value)
    syncs.set(reduction.value.id, 'queued')
    parts.changed()
    return { ok: true, user: reduction.value }
  }
  const passwordHash = '$argon2id$double'

  return {
    list: () =>
      [...people.values()].map(toColleague).sort((a, b) => a.displayName.localeCompare(b.displayName, 'fa')),
    add: (user: NewUser) =>
      act({ type: 'user_added', payload: { user: { ...user, id: nextId() }, passwordHash } }),
    change: (userId: string, changes: UserChanges) =>
      act({ type: 'user_changed', payload: { userId, changes } }),
    reset: (userId: string) =>
      act({ type: 'password_set', payload: { userId, passwordHash, oneTime: true } }),
    toColleague,
    /** Null when it was changed. */
    changePassword(user: User, present: string, password: string): 'wrong' | PasswordProblem | null {
      if (present !== (passwords.get(user.id) ?? 'pishkhan-demo')) return 'wrong'
      const problem = passwordProblem(password, { username: user.username, present })
      if (problem === null) passwords.set(user.id, password)
      return problem
    },
  }
}
