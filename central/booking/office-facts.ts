import type { PoolClient } from 'pg'
import type { CitizenAppointment } from '#shared/contract/citizen.ts'
import type { OpeningHours } from '#shared/domain/slots.ts'
import type { OfficeCalendar, Seats } from './bookable-days.ts'

/** Offices, their hours and closures between two dates. An office's own closure is told before the country's. */
export const calendarSql = `
  SELECT o.id, o.code, o.name, o.province, o.city, o.address, o.area_code, o.revision,
         o.slot_minutes, o.slot_capacity, o.booking_days_ahead, o.accepts_booking,
         (SELECT json_agg(json_build_array(h.weekday, h.opens_at, h.closes_at))
          FROM office_hours h WHERE h.office_id = o.id) AS hours,
         (SELECT json_agg(json_build_array(c.date, c.reason))
          FROM (SELECT date, reason FROM closures WHERE office_id IS NULL AND date BETWEEN $2::date AND $3::date
                UNION ALL
                SELECT date, reason FROM closures WHERE office_id = o.id AND date BETWEEN $2::date AND $3::date) c
         ) AS closures
  FROM offices o WHERE o.id = ANY($1::uuid[])`
type CalendarRow = PublicOfficeRow & {
  revision: number
  slot_minutes: number
  slot_capacity: number
  booking_days_ahead: number
  accepts_booking: boolean
  hours: [weekday: number, opensAt: string, closesAt: string][] | null
  closures: [date: string, reason: string][] | null
}

export const seatsSql = `
  SELECT date, slot, capacity, taken FROM seats WHERE office_id = $1 AND date BETWEEN $2::date AND $3::date`
type SeatsRow = { date: string; slot: string; capacity: number; taken: number }

export type PublicOfficeRow = {
  id: string
  code: string
  name: string
  province: string
  city: string
  address: string
  area_code: string
}

/** An office as a citizen is shown it. */
export const publicOffice = (row: PublicOfficeRow): CitizenAppointment['office'] => ({
  id: row.id,
  code: row.code,
  name: row.name,
  province: row.province,
  city: row.city,
  address: row.address,
  areaCode: row.area_code,
})

export type OfficeFacts = {
  office: CitizenAppointment['office']
  /** Of the office's row: tells whether its rules are known. */
  revision: number
  calendar: OfficeCalendar
}

type Querying = Pick<PoolClient, 'query'>

/** Offices with their calendars between two dates, by id; one that there is not is missing. */
export async function readFacts(
  client: Querying,
  officeIds: readonly string[],
  from: string,
  to: string,
): Promise<Map<string, OfficeFacts>> {
  const { rows } = await client.query<CalendarRow>({
    name: 'booking_calendar',
    text: calendarSql,
    values: [officeIds, from, to],
  })
  return new Map(rows.map((row) => [row.id, factsOf(row)]))
}

function factsOf(row: CalendarRow): OfficeFacts {
  const hours = new Map<number, OpeningHours>()
  for (const [weekday, opensAt, closesAt] of row.hours ?? []) hours.set(weekday, { opensAt, closesAt })
  return {
    office: publicOffice(row),
    revision: row.revision,
    calendar: {
      slotMinutes: row.slot_minutes,
      slotCapacity: row.slot_capacity,
      bookingDaysAhead: row.booking_days_ahead,
      acceptsBooking: row.accepts_booking,
      hours,
      closures: new Map(row.closures),
    },
  }
}

/** The seats sold between two dates, by date and slot (`HH:MM`). */
export async function readSeats(
  client: Querying,
  officeId: string,
  from: string,
  to: string,
): Promise<(date: string, slot: string) => Seats | undefined> {
  const { rows } = await client.query<SeatsRow>({
    name: 'booking_seats',
    text: seatsSql,
    values: [officeId, from, to],
  })
  const seats = new Map(rows.map((row) => [`${row.date} ${row.slot.slice(0, 5)}`, row]))
  return (date, slot) => seats.get(`${date} ${slot}`)
}
