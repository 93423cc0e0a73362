import { addDays, weekdayOf } from '#shared/domain/civil-date.ts'
import { fromJalali, jalaliMonthLength, toJalali } from '#shared/domain/jalali.ts'

/** A month of the Persian calendar. */
export type Month = { year: number; month: number }

export function monthOf(iso: string): Month {
  const { year, month } = toJalali(iso)
  return { year, month }
}

export const firstOf = ({ year, month }: Month): string => fromJalali({ year, month, day: 1 })
export const lastOf = ({ year, month }: Month): string =>
  fromJalali({ year, month, day: jalaliMonthLength(year, month) })
export const monthAfter = (month: Month): Month => monthOf(addDays(lastOf(month), 1))
export const monthBefore = (month: Month): Month => monthOf(addDays(firstOf(month), -1))

/** The days of a month by weeks that begin on Saturday; null where a week reaches into another month. */
export function weeksOf(month: Month): (string | null)[][] {
  const first = firstOf(month)
  const lead = weekdayOf(first)
  const length = jalaliMonthLength(month.year, month.month)
  const weeks = Math.ceil((lead + length) / 7)
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_, weekday) => {
      const day = week * 7 + weekday - lead
      return day >= 0 && day < length ? addDays(first, day) : null
    }),
  )
}
