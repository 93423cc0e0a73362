import { createPrivateKey, randomUUID, sign } from 'node:crypto'
import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose'
import type { DeviceIdentity } from '#db/store.ts'
import { type LogEnd, logEndText } from '#shared/domain/log-signature.ts'

export type PrivateKey = DeviceIdentity['privateKey']

/** A new Ed25519 key for this device; it never leaves the encrypted database. */
export async function generateDeviceKey(): Promise<PrivateKey> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const { x, d } = await exportJWK(privateKey)
  if (x === undefined || d === undefined) throw new Error('an Ed25519 key has two halves')
  return { kty: 'OKP', crv: 'Ed25519', x, d }
}

/** Short enough for a lost one to be of no use, long enough for clocks three minutes apart (RFC 7523). */
const lifetimeSeconds = 150

/** The client assertion of private_key_jwt (RFC 7523), good once. @param now by the server's clock, if it is known */
export async function signAssertion(device: DeviceIdentity, tokenUrl: string, now: Date): Promise<string> {
  const key = await importJWK(device.privateKey, 'EdDSA')
  const issuedAt = Math.floor(now.getTime() / 1000)
  return new SignJWT()
    .setProtectedHeader({ alg: 'EdDSA' })
    .setIssuer(device.deviceId)
    .setSubject(device.deviceId)
    .setAudience(tokenUrl)
    .setJti(randomUUID())
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifetimeSeconds)
    .sign(key)
}

/** Signs where this device's log ends, for the events that are handed in up to there. */
export function createLogSigner({
  deviceId,
  privateKey,
}: Pick<DeviceIdentity, 'deviceId' | 'privateKey'>): (end: Omit<LogEnd, 'deviceId'>) => string {
  const key = createPrivateKey({ format: 'jwk', key: privateKey })
  return (end) => sign(null, Buffer.from(logEndText({ deviceId, ...end })), key).toString('base64url')
}
