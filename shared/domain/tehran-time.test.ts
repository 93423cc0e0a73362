import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, fromJalali } from './jalali.ts'
import { formatTime, instantOf, tehranDateOf, tehranSecondsOf, tehranTimeOf } from './tehran-time.ts'

/** The same question put to the runtime alone, without the fast path. */
const intl = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Tehran',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})
const tehranOf = (instantIso: string): string => `${tehranDateOf(instantIso)} ${tehranTimeOf(instantIso)}`

const instantBetween = (min: string, max: string) =>
  fc.date({ min: new Date(min), max: new Date(max), noInvalidDate: true }).map((date) => date.toISOString())

describe('instants', () => {
  test.each([
    ['2026-11-22T05:00:00Z', '2026-11-22', '08:30'],
    ['2026-11-22T20:29:59.999Z', '2026-11-22', '23:59'],
    ['2026-11-22T20:30:00.000Z', '2026-11-23', '00:00'],
    ['2026-11-22T08:30:00+03:30', '2026-11-22', '08:30'],
    ['2026-11-22T00:00:00-05:00', '2026-11-22', '08:30'],
    // Daylight saving time, +04:30.
    ['2022-06-01T08:00:00Z', '2022-06-01', '12:30'],
    // The last hour of it, and the first minute after.
    ['2022-09-21T18:29:00Z', '2022-09-21', '22:59'],
    ['2022-09-21T19:29:00Z', '2022-09-21', '23:59'],
    ['2022-09-21T20:29:00Z', '2022-09-21', '23:59'],
    ['2022-09-21T20:30:00Z', '2022-09-22', '00:00'],
    // Summers after 1401 have none.
    ['2023-06-01T08:00:00Z', '2023-06-01', '11:30'],
  ])('%s is %s %s in Tehran', (instant, date, time) => {
    expect(tehranDateOf(instant)).toBe(date)
    expect(tehranTimeOf(instant)).toBe(time)
  })

  test('agree with Intl at any time, on either side of the fast path', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          instantBetween('1900-01-01', '2100-01-01'),
          instantBetween('2022-09-20T00:00:00Z', '2022-09-24T00:00:00Z'),
        ),
        (instant) => {
          expect(tehranOf(instant)).toBe(intl.format(Date.parse(instant)))
        },
      ),
      { numRuns: 3000 },
    )
  })

  test.each([
    '2026-11-22',
    '2026-11-22T05:00:00',
    '2026-02-30T05:00:00Z',
    '2026-11-22T25:00:00Z',
    '2026-11-22 05:00:00Z',
    'yesterday',
    '',
  ])('%j is refused', (text) => {
    expect(() => tehranDateOf(text)).toThrow(/^(instant_invalid|iso_date_invalid)/)
    expect(() => tehranTimeOf(text)).toThrow(/^(instant_invalid|iso_date_invalid)/)
  })
})

describe('civil date and time', () => {
  test.each([
    ['2026-11-22', '08:30', '2026-11-22T05:00:00.000Z'],
    ['2026-11-22', '00:00', '2026-11-21T20:30:00.000Z'],
    ['2026-03-22', '00:00', '2026-03-21T20:30:00.000Z'],
    ['2022-06-01', '12:30', '2022-06-01T08:00:00.000Z'],
    ['2022-09-22', '00:00', '2022-09-21T20:30:00.000Z'],
    // Written twice by the clock; the first is meant.
    ['2022-09-21', '23:30', '2022-09-21T19:00:00.000Z'],
  ])('%s %s is %s', (date, time, instant) => {
    expect(instantOf(date, time)).toBe(instant)
  })

  test.each([1380, 1390, 1398, 1400, 1401])('the first hour of 2 Farvardin %d did not exist', (year) => {
    const date = fromJalali({ year, month: 1, day: 2 })
    expect(() => instantOf(date, '00:00')).toThrow('time_nonexistent')
    expect(() => instantOf(date, '00:59')).toThrow('time_nonexistent')
    expect(tehranOf(instantOf(date, '01:00'))).toBe(`${date} 01:00`)
    expect(tehranOf(instantOf(addDays(date, -1), '23:59'))).toBe(`${addDays(date, -1)} 23:59`)
  })

  test.each([1385, 1402, 1403, 1405])('the first hour of 2 Farvardin %d exists', (year) => {
    const date = fromJalali({ year, month: 1, day: 2 })
    expect(tehranOf(instantOf(date, '00:00'))).toBe(`${date} 00:00`)
  })

  test('lead back to the same minute, or to the earlier of the two that autumn wrote alike', () => {
    fc.assert(
      fc.property(instantBetween('1950-01-01', '2100-01-01'), (instant) => {
        const minute = `${instant.slice(0, 16)}:00.000Z`
        const back = instantOf(tehranDateOf(minute), tehranTimeOf(minute))
        const earlier = Date.parse(minute) - Date.parse(back)
        expect(tehranOf(back)).toBe(tehranOf(minute))
        expect([0, 3_600_000]).toContain(earlier)
      }),
      { numRuns: 2000 },
    )
  })

  test.each(['8:30', '24:00', '12:60', '08:30:00', '۰۸:۳۰', ''])('%j is no time', (time) => {
    expect(() => instantOf('2026-11-22', time)).toThrow('time_invalid')
    expect(() => formatTime(time)).toThrow('time_invalid')
  })

  test('an impossible date is refused', () => {
    expect(() => instantOf('2026-02-30', '08:30')).toThrow('iso_date_invalid')
  })
})

test('times are shown in Persian digits, in English in Latin ones', () => {
  expect(formatTime('08:05')).toBe('۰۸:۰۵')
  expect(formatTime('08:05', 'fa')).toBe('۰۸:۰۵')
  expect(formatTime('08:05', 'en')).toBe('08:05')
})

test('tells the seconds as well, also in years with a summer time', () => {
  expect(tehranSecondsOf('2026-11-22T20:29:59.999Z')).toBe('23:59:59')
  expect(tehranSecondsOf('2026-11-22T20:30:00.000Z')).toBe('00:00:00')
  expect(tehranSecondsOf('2020-07-01T00:00:07.000Z')).toBe('04:30:07')
})
