import type { PoolClient } from 'pg'
import type { Credentials } from '#shared/contract/citizen.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { OfficeRules } from '#shared/domain/rules.ts'
import { type RulesCache, rulesOf } from '../ingest/load.ts'
import { findRegistration, type RegistrationRow } from '../registration/credentials.ts'
import type { Seats } from './bookable-days.ts'
import { type OfficeFacts, readFacts, readSeats } from './office-facts.ts'

export const lockOfficesSql = `
  SELECT office_id, revision FROM office_revisions
  WHERE office_id = ANY($1::uuid[]) ORDER BY office_id FOR UPDATE`
export const standingSql = `
  SELECT a.body AS live, b.bookable_from
  FROM (SELECT $1::text AS national_code) AS person
  LEFT JOIN live_appointments l ON l.national_code = person.national_code
  LEFT JOIN appointments a ON a.id = l.appointment_id AND a.date = l.date
  LEFT JOIN booking_bans b ON b.national_code = person.national_code`

type LockedOffice = { office_id: string; revision: number }
type Standing = { live: Appointment | null; bookable_from: string | null }

/** Everything that decides about a booking, as it is until the transaction ends. */
export type UnderLock = {
  /** Where each locked office stands in its order. */
  revisions: ReadonlyMap<string, number>
  facts: OfficeFacts
  rules: OfficeRules
  seatsOf: (date: string, slot: string) => Seats | undefined
  registration: RegistrationRow
  /** The appointment that counts now. */
  live: Appointment | null
  bookableFrom: string | null
}

/**
 * Locks the offices and the citizen's registration, in the order that every writer keeps, and reads what decides about a
 * booking at `at`. One round trip: the statements travel together, and each sees what was committed before the locks
 * in front of it were granted. Null when there is no such office.
 */
export async function lockAndRead(
  client: PoolClient,
  cache: RulesCache,
  citizen: Credentials,
  officeIds: readonly string[],
  at: { officeId: string; date: string },
): Promise<UnderLock | null> {
  const [offices, registration, standing, facts, seatsOf] = await Promise.all([
    client.query<LockedOffice>({ name: 'booking_lock_offices', text: lockOfficesSql, values: [officeIds] }),
    findRegistration(client, citizen, { lock: true }),
    client.query<Standing>({ name: 'booking_standing', text: standingSql, values: [citizen.nationalCode] }),
    readFacts(client, at.officeId, at.date, at.date),
    readSeats(client, at.officeId, at.date, at.date),
  ])
  const stands = standing.rows[0]
  if (!registration || !stands) throw new Error('registration_lost')
  if (!facts) return null
  return {
    revisions: new Map(offices.rows.map(({ office_id, revision }) => [office_id, revision])),
    facts,
    rules: await rulesOf(client, cache, at.officeId, facts.revision),
    seatsOf,
    registration,
    live: stands.live,
    bookableFrom: stands.bookable_from,
  }
}
