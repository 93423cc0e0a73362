import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/**
 * A record as it lies in the journal: length of the rest (4 bytes, big-endian), nonce (12), cipher text, tag (16).
 * AES-256-GCM under a key of the journal's own; the place of the record in its file is part of what the tag covers, so
 * that records can be neither exchanged nor left out.
 */
const LENGTH = 4
const NONCE = 12
const TAG = 16
/** Longer than any event; a length beyond it is damage, not a record. */
const LONGEST = 1024 * 1024

/** The journal's key, from the database's. */
export const journalKey = (databaseKey: Uint8Array): Buffer =>
  Buffer.from(hkdfSync('sha256', databaseKey, new Uint8Array(0), 'pishkhan journal 1', 32))

/** What a record is bound to: the file it is in and its offset there. */
const boundTo = (segment: string, offset: number) => Buffer.from(`${segment}\n${offset}`)

/** @param offset where in its file the record will begin */
export function seal(key: Uint8Array, segment: string, offset: number, text: string): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(boundTo(segment, offset))
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  const length = Buffer.alloc(LENGTH)
  length.writeUInt32BE(sealed.length)
  return Buffer.concat([length, sealed])
}

/** The record that begins at `offset`, and where the next one begins; null where no whole, genuine record is. */
export function unseal(
  key: Uint8Array,
  segment: string,
  bytes: Buffer,
  offset: number,
): { text: string; next: number } | null {
  if (offset + LENGTH > bytes.length) return null
  const length = bytes.readUInt32BE(offset)
  const next = offset + LENGTH + length
  if (length < NONCE + TAG || length > LONGEST || next > bytes.length) return null
  const sealed = bytes.subarray(offset + LENGTH, next)
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE))
    .setAAD(boundTo(segment, offset))
    .setAuthTag(sealed.subarray(-TAG))
  try {
    const text = decipher.update(sealed.subarray(NONCE, -TAG), undefined, 'utf8') + decipher.final('utf8')
    return { text, next }
  } catch {
    return null
  }
}
