import type { UserEvent } from './event.ts'
import type { OfficeUser, UserPayload } from './office-user.ts'
import { mayCause } from './permission.ts'
import type { Reduction } from './refusal.ts'
import { applied, refused, unchanged } from './refusal.ts'

/** Everybody of one office, those out of service too, by id. */
export type People = ReadonlyMap<string, OfficeUser>

const isSupervisorNow = (user: OfficeUser): boolean => user.active && user.roles.includes('supervisor')

/** The person whom an event concerns. */
export const userIdOf = (event: UserEvent): string =>
  event.type === 'user_added' ? event.payload.user.id : event.payload.userId

/**
 * What an event makes of the person it concerns, or why it may not happen. Pure, like `reduce`.
 *
 * Who acts is looked up among the office's people and not believed from the event: somebody who has been put out of
 * service, or is no supervisor any more, changes nobody. Since whoever manages others is a supervisor in service and cannot
 * take that from themselves, there is always one left.
 */
export function reduceUser(people: People, event: UserEvent): Reduction<OfficeUser> {
  const target = people.get(userIdOf(event))
  if (target?.appliedEventIds.includes(event.id)) return unchanged(target)
  if (event.actor.kind !== 'user' || !mayCause(event.actor, event.type)) return refused('role_not_allowed')
  // Of somebody who was refused, what they did themselves falls with that, and is told as such.
  if (event.type !== 'user_added' && !target) return refused('user_unknown')
  const by = people.get(event.actor.userId)
  if (!by?.active) return refused('actor_out_of_service')

  if (event.type === 'user_added') {
    if (!isSupervisorNow(by)) return refused('role_not_allowed')
    return add(people, event.id, event.payload)
  }
  if (!target) return refused('user_unknown')
  const appliedEventIds = [...target.appliedEventIds, event.id]
  const isOwn = by.id === target.id
  if (event.type === 'user_changed') {
    if (!isSupervisorNow(by)) return refused('role_not_allowed')
    const { displayName, roles, desk, active } = event.payload.changes
    if (isOwn && (active === false || (roles && !roles.includes('supervisor')))) {
      return refused('own_rights')
    }
    return applied({
      ...target,
      displayName: displayName ?? target.displayName,
      roles: roles ?? target.roles,
      desk: desk === undefined ? target.desk : desk,
      active: active ?? target.active,
      appliedEventIds,
    })
  }
  if (!isOwn && !isSupervisorNow(by)) return refused('role_not_allowed')
  if (!target.active) return refused('user_out_of_service')
  const { passwordHash, oneTime } = event.payload
  // One's own is chosen for good; what a supervisor sets for somebody else is known to two, and good for one time.
  if (oneTime === isOwn) return refused('value_invalid')
  return applied({ ...target, passwordHash, mustChangePassword: oneTime, appliedEventIds })
}

function add(
  people: People,
  eventId: string,
  { user, passwordHash }: UserPayload<'user_added'>,
): Reduction<OfficeUser> {
  if (people.has(user.id)) return refused('transition_not_allowed')
  const isTaken = [...people.values()].some(({ username }) => username.toLowerCase() === user.username)
  if (isTaken) return refused('username_taken')
  return applied({
    ...user,
    passwordHash,
    mustChangePassword: true,
    active: true,
    appliedEventIds: [eventId],
  })
}
