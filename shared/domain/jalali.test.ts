import { CalendarDate, PersianCalendar } from '@internationalized/date'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  daysBetween,
  FIRST_JALALI_YEAR,
  formatJalali,
  fromJalali,
  isJalaliLeap,
  jalaliMonthLength,
  jalaliMonthNames,
  LAST_JALALI_YEAR,
  parseJalali,
  toJalali,
  weekdayNames,
  weekdayOf,
} from './jalali.ts'
import { ValueError } from './validation.ts'

const FIRST_DAY = fromJalali({ year: FIRST_JALALI_YEAR, month: 1, day: 1 })
const LAST_DAY = fromJalali({
  year: LAST_JALALI_YEAR,
  month: 12,
  day: jalaliMonthLength(LAST_JALALI_YEAR, 12),
})
const anyDay = fc.integer({ min: 0, max: daysBetween(FIRST_DAY, LAST_DAY) }).map((n) => addDays(FIRST_DAY, n))

/** The same style from the runtime's own data; its order is wrong, its words and numbers are right. */
function intlParts(iso: string, locale: 'fa' | 'en'): Record<string, string> {
  const format = new Intl.DateTimeFormat(`${locale}-u-ca-persian`, {
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    timeZone: 'UTC',
  })
  return Object.fromEntries(format.formatToParts(Date.parse(iso)).map(({ type, value }) => [type, value]))
}

describe('the tables of domain.md 2.7', () => {
  test.each([
    ['1300/01/01', '1921-03-21', 'Monday'],
    ['1342/12/30', '1964-03-20', 'Friday'],
    ['1399/12/30', '2021-03-20', 'Saturday'],
    ['1403/12/30', '2025-03-20', 'Thursday'],
    ['1404/01/01', '2025-03-21', 'Friday'],
    ['1405/01/01', '2026-03-21', 'Saturday'],
  ])('%s is %s, a %s', (jalali, iso, weekday) => {
    expect(parseJalali(jalali)).toEqual({ ok: true, value: iso })
    expect(formatJalali(iso, 'short', 'en')).toBe(jalali)
    expect(weekdayNames.en[weekdayOf(iso)]).toBe(weekday)
  })

  test.each([
    '1404/12/30',
    '1402/12/30',
    '1404/07/31',
    '1404/13/01',
    '1404/00/10',
    '1404/01/00',
    '1341/12/30',
  ])('%s is impossible', (jalali) => {
    expect(parseJalali(jalali)).toEqual({ ok: false, code: 'jalali_date_invalid' })
    const [year = 0, month = 0, day = 0] = jalali.split('/').map(Number)
    expect(() => fromJalali({ year, month, day })).toThrow(ValueError)
  })

  test('1404/06/31 is possible', () => {
    expect(parseJalali('1404/06/31')).toEqual({ ok: true, value: '2025-09-22' })
  })

  test('leap years', () => {
    const leap = [
      1280, 1284, 1288, 1292, 1296, 1300, 1304, 1309, 1313, 1317, 1321, 1325, 1329, 1333, 1337, 1342, 1346,
      1350, 1354, 1358, 1362, 1366, 1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412, 1416,
      1420, 1424,
    ]
    const found = Array.from({ length: 145 }, (_, i) => 1280 + i).filter(isJalaliLeap)
    expect(found).toEqual(leap)
  })
})

describe('the whole span of the official table, 1206–1498', () => {
  test('every day agrees with Intl, in both directions, without a gap', () => {
    const intl = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      timeZone: 'UTC',
    })
    const start = Date.parse(FIRST_DAY)
    const wrong: string[] = []
    let iso = FIRST_DAY
    let count = 0
    for (; iso <= LAST_DAY; iso = addDays(iso, 1)) {
      const date = toJalali(iso)
      // `9/1/1405 AP`
      const [month, day, year] = intl
        .format(start + count * 86_400_000)
        .split(/[/ ]/)
        .map(Number)
      if (date.year !== year || date.month !== month || date.day !== day || fromJalali(date) !== iso)
        wrong.push(iso)
      count += 1
    }
    expect(wrong).toEqual([])
    // 293 years, 71 of them leap, the last one too.
    expect(count).toBe(293 * 365 + 71)
  })

  test('agrees with the calendar that the date fields of the screens use', () => {
    const calendar = new PersianCalendar()
    fc.assert(
      fc.property(anyDay, (iso) => {
        const { year, month, day } = toJalali(iso)
        expect(new CalendarDate(calendar, year, month, day).toString()).toBe(iso)
      }),
    )
  })

  test('a day number past the end of its month is refused, never carried over', () => {
    for (let year = FIRST_JALALI_YEAR; year <= LAST_JALALI_YEAR; year += 1)
      for (let month = 1; month <= 12; month += 1) {
        const length = jalaliMonthLength(year, month)
        expect(() => fromJalali({ year, month, day: length + 1 })).toThrow('jalali_date_invalid')
      }
  })

  test('outside it nothing is guessed', () => {
    expect(() => toJalali(addDays(FIRST_DAY, -1))).toThrow('jalali_date_year_range')
    expect(() => toJalali(addDays(LAST_DAY, 1))).toThrow('jalali_date_year_range')
    expect(() => fromJalali({ year: 1205, month: 1, day: 1 })).toThrow('jalali_date_year_range')
    expect(() => fromJalali({ year: 1499, month: 1, day: 1 })).toThrow('jalali_date_year_range')
    expect(() => fromJalali({ year: 1404, month: 1.5, day: 1 })).toThrow('jalali_date_invalid')
    expect(() => jalaliMonthLength(1404, 13)).toThrow('jalali_date_invalid')
    expect(() => formatJalali('2025-02-29')).toThrow('iso_date_invalid')
  })
})

describe('typed dates', () => {
  test.each([
    '1370/01/05',
    '1370/1/5',
    '1370-1-05',
    '۱۳۷۰/۰۱/۰۵',
    '١٣٧٠/١/٥',
    '۱۳۷0-01-۵',
    ' ۱۳۷۰ / ۱ / ۵ ',
    '\u200F۱۳۷۰/\u200E۰۱/۰۵\u2069',
    '1370–01–05',
  ])('%s is read', (typed) => {
    expect(parseJalali(typed)).toEqual({ ok: true, value: '1991-03-25' })
  })

  test.each([
    ['', 'required'],
    [' \u200F', 'required'],
    ['1370', 'jalali_date_format'],
    ['1370/01', 'jalali_date_format'],
    ['1370/01/05/06', 'jalali_date_format'],
    ['1370/01-05', 'jalali_date_format'],
    ['1370.01.05', 'jalali_date_format'],
    ['13700105', 'jalali_date_format'],
    ['1370/001/05', 'jalali_date_format'],
    ['1370/-1/05', 'jalali_date_format'],
    ['۵ فروردین ۱۳۷۰', 'jalali_date_format'],
    ['70/01/05', 'jalali_date_year_digits'],
    ['04/01/05', 'jalali_date_year_digits'],
    ['05/01/1370', 'jalali_date_format'],
    ['13700/01/05', 'jalali_date_year_digits'],
    ['1991/03/25', 'jalali_date_year_range'],
    ['1205/12/29', 'jalali_date_year_range'],
    ['1499/01/01', 'jalali_date_year_range'],
    ['2534/01/01', 'jalali_date_year_range'],
    ['2538/01/01', 'jalali_date_year_range'],
  ])('%j is refused: %s', (typed, why) => {
    expect(parseJalali(typed)).toEqual({ ok: false, code: why })
  })

  test.each([
    ['2535/01/01', '1355/01/01'],
    ['۲۵۳۶/۶/۳۱', '1356/06/31'],
    ['2537-12-29', '1357/12/29'],
  ])('imperial %s is %s', (typed, jalali) => {
    expect(parseJalali(typed)).toEqual(parseJalali(jalali))
    expect(parseJalali(jalali).ok).toBe(true)
  })

  test('what is displayed can be typed', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom('fa' as const, 'en' as const), (iso, locale) => {
        expect(parseJalali(formatJalali(iso, 'short', locale))).toEqual({ ok: true, value: iso })
      }),
    )
  })
})

describe('display', () => {
  const iso = '2026-11-22'

  test.each([
    ['short', '۱۴۰۵/۰۹/۰۱', '1405/09/01'],
    ['long', '۱ آذر ۱۴۰۵', '1 Azar 1405'],
    ['full', 'یکشنبه ۱ آذر ۱۴۰۵', 'Sunday 1 Azar 1405'],
    ['monthYear', 'آذر ۱۴۰۵', 'Azar 1405'],
    ['dayMonth', '۱ آذر', '1 Azar'],
  ] as const)('%s', (style, fa, en) => {
    expect(formatJalali(iso, style)).toBe(fa)
    expect(formatJalali(iso, style, 'fa')).toBe(fa)
    expect(formatJalali(iso, style, 'en')).toBe(en)
  })

  test('the example of domain.md 3.2', () => {
    expect(formatJalali('2025-03-20', 'full')).toBe('پنجشنبه ۳۰ اسفند ۱۴۰۳')
  })

  test('months and weekdays are named as Intl names them', () => {
    for (let n = 0; n < 366; n += 1) {
      const day = addDays('2025-03-21', n)
      for (const locale of ['fa', 'en'] as const) {
        const parts = intlParts(day, locale)
        expect(weekdayNames[locale][weekdayOf(day)]).toBe(parts.weekday)
        expect(jalaliMonthNames[locale][toJalali(day).month - 1]).toBe(parts.month)
      }
    }
  })
})
