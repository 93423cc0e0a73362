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
 *
 * @param options.lock holds the row until the transaction ends; after the locks of the offices' revisions, never before
 */
export async function findRegistration(
  client: Pick<ClientBase, 'query'>,
  typed: Credentials,
  options: { lock?: boolean } = {},
): Promise<RegistrationRow | null> {
  const { nationalCode, trackingCode } = readCredentials(typed)
  const { rows } = await client.query<RegistrationRow>({
    name: options.lock ? 'lock_registration' : 'find_registration',
    text: options.lock ? `${findSql} FOR UPDATE` : findSql,
    values: [nationalCode, trackingCode],
  })
  return rows[0] ?? null
}
