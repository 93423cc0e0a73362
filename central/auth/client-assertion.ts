import { decodeJwt, errors, importJWK, jwtVerify } from 'jose'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Clock } from '#shared/clock.ts'
import type { CentralTables } from '../db/tables.ts'

/** RFC 7523 leaves it to us: how long an assertion may be good, and how far the clocks may be apart. */
const MAX_LIFETIME_SECONDS = 300
const TOLERANCE_SECONDS = 60

const claimsSchema = z.object({
  iss: z.uuid(),
  sub: z.uuid(),
  exp: z.number(),
  jti: z.string().min(1).max(200),
})

/** Why an assertion was refused: for the log, never for the caller. */
export type AssertionOutcome =
  | { ok: true; deviceId: string; officeId: string }
  | { ok: false; why: 'malformed' | 'unknown_device' | 'signature_or_claims' | 'too_long' | 'replayed' }

/**
 * Checks a client assertion (private_key_jwt, RFC 7523): `iss` = `sub` = the device, signed with the key that it was
 * activated with, meant for one of `audiences`, good for five minutes at most, and used only once.
 */
export async function checkAssertion(
  db: Kysely<CentralTables>,
  clock: Clock,
  assertion: string,
  audiences: readonly string[],
): Promise<AssertionOutcome> {
  let deviceId: string
  try {
    const claims = claimsSchema.safeParse(decodeJwt(assertion))
    if (!claims.success || claims.data.iss !== claims.data.sub) return { ok: false, why: 'malformed' }
    deviceId = claims.data.sub
  } catch (error) {
    if (error instanceof errors.JOSEError) return { ok: false, why: 'malformed' }
    throw error
  }
  const device = await db
    .selectFrom('devices')
    .select(['id', 'office_id', 'public_key'])
    .where('id', '=', deviceId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (!device) return { ok: false, why: 'unknown_device' }

  const now = clock.now()
  let verified: z.infer<typeof claimsSchema>
  try {
    const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', x: device.public_key }, 'EdDSA')
    const { payload } = await jwtVerify(assertion, key, {
      algorithms: ['EdDSA', 'Ed25519'],
      issuer: deviceId,
      subject: deviceId,
      audience: [...audiences],
      requiredClaims: ['exp', 'jti'],
      clockTolerance: TOLERANCE_SECONDS,
      currentDate: now,
    })
    verified = claimsSchema.parse(payload)
  } catch (error) {
    if (error instanceof errors.JOSEError) return { ok: false, why: 'signature_or_claims' }
    throw error
  }
  if (verified.exp > now.getTime() / 1000 + MAX_LIFETIME_SECONDS + TOLERANCE_SECONDS) {
    return { ok: false, why: 'too_long' }
  }
  await db.deleteFrom('used_assertions').where('expires_at', '<', now).execute()
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('used_assertions')
    .values({
      device_id: deviceId,
      jti: verified.jti,
      // Kept for as long as the tolerance would still let it pass.
      expires_at: new Date((verified.exp + TOLERANCE_SECONDS + 1) * 1000),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 0n) return { ok: false, why: 'replayed' }
  return { ok: true, deviceId, officeId: device.office_id }
}
