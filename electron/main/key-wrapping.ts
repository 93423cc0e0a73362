import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import type { SafeStorage } from 'electron'
import type { WrappedKey } from './key-file.ts'

/** What is used of Electron's `safeStorage`. */
export type OsKeyStorage = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>

/**
 * Whether the operating system really locks what it is given. On Linux without a password store Chromium only obscures
 * it with a password that stands in its source (`basic_text`): for us that is no storage at all.
 */
export async function isOsStorageSafe(storage: OsKeyStorage, platform: NodeJS.Platform): Promise<boolean> {
  if (platform === 'linux' && ['basic_text', 'unknown'].includes(storage.getSelectedStorageBackend()))
    return false
  return storage.isAsyncEncryptionAvailable()
}

/**
 * Locks the key by the operating system's password store.
 * @throws when the store refuses, or when what it gave is only obscured (Chromium marks that with `v10` on Linux).
 */
export async function wrapByOs(
  storage: OsKeyStorage,
  platform: NodeJS.Platform,
  key: Uint8Array,
): Promise<WrappedKey> {
  const ciphertext = await storage.encryptStringAsync(Buffer.from(key).toString('base64'))
  if (platform === 'linux' && ciphertext.subarray(0, 3).toString('latin1') === 'v10')
    throw new Error('the password store only obscured the key')
  return { by: 'os', ciphertext: ciphertext.toString('base64') }
}

/** `stale`: the store asks for the key to be locked anew, since its own key has been replaced. */
export async function unwrapByOs(
  storage: OsKeyStorage,
  wrapped: Extract<WrappedKey, { by: 'os' }>,
): Promise<{ key: Uint8Array; stale: boolean }> {
  const ciphertext = Buffer.from(wrapped.ciphertext, 'base64')
  const { result, shouldReEncrypt } = await storage.decryptStringAsync(ciphertext)
  return { key: new Uint8Array(Buffer.from(result, 'base64')), stale: shouldReEncrypt }
}

/** Fewer characters are not accepted for a new passphrase. */
export const SHORTEST_PASSPHRASE = 12

/** About a third of a second on an office machine, once per start. */
const kdfCost = { memoryKiB: 64 * 1024, passes: 3, lanes: 1 } as const

/** `Algorithm.Argon2id`: the package exports it only as an ambient const enum, which type stripping cannot inline. */
const ARGON2ID = 2

type PassphraseKey = Extract<WrappedKey, { by: 'passphrase' }>

export async function wrapByPassphrase(key: Uint8Array, passphrase: string): Promise<WrappedKey> {
  const kdf = { name: 'argon2id', ...kdfCost, salt: randomBytes(16).toString('base64') } as const
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', await derive(passphrase, kdf), nonce)
  cipher.setAAD(headerOf(kdf))
  const ciphertext = Buffer.concat([cipher.update(key), cipher.final()])
  return {
    by: 'passphrase',
    kdf,
    cipher: 'aes-256-gcm',
    nonce: nonce.toString('base64'),
    ciphertext: ciphertext.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  }
}

/** The key, or null when the passphrase is wrong or the file was altered: the cipher cannot tell these apart. */
export async function unwrapByPassphrase(
  wrapped: PassphraseKey,
  passphrase: string,
): Promise<Uint8Array | null> {
  const [nonce, tag] = [Buffer.from(wrapped.nonce, 'base64'), Buffer.from(wrapped.tag, 'base64')]
  if (nonce.length !== 12 || tag.length !== 16) return null
  const decipher = createDecipheriv('aes-256-gcm', await derive(passphrase, wrapped.kdf), nonce)
  decipher.setAAD(headerOf(wrapped.kdf))
  decipher.setAuthTag(tag)
  try {
    const key = Buffer.concat([decipher.update(Buffer.from(wrapped.ciphertext, 'base64')), decipher.final()])
    return new Uint8Array(key)
  } catch {
    return null
  }
}

/** The cost stands in the authenticated header, so that nobody can lower it in the file. */
function headerOf(kdf: PassphraseKey['kdf']): Buffer {
  return Buffer.from(['pishkhan-key-1', kdf.name, kdf.memoryKiB, kdf.passes, kdf.lanes, kdf.salt].join('|'))
}

/** The same letters typed on two keyboards must give the same key: hence NFKC. */
function derive(passphrase: string, kdf: PassphraseKey['kdf']): Promise<Buffer> {
  return hashRaw(passphrase.normalize('NFKC'), {
    algorithm: ARGON2ID,
    memoryCost: kdf.memoryKiB,
    timeCost: kdf.passes,
    parallelism: kdf.lanes,
    outputLen: 32,
    salt: Buffer.from(kdf.salt, 'base64'),
  })
}
