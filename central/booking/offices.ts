import type { Pool } from 'pg'
import type { BookableDay, PublicOffice } from '#shared/contract/citizen.ts'
import { addDays } from '#shared/domain/civil-date.ts'
import { compareNames } from '#shared/domain/collation.ts'
import { bookableDay, bookableRange, type CivilNow, longestRange } from './bookable-days.ts'
import { type PublicOfficeRow, publicOffice, readFacts, readSeats } from './office-facts.ts'

/** Offices in an answer to who names no place: a beginning; the places lead on. */
const WITHOUT_PLACE = 200

/** Tehran's week begins on Saturday: 0, as `weekdayOf` has it. */
const weekday = (date: string) => `((extract(dow FROM ${date})::int + 1) % 7)`
const minutes = (time: string) => `(extract(epoch FROM ${time}::time)::int / 60)`

/**
 * Whether a day has a free slot, as `bookableDay` finds it: more slots than are full, of those that are still to come.
 * The bounds are whole steps from the opening, so that a slot of earlier hours does not count.
 */
const freeSlotOn = (date: string) => `
  EXISTS (
    SELECT FROM office_hours h,
      LATERAL (SELECT ${minutes('h.opens_at')} AS opens) AS o1,
      LATERAL (SELECT (${minutes('h.closes_at')} - opens) / o.slot_minutes AS whole,
                 CASE WHEN ${date} > $1::date THEN 0
                      ELSE greatest(0, (${minutes('$2')} - opens + o.slot_minutes) / o.slot_minutes) END AS begun) AS o2
    WHERE h.office_id = o.id AND h.weekday = ${weekday(date)}
      AND whole - begun > (
        SELECT count(*) FROM seats s,
          LATERAL (SELECT (extract(epoch FROM s.slot)::int / 60) - opens AS offset_minutes) AS place
        WHERE s.office_id = o.id AND s.date = ${date} AND s.taken >= s.capacity
          AND offset_minutes % o.slot_minutes = 0
          AND offset_minutes / o.slot_minutes BETWEEN begun AND whole - 1)
  )
  AND NOT EXISTS (SELECT FROM closures c WHERE c.office_id IS NULL AND c.date = ${date})
  AND NOT EXISTS (SELECT FROM closures c WHERE c.office_id = o.id AND c.date = ${date})`

/**
 * Offices with the first day that has a free slot. Walks the days of an office one by one and ends at the first: the
 * seats of a month of a thousand offices are not read for one date each.
 */
export const officesSql = (where: string) => `
  SELECT o.id, o.code, o.name, o.province, o.city, o.address, o.area_code, first.date AS first_free_date
  FROM offices o
  LEFT JOIN LATERAL (
    WITH RECURSIVE walk (date, free) AS (
      SELECT $1::date - 1, false
      UNION ALL
      SELECT day.date, ${freeSlotOn('day.date')}
      FROM walk, LATERAL (SELECT walk.date + 1 AS date) AS day
      WHERE NOT walk.free AND walk.date < $1::date + o.booking_days_ahead
    )
    SELECT date FROM walk WHERE free
  ) AS first ON true
  WHERE o.accepts_booking AND ${where}`

export const placesSql = `
  SELECT province, json_agg(DISTINCT city) AS cities FROM offices WHERE accepts_booking GROUP BY province`

type ListedRow = PublicOfficeRow & { first_free_date: string | null }

/**
 * Where there are offices, and those of a place: province, city or both. Who names neither gets the first ones.
 * Offices that take no bookings are not among them.
 */
export async function listOffices(
  pool: Pool,
  now: CivilNow,
  place: { province?: string | undefined; city?: string | undefined },
): Promise<{ places: { province: string; cities: string[] }[]; offices: PublicOffice[] }> {
  const conditions: string[] = []
  const values: unknown[] = [now.date, now.time]
  for (const [column, value] of Object.entries({ province: place.province, city: place.city })) {
    if (value === undefined) continue
    values.push(value)
    conditions.push(`o.${column} = $${values.length}`)
  }
  const anywhere = conditions.length === 0
  const where = anywhere
    ? `o.id IN (SELECT id FROM offices WHERE accepts_booking ORDER BY province, city LIMIT ${WITHOUT_PLACE})`
    : conditions.join(' AND ')
  const [places, offices] = await Promise.all([
    pool.query<{ province: string; cities: string[] }>({ name: 'booking_places', text: placesSql }),
    pool.query<ListedRow>({
      name: `booking_offices_${Object.keys(place)
        .filter((key) => place[key as keyof typeof place] !== undefined)
        .join('_')}`,
      text: officesSql(where),
      values,
    }),
  ])
  return {
    places: places.rows
      .map(({ province, cities }) => ({ province, cities: cities.sort(compareNames) }))
      .sort((a, b) => compareNames(a.province, b.province)),
    offices: offices.rows
      .map((row) => ({ ...publicOffice(row), firstFreeDate: row.first_free_date }))
      .sort(
        (a, b) =>
          compareNames(a.province, b.province) || compareNames(a.city, b.city) || (a.code < b.code ? -1 : 1),
      ),
  }
}

/** The days of an office that can be booked, with their slots; null when there is no such office. */
export async function bookableDays(
  pool: Pool,
  now: CivilNow,
  officeId: string,
  asked: { from?: string | undefined; to?: string | undefined },
): Promise<BookableDay[] | null> {
  // As wide as the answer can be; the office itself may end earlier.
  const from = asked.from !== undefined && asked.from > now.date ? asked.from : now.date
  const farthest = addDays(now.date, 366)
  const to = from > farthest ? from : addDays(from, longestRange - 1)
  const [offices, seatsOf] = await Promise.all([
    readFacts(pool, [officeId], from, to),
    readSeats(pool, officeId, from, to),
  ])
  const facts = offices.get(officeId)
  if (!facts) return null
  const range = bookableRange(facts.calendar, now, asked)
  const days: BookableDay[] = []
  for (let date = range?.from; range && date !== undefined && date <= range.to; date = addDays(date, 1)) {
    const day = date
    days.push(bookableDay(facts.calendar, day, now, (slot) => seatsOf(day, slot)))
  }
  return days
}
