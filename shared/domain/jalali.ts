import { addDays, daysBetween, epochDayOf, isoOfEpochDay, weekdayOf } from './civil-date.ts'
import { toAsciiDigits, toPersianDigits } from './digits.ts'
import { invalid, type Validation, ValueError, valid } from './validation.ts'

export { addDays, daysBetween, weekdayOf }

export type DisplayLocale = 'fa' | 'en'

export interface JalaliDate {
  readonly year: number
  /** 1 = Farvardin … 12 = Esfand. */
  readonly month: number
  readonly day: number
}

/** The span in which the 33-year rule equals the official table; dates outside it are refused (domain.md 2.7). */
export const FIRST_JALALI_YEAR = 1206
export const LAST_JALALI_YEAR = 1498

/** Names of the twelve months; index 0 is Farvardin. */
export const jalaliMonthNames = {
  fa: ['فروردین', 'اردیبهشت', 'خرداد', 'تیر', 'مرداد', 'شهریور', 'مهر', 'آبان', 'آذر', 'دی', 'بهمن', 'اسفند'],
  en: [
    'Farvardin',
    'Ordibehesht',
    'Khordad',
    'Tir',
    'Mordad',
    'Shahrivar',
    'Mehr',
    'Aban',
    'Azar',
    'Dey',
    'Bahman',
    'Esfand',
  ],
} as const satisfies Record<DisplayLocale, readonly string[]>

/** Names of the weekdays, spelled as Intl spells them; index 0 is Saturday, as in `weekdayOf`. */
export const weekdayNames = {
  fa: ['شنبه', 'یکشنبه', 'دوشنبه', 'سه‌شنبه', 'چهارشنبه', 'پنجشنبه', 'جمعه'],
  en: ['Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
} as const satisfies Record<DisplayLocale, readonly string[]>

/** Epoch day of 0001/01/01, minus the rule's offset; fixed by 1405/01/01 = 2026-03-21. */
const JALALI_EPOCH = -492_268

function newYearEpochDay(year: number): number {
  return JALALI_EPOCH + 365 * (year - 1) + Math.floor((8 * year + 21) / 33)
}

/** Leap years have 30 Esfand (domain.md 2.7; not the 2820-year formula, which is wrong for 1403 and 1404). */
export function isJalaliLeap(year: number): boolean {
  return (25 * year + 11) % 33 < 8
}

/** Days in a month, 1–12. Throws `jalali_date_invalid` for another month. */
export function jalaliMonthLength(year: number, month: number): number {
  if (!Number.isInteger(month) || month < 1 || month > 12)
    throw new ValueError('jalali_date_invalid', `${year}/${month}`)
  if (month <= 6) return 31
  if (month <= 11) return 30
  return isJalaliLeap(year) ? 30 : 29
}

function refusalOf({
  year,
  month,
  day,
}: JalaliDate): 'jalali_date_year_range' | 'jalali_date_invalid' | null {
  if (!Number.isInteger(year) || year < FIRST_JALALI_YEAR || year > LAST_JALALI_YEAR)
    return 'jalali_date_year_range'
  if (!Number.isInteger(month) || month < 1 || month > 12) return 'jalali_date_invalid'
  if (!Number.isInteger(day) || day < 1 || day > jalaliMonthLength(year, month)) return 'jalali_date_invalid'
  return null
}

/** The Jalali date of an ISO date. Throws `iso_date_invalid`, or `jalali_date_year_range` outside 1206–1498. */
export function toJalali(iso: string): JalaliDate {
  const epochDay = epochDayOf(iso)
  const year = 1 + Math.floor((33 * (epochDay - JALALI_EPOCH) + 3) / 12_053)
  if (year < FIRST_JALALI_YEAR || year > LAST_JALALI_YEAR) throw new ValueError('jalali_date_year_range', iso)
  const dayOfYear = epochDay - newYearEpochDay(year)
  const month = dayOfYear < 186 ? Math.floor(dayOfYear / 31) + 1 : Math.floor((dayOfYear - 186) / 30) + 7
  const day = dayOfYear < 186 ? (dayOfYear % 31) + 1 : ((dayOfYear - 186) % 30) + 1
  return { year, month, day }
}

/** The ISO date of a Jalali date. Throws `jalali_date_year_range` or `jalali_date_invalid`; never overflows. */
export function fromJalali(date: JalaliDate): string {
  const refusal = refusalOf(date)
  if (refusal) throw new ValueError(refusal, `${date.year}/${date.month}/${date.day}`)
  const dayOfYear =
    date.month <= 6 ? (date.month - 1) * 31 + date.day : 186 + (date.month - 7) * 30 + date.day
  return isoOfEpochDay(newYearEpochDay(date.year) + dayOfYear - 1)
}

const INVISIBLE = /[\u200B-\u200F\u202A-\u202E\u2066-\u2069\u061C\u2060\uFEFF\u0640]/g
const UNICODE_HYPHENS = /[\u2010-\u2015\u2212]/g
const TYPED_DATE = /^\s*([0-9]+)\s*([/-])\s*([0-9]{1,2})\s*\2\s*([0-9]{1,2})\s*$/

/** The imperial calendar of 1355–1357, which birth certificates of those years may carry (domain.md 2.7). */
const IMPERIAL_OFFSET = 1180
const isImperialYear = (year: number): boolean => year >= 2535 && year <= 2537

/**
 * Reads a typed Jalali date, either digit set, `/` or `-`, and gives the ISO date (domain.md 2.7).
 * Years 2535–2537 are imperial and converted. A two-digit year is ambiguous and refused.
 */
export function parseJalali(input: string): Validation<string> {
  const text = toAsciiDigits(input).replace(INVISIBLE, '').replace(UNICODE_HYPHENS, '-')
  if (text.trim() === '') return invalid('required')
  const match = TYPED_DATE.exec(text)
  const typedYear = match?.[1]
  if (!match || typedYear === undefined) return invalid('jalali_date_format')
  if (typedYear.length !== 4) return invalid('jalali_date_year_digits')
  const shown = Number(typedYear)
  const date = {
    year: isImperialYear(shown) ? shown - IMPERIAL_OFFSET : shown,
    month: Number(match[3]),
    day: Number(match[4]),
  }
  const refusal = refusalOf(date)
  return refusal ? invalid(refusal) : valid(fromJalali(date))
}

/**
 * short ۱۴۰۵/۰۹/۰۱ · long «۱ آذر ۱۴۰۵» · full «یکشنبه ۱ آذر ۱۴۰۵» · monthYear «آذر ۱۴۰۵» · dayMonth «۱ آذر»
 */
export type JalaliStyle = 'short' | 'long' | 'full' | 'monthYear' | 'dayMonth'

function latinForm(iso: string, style: JalaliStyle, locale: DisplayLocale): string {
  const { year, month, day } = toJalali(iso)
  const monthName = jalaliMonthNames[locale][month - 1]
  switch (style) {
    case 'short':
      return `${year}/${String(month).padStart(2, '0')}/${String(day).padStart(2, '0')}`
    case 'long':
      return `${day} ${monthName} ${year}`
    case 'full':
      return `${weekdayNames[locale][weekdayOf(iso)]} ${day} ${monthName} ${year}`
    case 'monthYear':
      return `${monthName} ${year}`
    case 'dayMonth':
      return `${day} ${monthName}`
  }
}

/**
 * An ISO date in words or figures of the Persian calendar. Own formatter, because Intl orders «۱۴۰۳ اسفند ۳۰, پنجشنبه»
 * and leaves short dates unpadded (domain.md 3.2). Throws what `toJalali` throws.
 */
export function formatJalali(
  iso: string,
  style: JalaliStyle = 'short',
  locale: DisplayLocale = 'fa',
): string {
  const text = latinForm(iso, style, locale)
  return locale === 'fa' ? toPersianDigits(text) : text
}
