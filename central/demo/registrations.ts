import type { PoolClient } from 'pg'
import { uuidv7 } from 'uuidv7'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { Gender, RegistrationDetails } from '#shared/domain/registration.ts'
import { join, split } from '../db/columns.ts'
import { randomFrom } from './random.ts'
import { landlinePrefixes, longestName, womensNames } from './words.ts'

const REGISTERED_BEFORE_MS = 2 * 86_400_000

const registrationsSql = `
  WITH registered AS (
    INSERT INTO registrations (id, national_code, tracking_code, birth_date, request_kind, details, stage, live,
                               registered_at)
    SELECT id::uuid, national_code, tracking_code, birth_date::date, request_kind, details::json, 'booked', true,
           $1::timestamptz
    FROM unnest(${split(3)}, ${split(4)}, ${split(5)}, ${split(6)}, ${split(7)}, ${split(8)})
         AS row (id, national_code, tracking_code, birth_date, request_kind, details)
    ON CONFLICT DO NOTHING
    RETURNING id
  )
  INSERT INTO registration_stages (registration_id, place, stage, at)
  SELECT id, place, stage, at
  FROM registered, (VALUES (1, 'pre_registered', $1::timestamptz), (2, 'booked', $2::timestamptz))
                   AS step (place, stage, at)`

const peopleSql = `
  INSERT INTO demo_registry_people (national_code, first_name, last_name, father_name, birth_date,
    certificate_number, certificate_serial, gender, iranian, deceased, has_card)
  SELECT national_code, first_name, last_name, father_name, birth_date::date, number, serial, gender, true, false,
         request_kind <> 'first_issue'
  FROM unnest(${split(1)}, ${split(2)}, ${split(3)}, ${split(4)}, ${split(5)}, ${split(6)}, ${split(7)},
              ${split(8)}, ${split(9)})
       AS row (national_code, first_name, last_name, father_name, birth_date, number, serial, gender, request_kind)
  ON CONFLICT DO NOTHING`

const genderOf = (firstName: string): Gender =>
  firstName === longestName.first || womensNames.includes(firstName) ? 'female' : 'male'

/** What the applicant of a demonstration's appointment registered with; always the same for the same one. */
export function detailsOf({ applicant, requestKind }: Appointment): RegistrationDetails {
  const random = randomFrom(`registration ${applicant.trackingCode}`)
  const { nationalCode, firstName, lastName, fatherName, birthDate, postalCode, address, mobile } = applicant
  return {
    nationalCode,
    firstName,
    lastName,
    fatherName,
    birthDate,
    certificateNumber: String(1 + random.below(99_999)),
    certificateSerial: random.digits(6),
    gender: genderOf(firstName),
    postalCode: postalCode ?? `1${random.digits(9)}`,
    address: address ?? 'تهران',
    // Nobody registers without one; that it is missing at the counter is a case of its own.
    landline: applicant.landline ?? `021${random.pick(landlinePrefixes)}${random.digits(6)}`,
    mobile: mobile ?? `0912${random.digits(7)}`,
    requestKind,
  }
}

/**
 * Registers the applicants of these booked appointments, and makes them known to the demonstration's civil registry. A
 * person who is there already is left alone: the demonstration has more places than national codes.
 */
export async function registerDemoApplicants(
  client: PoolClient,
  appointments: readonly Appointment[],
  now: Date,
): Promise<void> {
  if (appointments.length === 0) return
  const details = appointments.map(detailsOf)
  const column = (field: keyof RegistrationDetails) => join(details.map((person) => person[field]))
  await Promise.all([
    client.query(registrationsSql, [
      new Date(now.getTime() - REGISTERED_BEFORE_MS).toISOString(),
      now.toISOString(),
      join(appointments.map(() => uuidv7())),
      column('nationalCode'),
      join(appointments.map(({ applicant }) => applicant.trackingCode)),
      column('birthDate'),
      column('requestKind'),
      join(details.map((person) => JSON.stringify(person))),
    ]),
    client.query(peopleSql, [
      column('nationalCode'),
      column('firstName'),
      column('lastName'),
      column('fatherName'),
      column('birthDate'),
      column('certificateNumber'),
      column('certificateSerial'),
      column('gender'),
      column('requestKind'),
    ]),
  ])
}
