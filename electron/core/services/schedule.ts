import type { OfficeUser } from '#shared/contract/central.ts'
import type { Schedule, ScheduleFilter } from '#shared/contract/office.ts'
import type { Begun } from '#shared/contract/paper.ts'
import { type ScheduleCopy, scheduleSubject } from '#shared/domain/schedule-copy.ts'
import type { OfficeContext } from './office-context.ts'
import { actorOf, requireOffice } from './office-context.ts'
import { record } from './record-event.ts'

/** The printed schedule of a day. */
export type ScheduleService = {
  get(user: OfficeUser, filter: ScheduleFilter): Schedule
  /** Counts and records a copy that goes to paper or PDF: the first of a choice of lines in one type is 1. */
  recordCopy(user: OfficeUser, copied: ScheduleFilter & ScheduleCopy): Begun
}

export function createScheduleService(context: OfficeContext): ScheduleService {
  const { store, live } = context
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
    recordCopy(user, copied) {
      const { date, states, slot, large } = copied
      const begun = record(context, actorOf(user), (recording) => {
        const printedAt = recording.moment.now
        const key = { paper: 'schedule', date, subject: scheduleSubject(copied) } as const
        const copy = store.prints.nextCopy(key)
        const rows = chosenRows(copied).length
        const printId = recording.note({
          type: 'schedule_printed',
          payload: { date, states, slot, large, copy, rows },
        })
        store.prints.add({ ...key, id: printId, copy, userId: user.id, at: printedAt })
        return { printId, copy, printedAt }
      })
      live.publish({ kind: 'papers', date, appointmentId: null })
      return begun
    },
  }
}
