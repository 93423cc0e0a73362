import { calculateJwkThumbprint } from 'jose'
import { z } from 'zod'

/** 32 bytes in base64url, in their one canonical spelling (Buffer is not everywhere where shared is). */
export const keyBytesSchema = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/)

/** Public half of a key that files are sealed for. */
export const sealingKeySchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('X25519'),
  x: keyBytesSchema,
})
export type SealingKey = z.infer<typeof sealingKeySchema>
export type PrivateSealingKey = SealingKey & { d: string }

/** Public half of a key that files are signed with. */
export const signingKeySchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: keyBytesSchema,
})
export type SigningKey = z.infer<typeof signingKeySchema>
export type PrivateSigningKey = SigningKey & { d: string }

/** What an office has to know of the central system before it can do without a line. */
export const centralExchangeKeysSchema = z.object({ sealing: sealingKeySchema, signing: signingKeySchema })
export type CentralExchangeKeys = z.infer<typeof centralExchangeKeysSchema>

/** What may be told of a key. */
export const publicHalf = <C extends string>({ kty, crv, x }: { kty: 'OKP'; crv: C; x: string }) => ({
  kty,
  crv,
  x,
})

/** The name of a key: all that a sealed file tells of whom it is for (RFC 7638). */
export const keyIdOf = ({ kty, crv, x }: SealingKey | SigningKey): Promise<string> =>
  calculateJwkThumbprint({ kty, crv, x })
