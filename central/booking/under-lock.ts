import type { PoolClient } from 'pg'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { OfficeRules } from '#shared/domain/rules.ts'
import { lockOfficesSql } from '../db/revision.ts'
import { type RulesCache, rulesOf } from '../ingest/office-rules.ts'
import { lockRegistrations, type RegistrationRow } from '../registration/credentials.ts'
import type { Seats } from './bookable-days.ts'
import { type OfficeFacts, readFacts } from './office-facts.ts'

export type Place = { officeId: string; date: string; slot: string }

/** A citizen, known by both codes, and where the appointment is to be. */
export type Wish = { registration: RegistrationRow; place: Place }

export const standingSql = `
  SELECT person.national_code, a.body AS live, b.bookable_from
  FROM unnest($1::text[]) AS person (national_code)
  LEFT JOIN live_appointments l ON l.national_code = person.national_code
  LEFT JOIN appointments a ON a.id = l.appointment_id AND a.date = l.date
  LEFT JOIN booking_bans b ON b.national_code = person.national_code`
export const wantedSeatsSql = `
  SELECT s.office_id, s.date, s.slot, s.capacity, s.taken
  FROM unnest($1::uuid[], $2::date[], $3::time[]) AS wanted (office_id, date, slot)
  JOIN seats s ON s.office_id = wanted.office_id AND s.date = wanted.date AND s.slot = wanted.slot`

type LockedOffice = { office_id: string; revision: number }
type Standing = { live: Appointment | null; bookable_from: string | null }
type SeatsRow = Seats & { office_id: string; date: string; slot: string }

/** Everything that decides about one wish. */
export type UnderLock = {
  facts: OfficeFacts
  rules: OfficeRules
  /** Of the wanted slot; undefined while nobody has booked it. */
  seats: Seats | undefined
  registration: RegistrationRow
  /** The appointment that counts now. */
  live: Appointment | null
  bookableFrom: string | null
}

const seatKey = ({ officeId, date, slot }: Place) => `${officeId} ${date} ${slot}`

/** What a transaction holds locked, as it is until the transaction ends; what is booked meanwhile is added to it. */
export class Locked {
  /** Where each locked office stands in its order. */
  readonly revisions: Map<string, number>
  readonly #facts: ReadonlyMap<string, { facts: OfficeFacts; rules: OfficeRules }>
  readonly #registrations: Map<string, RegistrationRow>
  readonly #standings: Map<string, Standing>
  readonly #seats: Map<string, Seats>

  constructor(read: {
    revisions: Map<string, number>
    facts: ReadonlyMap<string, { facts: OfficeFacts; rules: OfficeRules }>
    registrations: Map<string, RegistrationRow>
    standings: Map<string, Standing>
    seats: Map<string, Seats>
  }) {
    this.revisions = read.revisions
    this.#facts = read.facts
    this.#registrations = read.registrations
    this.#standings = read.standings
    this.#seats = read.seats
  }

  /** What decides about a wish; null when there is no such office. */
  about({ registration: { id, national_code }, place }: Wish): UnderLock | null {
    const registration = this.#registrations.get(id)
    const standing = this.#standings.get(national_code)
    if (!registration || !standing) throw new Error('registration_lost')
    const known = this.#facts.get(place.officeId)
    if (!known || !this.revisions.has(place.officeId)) return null
    return {
      ...known,
      seats: this.#seats.get(seatKey(place)),
      registration,
      live: standing.live,
      bookableFrom: standing.bookable_from,
    }
  }

  /** Takes the office's next revision. */
  nextRevision(officeId: string): number {
    const revision = (this.revisions.get(officeId) ?? 0) + 1
    this.revisions.set(officeId, revision)
    return revision
  }

  /** From here on the appointment counts, and has its seat. */
  add(appointment: Appointment, { registration, facts, seats }: UnderLock): void {
    this.#registrations.set(registration.id, { ...registration, stage: 'booked' })
    const standing = this.#standings.get(registration.national_code)
    this.#standings.set(registration.national_code, {
      live: appointment,
      bookable_from: standing?.bookable_from ?? null,
    })
    const { capacity, taken } = seats ?? { capacity: facts.calendar.slotCapacity, taken: 0 }
    this.#seats.set(seatKey(appointment), { capacity, taken: taken + 1 })
  }
}

/**
 * Locks the offices and the citizens' registrations, in the order that every writer keeps, and reads what decides about
 * their wishes. One round trip: the statements travel together, and each sees what was committed before the locks in
 * front of it were granted.
 *
 * @param officeIds the offices of all wishes, and others that are to be changed
 */
export async function lockAndRead(
  client: PoolClient,
  cache: RulesCache,
  wishes: readonly Wish[],
  officeIds: readonly string[],
): Promise<Locked> {
  const dates = wishes.map(({ place }) => place.date).sort()
  const [first = '', last = ''] = [dates[0], dates.at(-1)]
  const [offices, registrations, standings, facts, seats] = await Promise.all([
    client.query<LockedOffice>({ name: 'lock_offices', text: lockOfficesSql, values: [officeIds] }),
    lockRegistrations(client, [...new Set(wishes.map(({ registration }) => registration.id))]),
    client.query<Standing & { national_code: string }>({
      name: 'booking_standing',
      text: standingSql,
      values: [[...new Set(wishes.map(({ registration }) => registration.national_code))]],
    }),
    readFacts(client, [...new Set(wishes.map(({ place }) => place.officeId))], first, last),
    client.query<SeatsRow>({
      name: 'booking_wanted_seats',
      text: wantedSeatsSql,
      values: [
        wishes.map(({ place }) => place.officeId),
        wishes.map(({ place }) => place.date),
        wishes.map(({ place }) => place.slot),
      ],
    }),
  ])
  const withRules = new Map<string, { facts: OfficeFacts; rules: OfficeRules }>()
  for (const [id, known] of facts) {
    withRules.set(id, { facts: known, rules: await rulesOf(client, cache, id, known.revision) })
  }
  return new Locked({
    revisions: new Map(offices.rows.map(({ office_id, revision }) => [office_id, revision])),
    facts: withRules,
    registrations: new Map(registrations.map((registration) => [registration.id, registration])),
    standings: new Map(standings.rows.map((row) => [row.national_code, row])),
    seats: new Map(
      seats.rows.map(({ office_id, date, slot, capacity, taken }) => [
        seatKey({ officeId: office_id, date, slot: slot.slice(0, 5) }),
        { capacity, taken },
      ]),
    ),
  })
}
