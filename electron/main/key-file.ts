import { timingSafeEqual } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { keyCheck } from '#shared/escrow/sealed-key.ts'

/** Bytes of the database's raw key. */
export const KEY_BYTES = 32

/** How the raw key is locked in the file: by the operating system's password store, or by a passphrase. */
export type WrappedKey =
  | { by: 'os'; ciphertext: string }
  | {
      by: 'passphrase'
      kdf: { name: 'argon2id'; memoryKiB: number; passes: number; lanes: number; salt: string }
      cipher: 'aes-256-gcm'
      nonce: string
      ciphertext: string
      tag: string
    }

/** `key.json`. Binary values are base64. `check` tells a key that came out wrong from the right one. */
export type KeyFile = { version: 1; check: string; key: WrappedKey }

export function isKeyOf(file: KeyFile, key: Uint8Array): boolean {
  const [expected, actual] = [Buffer.from(file.check, 'base64'), Buffer.from(keyCheck(key), 'base64')]
  return key.length === KEY_BYTES && expected.length === actual.length && timingSafeEqual(expected, actual)
}

/** `absent` only when there is no such file; anything that is there and is not a key file is `broken`. */
export async function readKeyFile(path: string): Promise<KeyFile | 'absent' | 'broken'> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'absent' : 'broken'
  }
  try {
    return parseKeyFile(JSON.parse(text)) ?? 'broken'
  } catch {
    return 'broken'
  }
}

function parseKeyFile(value: unknown): KeyFile | null {
  if (!isRecord(value) || value.version !== 1 || typeof value.check !== 'string') return null
  const key = isRecord(value.key) ? parseWrapped(value.key) : null
  return key === null ? null : { version: 1, check: value.check, key }
}

function parseWrapped(key: Record<string, unknown>): WrappedKey | null {
  const { by, ciphertext } = key
  if (typeof ciphertext !== 'string') return null
  if (by === 'os') return { by, ciphertext }
  if (by !== 'passphrase' || key.cipher !== 'aes-256-gcm' || !isRecord(key.kdf)) return null
  const { name, memoryKiB, passes, lanes, salt } = key.kdf
  const { nonce, tag } = key
  if (name !== 'argon2id' || typeof salt !== 'string' || typeof nonce !== 'string' || typeof tag !== 'string')
    return null
  if (!isBetween(memoryKiB, 8, 1 << 21) || !isBetween(passes, 1, 64) || !isBetween(lanes, 1, 16)) return null
  const kdf = { name, memoryKiB, passes, lanes, salt } as const
  return { by, kdf, cipher: 'aes-256-gcm', nonce, ciphertext, tag }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const isBetween = (value: unknown, low: number, high: number): value is number =>
  Number.isInteger(value) && Number(value) >= low && Number(value) <= high
