import type { ServerAppointment, ServerDay, Store } from '#db/store.ts'
import type { Change, ChangesPage, OfficeProfile, OfficeUser } from '#shared/contract/central.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { OfficeDay } from '#shared/domain/day.ts'
import type { OfficeEvent } from '#shared/domain/event.ts'
import type { ClockOffset } from './clock-offset.ts'
import type { Faults } from './faults.ts'
import { rebaseAppointment, rebaseDay } from './rebase.ts'
import { showPeople } from './rebase-people.ts'

/** A page by kinds; of an entity that comes twice the later row counts. */
export type SortedPage = {
  office: OfficeProfile | null
  users: Map<string, OfficeUser>
  appointments: Map<string, Appointment>
  removed: Set<string>
  days: Map<string, OfficeDay>
  events: { event: OfficeEvent; revision: number }[]
}

export function sortPage(changes: readonly Change[]): SortedPage {
  const sorted: SortedPage = {
    office: null,
    users: new Map(),
    appointments: new Map(),
    removed: new Set(),
    days: new Map(),
    events: [],
  }
  for (const change of changes) {
    switch (change.entity) {
      case 'office':
        sorted.office = change.data
        break
      case 'user':
        sorted.users.set(change.data.id, change.data)
        break
      case 'appointment':
        sorted.removed.delete(change.data.id)
        sorted.appointments.set(change.data.id, change.data)
        break
      case 'appointment_removed':
        sorted.appointments.delete(change.data.id)
        sorted.removed.add(change.data.id)
        break
      case 'day':
        sorted.days.set(change.data.date, change.data)
        break
      case 'event':
        sorted.events.push({ event: change.data, revision: change.revision })
        break
    }
  }
  return sorted
}

/**
 * Applies a page and saves its cursor in one transaction (DESIGN 4). Rows with own events that are not in them yet are
 * rebased. At the end of a pull from the very beginning, what it did not mention is forgotten.
 *
 * Gives whether rows went away that the page does not name. Throws `StorageError`; then nothing was applied.
 */
export function applyPage(
  store: Store,
  page: ChangesPage & { leftOut?: number },
  sorted: SortedPage,
  tools: { offset: ClockOffset; faults: Faults },
): { forgotten: boolean } {
  const round = store.settings.get('pullRound') ?? 0
  return store.transaction(() => {
    applyChanges(store, sorted, round)
    noteRevision(store, page.changes.at(-1)?.revision ?? 0)
    if (page.leftOut) store.settings.set('leftOut', true)
    tools.faults.at('mid_page')
    if (page.cursor !== store.settings.get('cursor')) store.settings.set('cursor', page.cursor)
    return { forgotten: page.more ? false : finish(store, page, round, tools.offset) }
  })
}

/** Writes what came from the central system, by the line or as a file; own events that are not in it yet are put on top. */
export function applyChanges(store: Store, sorted: SortedPage, round?: number): void {
  if (sorted.office) store.office.put(sorted.office)
  if (sorted.users.size > 0) {
    store.users.put([...sorted.users.values()], round)
    showPeople(store)
  }
  applyAppointments(store, [...sorted.appointments.values()], round)
  if (sorted.removed.size > 0) store.appointments.remove([...sorted.removed])
  applyDays(store, [...sorted.days.values()])
  store.events.putForeign(sorted.events)
}

/** Changes come in the order of their revisions: what is not newer than this has been here before. */
export function noteRevision(store: Store, revision: number): void {
  if (revision > (store.settings.get('knownRevision') ?? 0)) store.settings.set('knownRevision', revision)
}

function applyAppointments(store: Store, servers: readonly Appointment[], round?: number): void {
  if (servers.length === 0) return
  const rules = store.office.get()?.rules
  const own = store.events.unconfirmedOf(servers.map(({ id }) => id))
  const rows = servers.map((server): ServerAppointment => {
    const events = own.get(server.id)
    if (events === undefined || rules === undefined) return { server, shown: server }
    return { server, ...rebaseAppointment(server, events, rules) }
  })
  store.appointments.putFromServer(rows, round)
}

function applyDays(store: Store, servers: readonly OfficeDay[]): void {
  if (servers.length === 0) return
  const own = store.events.unconfirmedOfDays(servers.map(({ date }) => date))
  store.days.putFromServer(
    servers.map(
      (server): ServerDay => ({ server, shown: rebaseDay(server, own.get(server.date) ?? []).shown }),
    ),
  )
}

/** The pull has come to its end: up to here the central system's data are in the office. */
function finish(store: Store, page: ChangesPage, round: number, offset: ClockOffset): boolean {
  const { settings } = store
  settings.set('dataAsOf', page.serverTime)
  settings.set('lastSyncAt', offset.now().toISOString())
  if (settings.get('listFileAt') !== undefined) settings.delete('listFileAt')
  if (settings.get('pullRoundComplete')) return false
  settings.set('pullRoundComplete', true)
  store.users.deactivateBefore(round)
  return store.appointments.removeBefore(round).length > 0
}

/** What another release could not read and has left out is pulled again by this one. */
export function pullWhatWasLeftOut(store: Store, appVersion: string): void {
  if (store.settings.get('appVersion') === appVersion) return
  store.transaction(() => {
    store.settings.set('appVersion', appVersion)
    if (!store.settings.get('leftOut')) return
    store.settings.delete('leftOut')
    startPullAnew(store)
  })
}

/** The place in the pull is no place of this central system: everything is pulled from the beginning. */
export function startPullAnew(store: Store): void {
  store.transaction(() => {
    store.settings.delete('cursor')
    store.settings.delete('knownRevision')
    store.settings.set('pullRound', (store.settings.get('pullRound') ?? 0) + 1)
    store.settings.set('pullRoundComplete', false)
  })
}
