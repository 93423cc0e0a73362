import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { instantSchema } from '../domain/event.ts'

/** The name of the file that holds a `SealedKey`, beside the database and beside its journal. */
export const escrowFileName = 'escrow.json'

const keyBytes = 32
const saltBytes = 32
const nonceBytes = 12
const base64 = (bytes: number) =>
  z.base64().refine((text) => Buffer.from(text, 'base64').length === bytes, `${bytes} bytes`)

/**
 * The database's key, locked by a recovery code. Binary values are base64. `check` names the key without telling anything
 * of it; `codeCheck` tells a wrong code from a damaged file. Everything but the ciphertext is authenticated.
 */
const sealedKeySchema = z.object({
  version: z.literal(1),
  madeAt: instantSchema,
  check: base64(16),
  kdf: z.object({ name: z.literal('hkdf-sha256'), salt: base64(saltBytes) }),
  codeCheck: base64(16),
  cipher: z.literal('aes-256-gcm'),
  nonce: base64(nonceBytes),
  ciphertext: base64(keyBytes),
  tag: base64(16),
})
export type SealedKey = z.infer<typeof sealedKeySchema>

/** The sealed key in a file's text; null when it is none. */
export function parseSealedKey(text: string): SealedKey | null {
  try {
    return sealedKeySchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** A fingerprint of a database's key that says nothing about it: the same as in `key.json`. */
export function keyCheck(key: Uint8Array): string {
  return createHmac('sha256', key).update('pishkhan key check').digest().subarray(0, 16).toString('base64')
}

/**
 * Locks the database's key by a recovery code. The code has 135 random bits, so that a slow derivation would add nothing.
 *
 * @param code as `readEscrowCode` gives it
 * @param random the salt and the nonce, never used before
 */
export function sealKey(
  key: Uint8Array,
  code: string,
  { madeAt, random }: { madeAt: string; random: (bytes: number) => Uint8Array },
): SealedKey {
  const salt = Buffer.from(random(saltBytes)).toString('base64')
  const nonce = random(nonceBytes)
  const { lock, codeCheck } = derive(code, salt)
  const head = {
    version: 1,
    madeAt,
    check: keyCheck(key),
    kdf: { name: 'hkdf-sha256', salt },
    codeCheck,
    cipher: 'aes-256-gcm',
    nonce: Buffer.from(nonce).toString('base64'),
  } as const
  const cipher = createCipheriv('aes-256-gcm', lock, nonce)
  cipher.setAAD(headerOf(head))
  const ciphertext = Buffer.concat([cipher.update(key), cipher.final()]).toString('base64')
  return { ...head, ciphertext, tag: cipher.getAuthTag().toString('base64') }
}

/** `wrong_code`: it locks another file, or none · `damaged`: the code is right, and the file was changed. */
export type Unsealed = { ok: true; key: Uint8Array } | { ok: false; why: 'wrong_code' | 'damaged' }

/** @param code as `readEscrowCode` gives it */
export function unsealKey(sealed: SealedKey, code: string): Unsealed {
  const { lock, codeCheck } = derive(code, sealed.kdf.salt)
  if (!isSame(codeCheck, sealed.codeCheck)) return { ok: false, why: 'wrong_code' }
  const decipher = createDecipheriv('aes-256-gcm', lock, Buffer.from(sealed.nonce, 'base64'))
  decipher.setAAD(headerOf(sealed))
  decipher.setAuthTag(Buffer.from(sealed.tag, 'base64'))
  try {
    const text = Buffer.concat([decipher.update(Buffer.from(sealed.ciphertext, 'base64')), decipher.final()])
    const key = new Uint8Array(text)
    return isSame(keyCheck(key), sealed.check) ? { ok: true, key } : { ok: false, why: 'damaged' }
  } catch {
    return { ok: false, why: 'damaged' }
  }
}

function derive(code: string, salt: string): { lock: Uint8Array; codeCheck: string } {
  const bytes = new Uint8Array(
    hkdfSync('sha256', code, Buffer.from(salt, 'base64'), 'pishkhan-escrow-1', keyBytes + 16),
  )
  return {
    lock: bytes.subarray(0, keyBytes),
    codeCheck: Buffer.from(bytes.subarray(keyBytes)).toString('base64'),
  }
}

const headerOf = ({
  version,
  madeAt,
  check,
  kdf,
  codeCheck,
  cipher,
  nonce,
}: Omit<SealedKey, 'ciphertext' | 'tag'>) =>
  Buffer.from(
    ['pishkhan-escrow', version, madeAt, check, kdf.name, kdf.salt, codeCheck, cipher, nonce].join('|'),
  )

function isSame(a: string, b: string): boolean {
  const [first, second] = [Buffer.from(a, 'base64'), Buffer.from(b, 'base64')]
  return first.length === second.length && timingSafeEqual(first, second)
}
