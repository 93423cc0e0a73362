import { errors, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { Clock } from '#shared/clock.ts'
import { Newest } from '../newest.ts'

/** Seconds for which a token is good; a revoked device is out after that at the latest. */
export const tokenLifetimeSeconds = 900

const ISSUER = 'pishkhan-central'

const claimsSchema = z.object({ sub: z.uuid(), office: z.uuid(), exp: z.number() })

/** Tokens that were found good lately: verifying one costs as much as a small push's own statements. */
const REMEMBERED = 20_000

/** The device that a request comes from. */
export type DeviceIdentity = {
  deviceId: string
  officeId: string
  /** When its token ends. */
  expiresAt: Date
}

export type AccessTokens = {
  mint(deviceId: string, officeId: string): Promise<string>
  /** Null for a token that is not ours, was changed or has ended. */
  verify(token: string): Promise<DeviceIdentity | null>
}

export function accessTokens(key: Uint8Array, clock: Clock): AccessTokens {
  const good = new Newest<string, DeviceIdentity>(REMEMBERED)
  return {
    mint: (deviceId, officeId) => {
      const now = Math.floor(clock.now().getTime() / 1000)
      return new SignJWT({ office: officeId })
        .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
        .setIssuer(ISSUER)
        .setSubject(deviceId)
        .setIssuedAt(now)
        .setExpirationTime(now + tokenLifetimeSeconds)
        .sign(key)
    },
    verify: async (token) => {
      const known = good.get(token)
      if (known && clock.now() < known.expiresAt) return known
      good.delete(token)
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['HS256'],
          typ: 'at+jwt',
          issuer: ISSUER,
          currentDate: clock.now(),
        })
        const claims = claimsSchema.safeParse(payload)
        if (!claims.success) return null
        const { sub, office, exp } = claims.data
        const device = { deviceId: sub, officeId: office, expiresAt: new Date(exp * 1000) }
        good.set(token, device)
        return device
      } catch (error) {
        if (error instanceof errors.JOSEError) return null
        throw error
      }
    },
  }
}
