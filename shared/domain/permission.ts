import type { Actor, EventType } from './event.ts'
import { type Role, roles } from './state.ts'

/**
 * Who may cause which event (DESIGN 3, column "who"). A supervisor may do what the clerks may; only the supervisor
 * closes days, records and reverses no-shows. `cancelled` belongs to the central side alone, which may also reverse a
 * no-show: an operator lifts a ban. Whoever works here sees files; what was seen is recorded. Everybody sets a password:
 * their own, unless they are supervisor (`reduceUser`).
 */
export const rolesForEvent: Record<EventType, readonly Role[]> = {
  walked_in: ['reception', 'supervisor'],
  checked_in: ['reception', 'supervisor'],
  check_in_undone: ['reception', 'supervisor'],
  document_decided: ['documents', 'supervisor'],
  details_corrected: ['documents', 'supervisor'],
  documents_concluded: ['documents', 'supervisor'],
  returned: ['reception', 'supervisor'],
  served: ['documents', 'supervisor'],
  marked_no_show: ['supervisor'],
  no_show_reversed: ['supervisor'],
  cancelled: [],
  called: ['documents', 'supervisor'],
  recalled: ['documents', 'supervisor'],
  call_skipped: ['documents', 'supervisor'],
  handed_over: ['documents', 'supervisor'],
  day_closed: ['supervisor'],
  day_reopened: ['supervisor'],
  user_added: ['supervisor'],
  user_changed: ['supervisor'],
  password_set: roles,
  record_viewed: roles,
  person_looked_up: roles,
  schedule_printed: roles,
  slip_printed: roles,
  closing_report_printed: ['supervisor'],
  print_failed: roles,
  log_exported: ['supervisor'],
  events_exported: ['supervisor'],
}

const ofTheCentralSide: readonly EventType[] = ['cancelled', 'no_show_reversed']

/** True when the actor holds a role that may cause the event. */
export function mayCause(actor: Actor, type: EventType): boolean {
  if (actor.kind === 'central') return ofTheCentralSide.includes(type)
  return rolesForEvent[type].some((role) => actor.roles.includes(role))
}

export const isSupervisor = (actor: Actor): boolean =>
  actor.kind === 'user' && actor.roles.includes('supervisor')
