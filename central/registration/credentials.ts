import type { ClientBase } from 'pg'
import type { Credentials } from '#shared/contract/citizen.ts'
import { parseNationalCode } from '#shared/domain/national-code.ts'
import type { RegistrationDetails } from '#shared/domain/registration.ts'
import type { RequestKind } from '#shared/domain/requirement.ts'
import { parseTrackingCode, type TrackingCodeOptions } from '#shared/domain/tracking-code.ts'

/** A registration as the citizen's endpoints work with it. */
export type RegistrationRow = {
  id: string
  national_code: string
  tracking_code: string
  birth_date: string
  request_kind: RequestKind
  details: RegistrationDetails
  stage: string
  /** Whether it still keeps its person from registering again. */
  live: boolean
  registered_at: Date
}

const columns =
  'id, national_code, tracking_code, birth_date, request_kind, details, stage, live, registered_at'
export const findSql = `SELECT ${columns} FROM registrations WHERE national_code = $1 AND tracking_code = $2`

/** What stands for a code that is none: no registration has it, and the same statement is run as for any other. */
const NOBODY = ''

/**
 * Both codes in stored form. One that cannot be a code becomes what no registration has, so that it is answered like
 * one that is unknown.
 */
export function readCredentials(typed: Credentials, options: TrackingCodeOptions = {}): Credentials {
  const nationalCode = parseNationalCode(typed.nationalCode, { allowRepeated: true })
  const trackingCode = parseTrackingCode(typed.trackingCode, options)
  return {
    nationalCode: nationalCode.ok ? nationalCode.value : NOBODY,
    trackingCode: trackingCode.ok ? trackingCode.value : NOBODY,
  }
}

/**
 * The registration that a citizen names by both codes, as typed; null alike for an unknown and for a wrong one, after
 * the same one statement. Completed and finished registrations are found too.
 */
export async function findRegistration(
  client: Pick<ClientBase, 'query'>,
  typed: Credentials,
): Promise<RegistrationRow | null> {
  const { nationalCode, trackingCode } = readCredentials(typed)
  const { rows } = await client.query<RegistrationRow>({
    name: 'find_registration',
    text: findSql,
    values: [nationalCode, trackingCode],
  })
  return rows[0] ?? null
}

export const findManySql = `
  SELECT nth::int, ${columns}
  FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS typed (person, code, nth)
  JOIN registrations ON national_code = person AND tracking_code = code`

/** As `findRegistration`, for many citizens with one statement; null in the place of each that is not known. */
export async function findRegistrations(
  client: Pick<ClientBase, 'query'>,
  typed: readonly Credentials[],
): Promise<(RegistrationRow | null)[]> {
  const credentials = typed.map((one) => readCredentials(one))
  const { rows } = await client.query<RegistrationRow & { nth: number }>({
    name: 'find_registrations',
    text: findManySql,
    values: [
      credentials.map(({ nationalCode }) => nationalCode),
      credentials.map(({ trackingCode }) => trackingCode),
    ],
  })
  const found = new Map(rows.map(({ nth, ...row }) => [nth, row]))
  return credentials.map((_one, index) => found.get(index + 1) ?? null)
}

export const lockRegistrationsSql = `
  SELECT ${columns} FROM registrations WHERE id = ANY($1::uuid[]) ORDER BY national_code, id FOR UPDATE`

/**
 * Holds registrations until the transaction ends, in the order that every writer keeps; after the locks of the offices'
 * revisions, never before.
 */
export async function lockRegistrations(
  client: Pick<ClientBase, 'query'>,
  ids: readonly string[],
): Promise<RegistrationRow[]> {
  const { rows } = await client.query<RegistrationRow>({
    name: 'lock_registrations',
    text: lockRegistrationsSql,
    values: [ids],
  })
  return rows
}
