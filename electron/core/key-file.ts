import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fstatSync, linkSync, openSync, readSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { syncFolder, writeDraft } from './durable-file.ts'

export const keyBytes = 32

/**
 * `key_file_invalid`: not 32 bytes · `key_file_exposed`: others of this machine may read it ·
 * `key_file_missing`: the database is there and its key is not: a new key would never open it ·
 * `key_file_failed`: it cannot be read or written · `key_file_exists`: a recovered key is not put over another.
 */
export type KeyFileErrorCode =
  | 'key_file_invalid'
  | 'key_file_exposed'
  | 'key_file_missing'
  | 'key_file_failed'
  | 'key_file_exists'

export class KeyFileError extends Error {
  override readonly name = 'KeyFileError'
  readonly code: KeyFileErrorCode

  constructor(code: KeyFileErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/**
 * The database key of a core in plain Node: 32 random bytes in a file that only its owner may read. Where there is none
 * and `mayCreate`, one is made: whole and on the disk before it has its name, and never over another.
 *
 * Throws `KeyFileError`.
 */
export function loadOrCreateKey(file: string, { mayCreate }: { mayCreate: boolean }): Uint8Array {
  const existing = readKey(file)
  if (existing) return existing
  if (!mayCreate) throw new KeyFileError('key_file_missing', 'the database exists but its key file does not')
  createKey(file, randomBytes(keyBytes))
  const key = readKey(file)
  if (!key) throw new KeyFileError('key_file_failed', 'the key file was made and is gone again')
  return key
}

function readKey(file: string): Uint8Array | null {
  let fd: number
  try {
    fd = openSync(file, 'r')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw new KeyFileError('key_file_failed', 'the key file cannot be opened', { cause: error })
  }
  try {
    const status = fstatSync(fd)
    // Windows keeps rights in another place and reports none here.
    if (process.platform !== 'win32' && (status.mode & 0o077) !== 0) {
      throw new KeyFileError(
        'key_file_exposed',
        'the key file must be readable by its owner alone (chmod 600)',
      )
    }
    // One byte more than a key, so that a longer file is seen.
    const read = new Uint8Array(keyBytes + 1)
    const length = status.isFile() ? readSync(fd, read, 0, read.length, 0) : 0
    if (length !== keyBytes)
      throw new KeyFileError('key_file_invalid', `the key file is not ${keyBytes} bytes`)
    return read.slice(0, keyBytes)
  } finally {
    closeSync(fd)
  }
}

/** Puts a key where there is none. Throws `KeyFileError`, also when there is one. */
export function putKey(file: string, key: Uint8Array): void {
  if (existsSync(file)) throw new KeyFileError('key_file_exists', 'there is a key file; move it away first')
  createKey(file, key)
}

function createKey(file: string, key: Uint8Array): void {
  let draft: string | null = null
  try {
    draft = writeDraft(file, key)
    try {
      // Unlike a rename, a link does not replace a key that another process has just made.
      linkSync(draft, file)
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
    syncFolder(dirname(file))
  } catch (error) {
    throw new KeyFileError('key_file_failed', 'the key file cannot be made', { cause: error })
  } finally {
    if (draft !== null) rmSync(draft, { force: true })
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined
