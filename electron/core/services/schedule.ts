import type { OfficeUser } from '#shared/contract/central.ts'
import type { Schedule, ScheduleFilter } from '#shared/contract/office.ts'
import { appointmentStates } from '#shared/domain/state.ts'
import type { OfficeContext } from './office-context.ts'
import { readMoment, requireOffice } from './office-context.ts'

/** The printed schedule of a day. */
export type ScheduleService = {
  get(user: OfficeUser, filter: ScheduleFilter): Schedule
  /** Counts a copy that went to paper or PDF: the first of a choice of lines is 1. */
  recordCopy(user: OfficeUser, filter: ScheduleFilter): { copy: number; printedAt: string }
}

export function createScheduleService(context: OfficeContext): ScheduleService {
  const { store } = context
  return {
    get(user, filter) {
      const office = requireOffice(store)
      const rows = store.appointments
        .listDay(filter.date)
        .filter((row) => filter.states.length === 0 || filter.states.includes(row.state))
        .filter((row) => filter.slot === null || row.slot === filter.slot)
      const dataAsOf = store.settings.get('dataAsOf') ?? null
      return { filter, office, dataAsOf, preparedBy: user.displayName, rows }
    },
    recordCopy(user, filter) {
      requireOffice(store)
      const printedAt = readMoment(context).now
      const copy = store.transaction(() =>
        store.prints.nextCopy({
          date: filter.date,
          filterKey: filterKey(filter),
          userId: user.id,
          at: printedAt,
        }),
      )
      return { copy, printedAt }
    },
  }
}

/** The same choice of lines has the same key, in whatever order it was made. */
function filterKey({ states, slot }: ScheduleFilter): string {
  const chosen = appointmentStates.filter((state) => states.includes(state))
  const all = chosen.length === 0 || chosen.length === appointmentStates.length
  return `${all ? 'all' : chosen.join('+')}@${slot ?? 'all'}`
}
