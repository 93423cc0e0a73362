import type { BookableDay } from '#shared/contract/citizen.ts'
import { addDays, weekdayOf } from '#shared/domain/civil-date.ts'
import { type OpeningHours, slotTimes } from '#shared/domain/slots.ts'
import { tehranDateOf, tehranTimeOf } from '#shared/domain/tehran-time.ts'

/** When an office can be booked and how many at a time. */
export type OfficeCalendar = {
  slotMinutes: number
  slotCapacity: number
  bookingDaysAhead: number
  acceptsBooking: boolean
  /** By weekday; one that is missing is closed. */
  hours: ReadonlyMap<number, OpeningHours>
  /** Reasons by date: the country's holidays and the office's own closures. */
  closures: ReadonlyMap<string, string>
}

/** Seats of a slot that somebody has booked already. */
export type Seats = { capacity: number; taken: number }

/** Days that one answer has at most. */
export const longestRange = 45

/** Civil date and time of Tehran at an instant. */
export type CivilNow = { date: string; time: string }
export function civilNow(instant: Date): CivilNow {
  const iso = instant.toISOString()
  return { date: tehranDateOf(iso), time: tehranTimeOf(iso) }
}

/** Whether a slot's start has come. */
export const hasBegun = (date: string, slot: string, now: CivilNow): boolean =>
  date < now.date || (date === now.date && slot <= now.time)

/** Farther than any office can be booked: nothing is prepared for a day beyond it. */
const farthestDays = 365

/** Whether a day is one that some office could be booked on. */
export const canBePrepared = ({ date }: { date: string }, today: string): boolean =>
  date >= today && date <= addDays(today, farthestDays)

/** The days of an office that can be asked for: from today, no further than booking goes. Empty is null. */
export function bookableRange(
  { bookingDaysAhead, acceptsBooking }: OfficeCalendar,
  now: CivilNow,
  asked: { from?: string | undefined; to?: string | undefined } = {},
): { from: string; to: string } | null {
  const from = asked.from !== undefined && asked.from > now.date ? asked.from : now.date
  // Compared before it is counted with: what was asked for may lie at the end of all calendars.
  const last = addDays(now.date, bookingDaysAhead)
  if (!acceptsBooking || from > last) return null
  const ends = [last, addDays(from, longestRange - 1), ...(asked.to === undefined ? [] : [asked.to])].sort()
  const to = ends[0] ?? from
  return to < from ? null : { from, to }
}

/**
 * What a day of an office offers. What walk-ins and operators took beyond the capacity is not for sale: a seat is free
 * while fewer than the capacity are taken.
 */
export function bookableDay(
  calendar: OfficeCalendar,
  date: string,
  now: CivilNow,
  seatsOf: (slot: string) => Seats | undefined,
): BookableDay {
  const closed = (closedBecause: string | null) => ({
    date,
    status: 'closed' as const,
    closedBecause,
    slots: [],
  })
  const reason = calendar.closures.get(date)
  if (reason !== undefined) return closed(reason)
  const hours = calendar.hours.get(weekdayOf(date))
  if (!hours) return closed(null)
  const slots = slotTimes(hours, calendar.slotMinutes)
    .filter((time) => !hasBegun(date, time, now))
    .map((time) => {
      const { capacity, taken } = seatsOf(time) ?? { capacity: calendar.slotCapacity, taken: 0 }
      return { time, free: Math.max(0, capacity - taken) }
    })
  // Nothing more today: the office is not full, its day is over.
  if (slots.length === 0) return closed(null)
  const status = slots.some(({ free }) => free > 0) ? ('open' as const) : ('full' as const)
  return { date, status, closedBecause: null, slots }
}
