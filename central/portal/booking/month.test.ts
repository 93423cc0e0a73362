import { describe, expect, it } from 'vitest'
import { weekdayOf } from '#shared/domain/civil-date.ts'
import { firstOf, lastOf, monthAfter, monthBefore, monthOf, weeksOf } from './month.ts'

describe('a month of the calendar', () => {
  it('has each of its days once, each under its weekday, Saturday first', () => {
    for (let month = monthOf('2025-03-21'); month.year < 1406; month = monthAfter(month)) {
      const days = weeksOf(month).flatMap((week) => {
        expect(week).toHaveLength(7)
        week.forEach((day, weekday) => {
          if (day !== null) expect(weekdayOf(day)).toBe(weekday)
        })
        return week.filter((day) => day !== null)
      })
      expect(days).toHaveLength(new Set(days).size)
      expect(days[0]).toBe(firstOf(month))
      expect(days.at(-1)).toBe(lastOf(month))
    }
  })

  it('goes over the new year and back', () => {
    expect(monthAfter({ year: 1404, month: 12 })).toEqual({ year: 1405, month: 1 })
    expect(monthBefore({ year: 1405, month: 1 })).toEqual({ year: 1404, month: 12 })
    expect(lastOf({ year: 1403, month: 12 })).toBe('2025-03-20')
  })
})
