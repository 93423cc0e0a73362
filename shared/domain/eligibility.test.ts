import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fifteenthBirthdayOf, isFifteenOn } from './eligibility.ts'
import { addDays, formatJalali, fromJalali, toJalali } from './jalali.ts'

const iso = (year: number, month: number, day: number) => fromJalali({ year, month, day })

describe('15 full years (domain.md 1.2)', () => {
  test('the birthday itself counts, the day before does not', () => {
    const birth = iso(1390, 9, 1)
    expect(isFifteenOn(birth, iso(1405, 8, 30))).toBe(false)
    expect(isFifteenOn(birth, iso(1405, 9, 1))).toBe(true)
    expect(isFifteenOn(birth, iso(1405, 9, 2))).toBe(true)
  })

  test('born 30 Esfand 1387: 29 Esfand 1402, which has no 30th', () => {
    const birth = iso(1387, 12, 30)
    expect(isFifteenOn(birth, iso(1402, 12, 28))).toBe(false)
    expect(isFifteenOn(birth, iso(1402, 12, 29))).toBe(true)
  })

  test('born 29 Esfand of a common year: 29 Esfand of a leap year', () => {
    expect(formatJalali(fifteenthBirthdayOf(iso(1388, 12, 29)), 'short', 'en')).toBe('1403/12/29')
  })

  test('the newborn and the very old', () => {
    expect(isFifteenOn(iso(1405, 1, 1), iso(1405, 1, 1))).toBe(false)
    expect(isFifteenOn(iso(1300, 1, 1), iso(1405, 1, 1))).toBe(true)
  })

  test('neither date may be impossible', () => {
    expect(() => isFifteenOn('2011-02-30', '2026-03-21')).toThrow('iso_date_invalid')
    expect(() => isFifteenOn('2011-02-28', '2026-13-21')).toThrow('iso_date_invalid')
  })
})

test('there is one first day, and it has the month and day of the birth unless that is 30 Esfand', () => {
  const births = fc.integer({ min: 0, max: 90_000 }).map((n) => addDays(iso(1230, 1, 1), n))
  fc.assert(
    fc.property(births, (birth) => {
      const first = fifteenthBirthdayOf(birth)
      expect(isFifteenOn(birth, first)).toBe(true)
      expect(isFifteenOn(birth, addDays(first, -1))).toBe(false)
      const { month, day } = toJalali(birth)
      const expectedDay = month === 12 && day === 30 ? 29 : day
      expect(toJalali(first)).toMatchObject({ month, day: expectedDay })
    }),
  )
})
