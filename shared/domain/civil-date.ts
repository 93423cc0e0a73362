import { ValueError } from './validation.ts'

/** Days since 1970-01-01 of a proleptic Gregorian date (days-from-civil, in 400-year eras beginning in March). */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

function isGregorianLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

function gregorianMonthLength(year: number, month: number): number {
  if (month === 2) return isGregorianLeap(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

const ISO_DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/

function readIsoDate(iso: string): number | undefined {
  const match = ISO_DATE.exec(iso)
  if (!match) return undefined
  const year = Number(match[1])
  const month = Number(match[2])
  const day = Number(match[3])
  if (month < 1 || month > 12 || day < 1 || day > gregorianMonthLength(year, month)) return undefined
  return daysFromCivil(year, month, day)
}

/** True for a real date written `YYYY-MM-DD`, the form every civil date is stored in (domain.md 2.7). */
export function isIsoDate(iso: string): boolean {
  return readIsoDate(iso) !== undefined
}

/** Days since 1970-01-01. Throws `iso_date_invalid` for anything but a real `YYYY-MM-DD`. */
export function epochDayOf(iso: string): number {
  const day = readIsoDate(iso)
  if (day === undefined) throw new ValueError('iso_date_invalid', iso)
  return day
}

/** The ISO date of a day number. Throws `iso_date_invalid` outside the years 0–9999. */
export function isoOfEpochDay(epochDay: number): string {
  const shifted = epochDay + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  if (!Number.isInteger(epochDay) || year < 0 || year > 9999)
    throw new ValueError('iso_date_invalid', String(epochDay))
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** The date `n` civil days later (earlier when negative). No time zone is involved. */
export function addDays(iso: string, n: number): string {
  return isoOfEpochDay(epochDayOf(iso) + n)
}

/** Civil days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: string, b: string): number {
  return epochDayOf(b) - epochDayOf(a)
}

/** Day of the Iranian week: 0 = Saturday … 6 = Friday (domain.md 2.7); the index into `weekdayNames`. */
export function weekdayOf(iso: string): number {
  // 1970-01-01 was a Thursday, the sixth day of that week.
  return (((epochDayOf(iso) + 5) % 7) + 7) % 7
}
