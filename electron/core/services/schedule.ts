import type { OfficeUser } from '#shared/contract/central.ts'
import type { Schedule, ScheduleFilter } from '#shared/contract/office.ts'
import type { Begun } from '#shared/contract/paper.ts'
import { appointmentStates } from '#shared/domain/state.ts'
import type { OfficeContext } from './office-context.ts'
import { actorOf, requireOffice } from './office-context.ts'
import { record } from './record-event.ts'

/** The printed schedule of a day. */
export type ScheduleService = {
  get(user: OfficeUser, filter: ScheduleFilter): Schedule
  /** Counts and records a copy that went to paper or PDF: the first of a choice of lines is 1. */
  recordCopy(user: OfficeUser, filter: ScheduleFilter): Begun
}

export function createScheduleService(context: OfficeContext): ScheduleService {
  const { store } = context
  const chosenRows = ({ date, states, slot }: ScheduleFilter) =>
    store.appointments
      .listDay(date)
      .filter((row) => states.length === 0 || states.includes(row.state))
      .filter((row) => slot === null || row.slot === slot)
  return {
    get(user, filter) {
      const office = requireOffice(store)
      const dataAsOf = store.settings.get('dataAsOf') ?? null
      return { filter, office, dataAsOf, preparedBy: user.displayName, rows: chosenRows(filter) }
    },
    recordCopy(user, filter) {
      const { date, states, slot } = filter
      return record(context, actorOf(user), (recording) => {
        const printedAt = recording.moment.now
        const key = { paper: 'schedule', date, subject: filterKey(filter) } as const
        const copy = store.prints.nextCopy(key)
        const rows = chosenRows(filter).length
        const printId = recording.note({
          type: 'schedule_printed',
          payload: { date, states, slot, copy, rows },
        })
        store.prints.add({ ...key, id: printId, copy, userId: user.id, at: printedAt })
        return { printId, copy, printedAt }
      })
    },
  }
}

/** The same choice of lines has the same key, in whatever order it was made. */
function filterKey({ states, slot }: ScheduleFilter): string {
  const chosen = appointmentStates.filter((state) => states.includes(state))
  const all = chosen.length === 0 || chosen.length === appointmentStates.length
  return `${all ? 'all' : chosen.join('+')}@${slot ?? 'all'}`
}
