import { randomInt, randomUUID } from 'node:crypto'
import { DatabaseError, type Pool } from 'pg'
import type { Clock } from '#shared/clock.ts'
import type { IneligibilityReason } from '#shared/contract/citizen.ts'
import type {
  RegistrationDetails,
  RegistrationErrors,
  RegistrationForm,
} from '#shared/domain/registration-form.ts'
import type { Stage } from '#shared/domain/stage.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { DEFAULT_TRACKING_CODE_LENGTH } from '#shared/domain/tracking-code.ts'
import { message } from '#shared/i18n/fa/message.ts'
import { inTransaction } from '../db/transaction.ts'
import { fillMessage, type MessageGateway } from '../message-gateway.ts'
import type { CivilRegistry } from '../registry/civil-registry.ts'
import { ineligibilityOf } from './eligibility.ts'
import { readDetails } from './read-details.ts'

export type Registered = { trackingCode: string; registeredAt: string }

export type RegisterOutcome =
  | { ok: true; registered: Registered }
  | { ok: false; code: 'DETAILS_INVALID'; fields: RegistrationErrors }
  | { ok: false; code: 'NOT_ELIGIBLE'; reason: IneligibilityReason }

export type RegisterParts = {
  pool: Pool
  clock: Clock
  registry: CivilRegistry
  gateway: MessageGateway
  /** Gives a tracking code that is to be tried; another one is asked for when it is taken. */
  newTrackingCode?: () => string
}

/** How many codes in a row may be taken already before something must be wrong: of ten thousand million, one is. */
const ATTEMPTS = 10
const FIRST_STAGE: Stage = 'pre_registered'

// The unique index over live registrations decides between two at once: the later one waits, and inserts nothing.
const insertSql = `
  INSERT INTO registrations (id, national_code, tracking_code, birth_date, request_kind, details, stage, live,
                             registered_at, device_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7, true, $8, $9)
  ON CONFLICT (national_code) WHERE live DO NOTHING`
const stageSql = `
  INSERT INTO registration_stages (registration_id, place, stage, at) VALUES ($1, 1, $2, $3)`

/**
 * Registers a citizen: what was sent is read, checked against the civil registry, and kept with a tracking code that is
 * sent to the mobile. All of it or nothing.
 *
 * @param deviceId of the office at whose counter it is done; null for the citizen themselves
 */
export async function register(
  parts: RegisterParts,
  sent: RegistrationForm,
  deviceId: string | null,
): Promise<RegisterOutcome> {
  const now = parts.clock.now()
  const today = tehranDateOf(now.toISOString())
  const read = readDetails(sent, { today })
  if (!read.ok) return { ok: false, code: 'DETAILS_INVALID', fields: read.errors }
  const person = await parts.registry.find(read.value.nationalCode)
  const reason = ineligibilityOf(read.value, person, today)
  if (reason) return { ok: false, code: 'NOT_ELIGIBLE', reason }
  const trackingCode = await keep(parts, read.value, now, deviceId)
  return trackingCode === null
    ? { ok: false, code: 'NOT_ELIGIBLE', reason: 'live_registration' }
    : { ok: true, registered: { trackingCode, registeredAt: now.toISOString() } }
}

/** Writes the registration; gives its tracking code, or null when the person has a live one. */
async function keep(
  { pool, gateway, newTrackingCode = randomTrackingCode }: RegisterParts,
  details: RegistrationDetails,
  now: Date,
  deviceId: string | null,
): Promise<string | null> {
  const { nationalCode, birthDate, requestKind, mobile } = details
  const at = now.toISOString()
  for (let attempt = 1; ; attempt += 1) {
    const trackingCode = newTrackingCode()
    try {
      return await inTransaction(pool, async (client) => {
        const id = randomUUID()
        const { rowCount } = await client.query({
          name: 'register',
          text: insertSql,
          values: [
            id,
            nationalCode,
            trackingCode,
            birthDate,
            requestKind,
            JSON.stringify(details),
            FIRST_STAGE,
            at,
            deviceId,
          ],
        })
        if (rowCount === 0) return { result: null }
        const body = fillMessage(message.registered, { trackingCode })
        return {
          result: trackingCode,
          writes: [
            client.query({ name: 'register_stage', text: stageSql, values: [id, FIRST_STAGE, at] }),
            gateway.send(client, [{ mobile, kind: 'registered', body }], now),
          ],
        }
      })
    } catch (error) {
      if (!isTaken(error) || attempt === ATTEMPTS) throw error
    }
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof DatabaseError && error.constraint === 'registrations_tracking_code_key'
}

/** Digits that nobody can guess; zeros may lead. */
export function randomTrackingCode(): string {
  return Array.from({ length: DEFAULT_TRACKING_CODE_LENGTH }, () => randomInt(10)).join('')
}
