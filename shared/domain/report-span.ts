import { addDays, weekdayOf } from './civil-date.ts'
import { civilDateSchema } from './civil-time.ts'
import { fromJalali, jalaliMonthLength, toJalali } from './jalali.ts'

/** What a report is about: a day, a week from Saturday on, or a month of the Persian calendar. */
export const reportUnits = ['day', 'week', 'month'] as const
export type ReportUnit = (typeof reportUnits)[number]

/** Both days are part of it. */
export type ReportSpan = { readonly unit: ReportUnit; readonly from: string; readonly to: string }

/**
 * 1402/01/01 and the last day of 1478. No office's log is older, and since before the first of them the clocks of Tehran
 * have not been put forward: a day has its 24 hours (domain.md 2.7).
 */
export const firstReportDate = '2023-03-21'
export const lastReportDate = '2100-03-20'

export const reportDateSchema = civilDateSchema.refine(
  (date) => date >= firstReportDate && date <= lastReportDate,
)

/** The span of a kind that a date is part of. */
export function spanOf(unit: ReportUnit, date: string): ReportSpan {
  if (unit === 'day') return { unit, from: date, to: date }
  if (unit === 'week') {
    const from = addDays(date, -weekdayOf(date))
    return { unit, from, to: addDays(from, 6) }
  }
  const { year, month } = toJalali(date)
  const from = fromJalali({ year, month, day: 1 })
  return { unit, from, to: addDays(from, jalaliMonthLength(year, month) - 1) }
}

/** The span of the same kind right before (-1) or after (1); null where reports end. */
export function neighbourOf({ unit, from, to }: ReportSpan, direction: -1 | 1): ReportSpan | null {
  const date = direction === -1 ? addDays(from, -1) : addDays(to, 1)
  return date < firstReportDate || date > lastReportDate ? null : spanOf(unit, date)
}

/** Every date of a span, in order. */
export function datesOf({ from, to }: Pick<ReportSpan, 'from' | 'to'>): string[] {
  const dates: string[] = []
  for (let date = from; date <= to; date = addDays(date, 1)) dates.push(date)
  return dates
}
