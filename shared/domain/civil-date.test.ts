import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, daysBetween, epochDayOf, isIsoDate, isoOfEpochDay, weekdayOf } from './civil-date.ts'

const isoDay = fc
  .date({ min: new Date('0000-03-01'), max: new Date('9999-12-30'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

test('agrees with the date arithmetic of the language', () => {
  fc.assert(
    fc.property(isoDay, (iso) => {
      const day = Date.parse(iso) / 86_400_000
      expect(epochDayOf(iso)).toBe(day)
      expect(isoOfEpochDay(day)).toBe(iso)
      expect(weekdayOf(iso)).toBe((new Date(iso).getUTCDay() + 1) % 7)
    }),
    { numRuns: 3000 },
  )
})

test('adding days and counting them undo each other', () => {
  const near = fc.date({ min: new Date('1800-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(near, fc.integer({ min: -60_000, max: 60_000 }), (date, n) => {
      const iso = date.toISOString().slice(0, 10)
      expect(daysBetween(iso, addDays(iso, n))).toBe(n)
    }),
  )
})

test.each([
  ['2025-03-20', 1, '2025-03-21'],
  ['2024-02-28', 1, '2024-02-29'],
  ['2023-02-28', 1, '2023-03-01'],
  ['2025-01-01', -1, '2024-12-31'],
  ['2025-03-20', 0, '2025-03-20'],
])('%s and %d days is %s', (iso, n, expected) => {
  expect(addDays(iso, n)).toBe(expected)
})

test.each([
  '2026-02-29',
  '1900-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-04-31',
  '2026-04-00',
  '2026-4-1',
  '20260401',
  '2026-04-01T00:00:00Z',
  ' 2026-04-01',
  '۲۰۲۶-۰۴-۰۱',
  '',
])('%j is no date', (text) => {
  expect(isIsoDate(text)).toBe(false)
  expect(() => addDays(text, 1)).toThrow('iso_date_invalid')
  expect(() => weekdayOf(text)).toThrow('iso_date_invalid')
})

test('does not leave the range that ISO dates can write', () => {
  expect(isIsoDate('2000-02-29')).toBe(true)
  expect(() => addDays('9999-12-31', 1)).toThrow('iso_date_invalid')
  expect(() => addDays('0000-01-01', -1)).toThrow('iso_date_invalid')
  expect(() => addDays('2026-01-01', 0.5)).toThrow('iso_date_invalid')
})
