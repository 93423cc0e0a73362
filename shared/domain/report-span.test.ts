import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween, weekdayOf } from './civil-date.ts'
import { toJalali } from './jalali.ts'
import {
  datesOf,
  firstReportDate,
  lastReportDate,
  neighbourOf,
  reportDateSchema,
  reportUnits,
  spanOf,
} from './report-span.ts'

const last = daysBetween(firstReportDate, lastReportDate)
const dates = fc.integer({ min: 0, max: last }).map((days) => addDays(firstReportDate, days))
const units = fc.constantFrom(...reportUnits)

describe('the span of a date', () => {
  it.each([
    ['day', '2026-11-22', '2026-11-22', '2026-11-22'],
    // 1 Azar 1405 is a Sunday: its week began on Saturday, in another month.
    ['week', '2026-11-22', '2026-11-21', '2026-11-27'],
    ['month', '2026-11-22', '2026-11-22', '2026-12-21'],
    ['month', '2026-11-21', '2026-10-23', '2026-11-21'],
    // Esfand of a leap year has 30 days, of another 29.
    ['month', '2025-03-20', '2025-02-19', '2025-03-20'],
    ['month', '2026-03-20', '2026-02-20', '2026-03-20'],
  ] as const)('%s of %s', (unit, date, from, to) => {
    expect(spanOf(unit, date)).toEqual({ unit, from, to })
  })

  it('has the date in it, begins where it should, and is the span of each of its dates', () => {
    fc.assert(
      fc.property(units, dates, (unit, date) => {
        const span = spanOf(unit, date)
        const all = datesOf(span)
        expect(all).toContain(date)
        expect(all.length).toBe(daysBetween(span.from, span.to) + 1)
        for (const each of all) expect(spanOf(unit, each)).toEqual(span)
        if (unit === 'week') expect([weekdayOf(span.from), all.length]).toEqual([0, 7])
        if (unit === 'month') expect(toJalali(span.from).day).toBe(1)
      }),
    )
  })

  it('is followed by the next without a gap, and there and back again is the same', () => {
    fc.assert(
      fc.property(units, dates, (unit, date) => {
        const span = spanOf(unit, date)
        const next = neighbourOf(span, 1)
        if (next === null) {
          expect(span.to >= lastReportDate).toBe(true)
          return
        }
        expect(next.from).toBe(addDays(span.to, 1))
        // The very first week begins before the first date.
        if (span.from > firstReportDate) expect(neighbourOf(next, -1)).toEqual(span)
      }),
    )
  })

  it('ends where reports end', () => {
    expect(neighbourOf(spanOf('month', firstReportDate), -1)).toBeNull()
    expect(neighbourOf(spanOf('day', lastReportDate), 1)).toBeNull()
  })
})

it('takes no date of which no office can have a log', () => {
  for (const date of ['2023-03-20', '2100-03-21', '0000-01-01', '2026-02-30'])
    expect(reportDateSchema.safeParse(date).success).toBe(false)
  for (const date of [firstReportDate, lastReportDate])
    expect(reportDateSchema.safeParse(date).success).toBe(true)
})
