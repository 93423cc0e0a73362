import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { keyCheck } from '#shared/escrow/sealed-key.ts'
import type { WriteStep } from './atomic-file.ts'
import { writeFileAtomically } from './atomic-file.ts'
import type { KeyFile, WrappedKey } from './key-file.ts'
import { isKeyOf, KEY_BYTES, readKeyFile } from './key-file.ts'
import type { OsKeyStorage } from './key-wrapping.ts'
import {
  isOsStorageSafe,
  unwrapByOs,
  unwrapByPassphrase,
  wrapByOs,
  wrapByPassphrase,
} from './key-wrapping.ts'

/**
 * Why there is no key. `key_missing`: data is there, its key file is not. `key_unreadable`: the file is broken or belongs
 * to another user. `key_storage_unavailable`: the password store that locked it is not there now.
 * `key_declined`: the user accepted no passphrase, or closed the question. `key_not_written`: the disk refused.
 */
export type KeyErrorCode =
  | 'key_missing'
  | 'key_unreadable'
  | 'key_storage_unavailable'
  | 'key_declined'
  | 'key_not_written'

export type KeyResult = { ok: true; key: Uint8Array } | { ok: false; code: KeyErrorCode }

/** Asks the user. Each answers null when the user closes the question. */
export type PassphraseQuestions = {
  /** This machine has no safe storage: a passphrase instead, look again for a storage, or neither? */
  offer(): Promise<'passphrase' | 'retry' | null>
  choose(): Promise<string | null>
  /** Asks until `isRight` has said yes. */
  enter(isRight: (passphrase: string) => Promise<boolean>): Promise<string | null>
}

export type KeyStoreDeps = {
  /** Path of `key.json`. */
  keyPath: string
  /** Where the core keeps its data; anything in it means that a key was in use. */
  dataDir: string
  storage: OsKeyStorage
  platform: NodeJS.Platform
  questions: PassphraseQuestions
  /** The tests' place to crash while the file is written. */
  reached?: (step: WriteStep) => void
}

/**
 * The raw key of the office's database: the one in `key.json`, or on the very first start a new one, which is on the disk
 * before anything can be encrypted with it. A key that is lost or cannot be unlocked is an error and is never replaced.
 */
export async function obtainDatabaseKey(deps: KeyStoreDeps): Promise<KeyResult> {
  await removeUnfinished(deps.keyPath)
  const file = await readKeyFile(deps.keyPath)
  if (file === 'broken') return { ok: false, code: 'key_unreadable' }
  if (file !== 'absent') return unlock(file, deps)
  return (await hasData(deps.dataDir)) ? { ok: false, code: 'key_missing' } : create(deps)
}

async function unlock(file: KeyFile, deps: KeyStoreDeps): Promise<KeyResult> {
  const wrapped = file.key
  if (wrapped.by === 'os') return unlockByOs(file, wrapped, deps)
  let key: Uint8Array | null = null
  const answer = await deps.questions.enter(async (passphrase) => {
    key = await unwrapByPassphrase(wrapped, passphrase)
    return key !== null
  })
  if (answer === null || key === null) return { ok: false, code: 'key_declined' }
  return isKeyOf(file, key) ? { ok: true, key } : { ok: false, code: 'key_unreadable' }
}

async function unlockByOs(
  file: KeyFile,
  wrapped: Extract<WrappedKey, { by: 'os' }>,
  deps: KeyStoreDeps,
): Promise<KeyResult> {
  if (!(await isOsStorageSafe(deps.storage, deps.platform)))
    return { ok: false, code: 'key_storage_unavailable' }
  try {
    const { key, stale } = await unwrapByOs(deps.storage, wrapped)
    if (!isKeyOf(file, key)) return { ok: false, code: 'key_unreadable' }
    // The old lock still opens, so a failure here costs nothing: it is tried again at the next start.
    if (stale)
      await wrapByOs(deps.storage, deps.platform, key).then(
        (fresh) => save(key, fresh, deps),
        () => false,
      )
    return { ok: true, key }
  } catch {
    return { ok: false, code: 'key_unreadable' }
  }
}

const create = (deps: KeyStoreDeps): Promise<KeyResult> =>
  lockKey(new Uint8Array(randomBytes(KEY_BYTES)), deps)

/** Locks a key by the system's store, or by a passphrase where there is none, and writes it down in the place of what was there. */
export async function lockKey(key: Uint8Array, deps: KeyStoreDeps): Promise<KeyResult> {
  let wrapped: WrappedKey | null = null
  while (wrapped === null) {
    wrapped = await wrapByOsIfSafe(key, deps)
    if (wrapped !== null) break
    const answer = await deps.questions.offer()
    if (answer === 'retry') continue
    const passphrase = answer === 'passphrase' ? await deps.questions.choose() : null
    if (passphrase === null) return { ok: false, code: 'key_declined' }
    wrapped = await wrapByPassphrase(key, passphrase)
  }
  return (await save(key, wrapped, deps)) ? { ok: true, key } : { ok: false, code: 'key_not_written' }
}

async function wrapByOsIfSafe(key: Uint8Array, deps: KeyStoreDeps): Promise<WrappedKey | null> {
  if (!(await isOsStorageSafe(deps.storage, deps.platform))) return null
  try {
    return await wrapByOs(deps.storage, deps.platform, key)
  } catch {
    return null
  }
}

async function save(key: Uint8Array, wrapped: WrappedKey, deps: KeyStoreDeps): Promise<boolean> {
  const file: KeyFile = { version: 1, check: keyCheck(key), key: wrapped }
  try {
    await mkdir(dirname(deps.keyPath), { recursive: true, mode: 0o700 })
    await writeFileAtomically(deps.keyPath, `${JSON.stringify(file, null, 2)}\n`, deps.reached)
    return true
  } catch {
    return false
  }
}

async function hasData(dataDir: string): Promise<boolean> {
  try {
    return (await readdir(dataDir)).length > 0
  } catch (error) {
    // A folder that is there but cannot be read may well hold a database.
    return !(error instanceof Error && 'code' in error && error.code === 'ENOENT')
  }
}

/** What a crash left half written was never a key. */
async function removeUnfinished(keyPath: string): Promise<void> {
  const folder = dirname(keyPath)
  const prefix = keyPath.slice(folder.length + 1)
  const names = await readdir(folder).catch(() => [])
  const unfinished = names.filter((name) => name.startsWith(`${prefix}.`) && name.endsWith('.tmp'))
  await Promise.all(unfinished.map((name) => rm(join(folder, name), { force: true })))
}
