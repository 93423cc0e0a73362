import type { ClosingReport } from '#shared/contract/closing-report.ts'
import type { Waiting } from '#shared/contract/exchange.ts'
import type { Unprinted } from '#shared/contract/paper.ts'
import { countStates } from '#shared/domain/day.ts'
import type { DayEvent } from '#shared/domain/event.ts'
import { occurredAt } from '#shared/domain/event.ts'
import { NotFoundError } from './failure.ts'
import type { OfficeContext, UserActor } from './office-context.ts'
import { isDayKnown, printedCopy } from './papers.ts'

/** The report of a day's end. */
export type ClosingReportService = {
  /** As the day stands now, closed or not. Throws `NotFoundError` for a day of which nothing is known. */
  get(actor: UserActor, date: string): ClosingReport
}

export function createClosingReportService(
  { store }: Pick<OfficeContext, 'store'>,
  others: { waiting(): Waiting; unprinted(date: string): Unprinted[] },
): ClosingReportService {
  return {
    get({ displayName }, date) {
      if (!isDayKnown(store, date)) throw new NotFoundError()
      const rows = store.appointments.listDay(date)
      const printed = store.prints.newestOfDay(date).find(({ paper }) => paper === 'closing_report')
      return {
        date,
        counts: countStates(rows.map(({ state }) => state)),
        turns: store.events.turnsOfDay(date).map(toTurn),
        unprinted: others.unprinted(date).filter(({ paper }) => paper !== 'closing_report').length,
        waiting: others.waiting(),
        preparedBy: displayName,
        printed: printed ? printedCopy(printed) : null,
      }
    },
  }
}

const toTurn = (event: DayEvent): ClosingReport['turns'][number] => ({
  what: event.type === 'day_closed' ? 'closed' : 'reopened',
  by: event.actor.kind === 'user' ? event.actor.displayName : null,
  at: occurredAt(event),
  reason: event.type === 'day_reopened' ? event.payload.reason : null,
})
