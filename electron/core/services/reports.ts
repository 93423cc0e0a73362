import { addDays } from '#shared/domain/civil-date.ts'
import { makeReport } from '#shared/domain/make-report.ts'
import type { Report } from '#shared/domain/report.ts'
import type { ReportUnit } from '#shared/domain/report-span.ts'
import { spanOf } from '#shared/domain/report-span.ts'
import { instantOf, tehranDateOf } from '#shared/domain/tehran-time.ts'
import type { OfficeContext } from './office-context.ts'
import { readMoment, requireOffice } from './office-context.ts'

/** «گزارش‌ها»: how a day, week or month went. */
export type ReportsService = {
  /** The report of the span that `date` is part of. Throws `NotActivatedError` before activation. */
  get(unit: ReportUnit, date: string): Report
}

export function createReportsService(context: Pick<OfficeContext, 'store' | 'clock'>): ReportsService {
  const { store } = context
  return {
    get(unit, date) {
      requireOffice(store)
      const span = spanOf(unit, date)
      const { now } = readMoment(context)
      const until = instantOf(addDays(span.to, 1), '00:00')
      const figures = store.figures.of(span.from, span.to, { since: instantOf(span.from, '00:00'), until })
      const first = store.figures.firstDate()
      const dataAsOf = store.settings.get('dataAsOf') ?? null
      const known = dataAsOf === null ? null : tehranDateOf(dataAsOf)
      const reaches = known !== null && (known >= span.to || known >= tehranDateOf(now))
      return makeReport({
        span,
        closedDates: new Set(store.figures.closedDates(span.from, span.to)),
        preparedAt: now,
        gaps: {
          incomplete: dataAsOf === null || store.settings.get('pullRoundComplete') !== true,
          dataBegins: first !== null && first > span.from ? first : null,
          dataAsOf: reaches ? null : dataAsOf,
          leftOut: store.settings.get('leftOut') === true,
        },
        names: new Map(store.users.all().map(({ id, displayName }) => [id, displayName])),
        figures,
      })
    },
  }
}
