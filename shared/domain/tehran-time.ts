import { epochDayOf, isoOfEpochDay } from './civil-date.ts'
import { toPersianDigits } from './digits.ts'
import type { DisplayLocale } from './jalali.ts'
import { ValueError } from './validation.ts'

const MINUTE = 60_000
const DAY = 86_400_000

/** Iran left daylight saving time on 2022-09-22; from then on the offset is +03:30 for good (domain.md 2.7). */
const FIXED_OFFSET = 210 * MINUTE
const FIXED_SINCE_DAY = epochDayOf('2022-09-22')
const FIXED_SINCE = FIXED_SINCE_DAY * DAY - FIXED_OFFSET

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/
const TIME = /^([01][0-9]|2[0-3]):([0-5][0-9])$/

const wallClock = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
  timeZone: 'Asia/Tehran',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
})

function readInstant(instantIso: string): number {
  const instant = INSTANT.test(instantIso) ? Date.parse(instantIso) : Number.NaN
  if (Number.isNaN(instant)) throw new ValueError('instant_invalid', instantIso)
  // Date.parse takes 2026-02-30 for the 2nd of March: let the civil calendar decide.
  epochDayOf(instantIso.slice(0, 10))
  return instant
}

/** Tehran's wall clock at an instant, as milliseconds of the same figures read in UTC. */
function localMillis(instant: number): number {
  if (instant >= FIXED_SINCE) return instant + FIXED_OFFSET
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {}
  for (const { type, value } of wallClock.formatToParts(instant)) part[type] = Number(value)
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** The civil date in Tehran at an instant (ISO 8601 with `Z` or an offset). Throws `instant_invalid`. */
export function tehranDateOf(instantIso: string): string {
  return isoOfEpochDay(Math.floor(localMillis(readInstant(instantIso)) / DAY))
}

/** The time of day in Tehran at an instant with its seconds, `HH:MM:SS`. Throws `instant_invalid`. */
export function tehranSecondsOf(instantIso: string): string {
  return new Date(localMillis(readInstant(instantIso))).toISOString().slice(11, 19)
}

/** The time of day in Tehran at an instant, `HH:MM`, 24 hours. Throws `instant_invalid`. */
export function tehranTimeOf(instantIso: string): string {
  const local = localMillis(readInstant(instantIso))
  const minutes = Math.floor(((local % DAY) + DAY) / MINUTE) % 1440
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/**
 * The UTC instant of a civil date and time in Tehran. In the hour that autumn repeated the earlier one is meant.
 * Throws `time_nonexistent` in the hour that spring skipped (domain.md 2.7), `time_invalid`, `iso_date_invalid`.
 */
export function instantOf(civilDate: string, time: string): string {
  const match = TIME.exec(time)
  if (!match) throw new ValueError('time_invalid', time)
  const day = epochDayOf(civilDate)
  const local = day * DAY + (Number(match[1]) * 60 + Number(match[2])) * MINUTE
  if (day >= FIXED_SINCE_DAY) return new Date(local - FIXED_OFFSET).toISOString()
  // The offsets in force a day before and a day after cover both sides of a change of the clock.
  const offsets = [local - DAY, local + DAY].map((near) => localMillis(near) - near)
  const instants = offsets
    .map((offset) => local - offset)
    .filter((candidate) => localMillis(candidate) === local)
  if (instants.length === 0) throw new ValueError('time_nonexistent', `${civilDate} ${time}`)
  return new Date(Math.min(...instants)).toISOString()
}

/** A time of day `HH:MM` for display, in Persian digits unless the locale is English. Throws `time_invalid`. */
export function formatTime(time: string, locale: DisplayLocale = 'fa'): string {
  if (!TIME.test(time)) throw new ValueError('time_invalid', time)
  return locale === 'fa' ? toPersianDigits(time) : time
}
