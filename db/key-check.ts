import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'

const path = (file: string) => `${file}.keycheck`
const saltBytes = 16
const mac = (key: Uint8Array, salt: Uint8Array) =>
  createHmac('sha256', key).update('pishkhan key check').update(salt).digest()

/** The engine says "not a database" for a wrong key and for a damaged first page alike; this file tells which. */
export type KeyCheck = 'same' | 'other' | 'unknown'

/** Whether `key` is the one that the database was made with; `unknown` when nothing is written about it. */
export function checkKey(file: string, key: Uint8Array): KeyCheck {
  let written: Buffer
  try {
    written = readFileSync(path(file))
  } catch {
    return 'unknown'
  }
  const expected = written.subarray(saltBytes)
  const actual = mac(key, written.subarray(0, saltBytes))
  if (expected.length !== actual.length) return 'unknown'
  return timingSafeEqual(expected, actual) ? 'same' : 'other'
}

/** Writes down, beside the database, what recognises its key; says nothing about the key itself. */
export function rememberKey(file: string, key: Uint8Array): void {
  const salt = randomBytes(saltBytes)
  const draft = `${path(file)}.new`
  const handle = openSync(draft, 'w', 0o600)
  try {
    writeSync(handle, Buffer.concat([salt, mac(key, salt)]))
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(draft, path(file))
}
