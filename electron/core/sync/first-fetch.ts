import type { SortedPage } from './apply-page.ts'
import type { PulledPage } from './pulled-page.ts'

/** What has come of the first pull, since this start of the core. */
export type Fetched = { people: number; appointments: number; received: number; total: number | null }

export type FetchCount = {
  read(): Fetched
  /** A page was applied; `fromTheBeginning` when it is the first of all. */
  add(page: PulledPage, sorted: SortedPage, fromTheBeginning: boolean): void
}

/** Counts what a newly activated device has fetched, for whoever waits in front of it. */
export function countFetched(): FetchCount {
  let fetched: Fetched = { people: 0, appointments: 0, received: 0, total: null }
  return {
    read: () => fetched,
    add(page, sorted, fromTheBeginning) {
      const before = fromTheBeginning
        ? { people: 0, appointments: 0, received: 0, total: page.total ?? null }
        : fetched
      fetched = {
        people: before.people + sorted.users.size,
        appointments: before.appointments + sorted.appointments.size,
        received: before.received + page.changes.length + page.leftOut,
        total: before.total,
      }
    },
  }
}
