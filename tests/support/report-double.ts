import { type Figures, makeReport } from '#shared/domain/make-report.ts'
import type { Report, ReportGaps } from '#shared/domain/report.ts'
import { type ReportUnit, spanOf } from '#shared/domain/report-span.ts'

export type ReportDouble = {
  figures?: Partial<Figures>
  closedDates?: readonly string[]
  names?: ReadonlyMap<string, string>
  gaps?: Partial<Omit<ReportGaps, 'notClosed' | 'toCome'>>
}

const whole = { incomplete: false, dataBegins: null, dataAsOf: null, leftOut: false }

/** A report of figures that a test made up, put together by the rule book as in the core. */
export function reportDouble(
  { figures, closedDates = [], names = new Map(), gaps }: ReportDouble,
  { unit, date, now }: { unit: ReportUnit; date: string; now: string },
): Report {
  return makeReport({
    span: spanOf(unit, date),
    closedDates: new Set(closedDates),
    preparedAt: now,
    gaps: { ...whole, ...gaps },
    names,
    figures: { visits: [], misses: [], acts: [], ...figures },
  })
}
