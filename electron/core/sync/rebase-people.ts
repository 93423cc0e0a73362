import type { Store } from '#db/store.ts'
import type { UserEvent } from '#shared/domain/event.ts'
import type { OfficeUser } from '#shared/domain/office-user.ts'
import { type People, reduceUser } from '#shared/domain/reduce-user.ts'

/**
 * The central system's people with the own events that are not in them yet, as `rebase` does with appointments; all of them
 * together, because who may change whom, and which names are free, depends on the others.
 *
 * @param own the own events of people in the order of the log; neither refused nor withdrawn ones
 */
export function rebasePeople(servers: People, own: readonly UserEvent[]): People {
  const shown = new Map<string, OfficeUser>(servers)
  for (const event of own) {
    const reduction = reduceUser(shown, event)
    if (reduction.ok && reduction.changed) shown.set(reduction.value.id, reduction.value)
  }
  return shown
}

/** Works out anew whom the office has: after the central system said something of them, or refused something. */
export function showPeople(store: Pick<Store, 'users' | 'events'>): void {
  store.users.show(rebasePeople(store.users.serverPeople(), store.events.ofPeople()))
}
