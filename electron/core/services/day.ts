import type { CalendarDay } from '#db/store.ts'
import type { DayRow } from '#shared/contract/office.ts'
import type { OfficeDay } from '#shared/domain/day.ts'
import { countStates, openDay, refusalToClose } from '#shared/domain/day.ts'
import { noShowFrom } from '#shared/domain/no-show.ts'
import { isOfficeClosed } from '#shared/domain/rules.ts'
import { NotFoundError, RefusedError } from './failure.ts'
import { cleanReason } from './free-text.ts'
import type { OfficeContext, UserActor } from './office-context.ts'
import { requireOffice } from './office-context.ts'
import { record } from './record-event.ts'

export type DayList = { date: string; rows: DayRow[]; day: OfficeDay }

/** The day's list and its end. */
export type DayService = {
  list(date: string): DayList
  calendar(from: string, to: string): CalendarDay[]
  /**
   * Records that these have not come, all of them or none: nothing is said of anybody else who is booked. Throws what
   * `record` throws.
   */
  markNoShows(actor: UserActor, date: string, appointmentIds: readonly string[]): DayList
  /**
   * Marks who is still booked as no-show and closes the day with its counts, in one transaction. Refused with
   * `day_already_closed`, `not_its_day` (a day to come), `day_has_undecided` or `too_early_for_no_show`, with counts. Throws
   * `NotFoundError` for an earlier day without appointments. On a day on which the office was closed nobody is a no-show:
   * whoever is booked stays so.
   */
  close(actor: UserActor, date: string): OfficeDay
  reopen(actor: UserActor, date: string, reason: string): OfficeDay
}

export function createDayService(context: OfficeContext): DayService {
  const { store } = context
  const dayOf = (date: string): OfficeDay => store.days.get(date) ?? openDay(requireOffice(store).id, date)
  const list = (date: string): DayList => ({
    date,
    // The store's own list, shared and not copied: 5,000 rows are read at every turn.
    rows: store.appointments.listDay(date) as DayRow[],
    day: dayOf(date),
  })
  return {
    list,
    markNoShows(actor, date, appointmentIds) {
      const ofTheDay = new Set(store.appointments.listDay(date).map(({ id }) => id))
      record(context, actor, (recording) => {
        for (const id of new Set(appointmentIds)) {
          if (!ofTheDay.has(id)) throw new NotFoundError()
          recording.act(id, { type: 'marked_no_show', payload: { cause: 'marked' } })
        }
      })
      return list(date)
    },
    calendar: (from, to) => store.appointments.calendar(from, to),
    close: (actor, date) =>
      record(context, actor, (recording) => {
        const { closed } = dayOf(date)
        if (closed) throw new RefusedError({ code: 'day_already_closed', by: closed.by, at: closed.at })
        const { now, today } = recording.moment
        if (date > today) throw new RefusedError({ code: 'not_its_day' })
        const rows = store.appointments.listDay(date)
        // Today may be quiet; a day long gone that nobody was booked for is a slip of the hand.
        if (rows.length === 0 && date !== today) throw new NotFoundError()
        const refusal = refusalToClose(rows)
        if (refusal) throw new RefusedError(refusal)
        const { rules } = requireOffice(store)
        const missing = isOfficeClosed(rules, date) ? [] : rows.filter((row) => row.state === 'booked')
        const early = missing.filter((row) => now < noShowFrom(row.date, row.slot, rules.graceMinutes))
        if (early.length > 0) {
          throw new RefusedError({ code: 'too_early_for_no_show', count: early.length })
        }
        for (const row of missing) {
          recording.act(row.id, { type: 'marked_no_show', payload: { cause: 'day_closed' } })
        }
        const counts = countStates(store.appointments.listDay(date).map((row) => row.state))
        return recording.actOnDay({ type: 'day_closed', payload: { date, counts } })
      }),
    reopen: (actor, date, reason) =>
      record(context, actor, (recording) =>
        recording.actOnDay({ type: 'day_reopened', payload: { date, reason: cleanReason(reason) } }),
      ),
  }
}
