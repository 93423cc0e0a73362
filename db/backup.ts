import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Connection } from './connection.ts'
import { openConnection } from './connection.ts'
import { copiesOf, copyName } from './copies.ts'
import { StorageError } from './storage-error.ts'

/** The newest copies are kept, and of each of the last days the newest: personal data should not lie about in many. */
const newestKept = 3
const daysKept = 7

/**
 * Writes a whole copy of the database, under the same key, into `backupDir`, and opens it once to see that it is one.
 * Copies that are too old are removed (`newestKept`, `daysKept`). Gives the number of the newest own event that is in every
 * copy there is now; throws `StorageError`.
 */
export function backUp(
  connection: Connection,
  options: { file: string; key: Uint8Array; backupDir: string; version: number; now: Date },
): number {
  const { file, key, backupDir, version, now } = options
  const lastSeq = newestEvent(connection)
  const target = join(backupDir, copyName(file, { version, lastSeq, now }))
  const draft = `${target}.new`
  try {
    mkdirSync(backupDir, { recursive: true, mode: 0o700 })
    rmSync(draft, { force: true })
    // With this build of SQLite the copy is encrypted like its origin (asserted in backup.test.ts).
    connection.prepare('VACUUM INTO ?').run(draft)
    if (verifyCopy(draft, key) !== version) {
      throw new StorageError('storage_failed', 'the backup does not hold what was copied')
    }
    renameSync(draft, target)
    removeOld(options)
    return Math.min(lastSeq, ...copiesOf(options).map((copy) => copy.lastSeq))
  } catch (error) {
    removeDraft(draft)
    if (error instanceof StorageError) throw error
    throw new StorageError('storage_failed', 'the backup could not be written', { cause: error })
  }
}

/** 0 as well in a file so old that it has no log. */
function newestEvent(connection: Connection): number {
  const [hasLog] = connection.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'events'`).first() ?? []
  if (hasLog === undefined) return 0
  return connection.prepare<[number]>('SELECT coalesce(max(seq), 0) FROM events').first()?.[0] ?? 0
}

function removeDraft(draft: string): void {
  try {
    rmSync(draft, { force: true })
  } catch {
    // What kept the backup from being written is told; that its rest stays is no news beside it.
  }
}

/** Whether every page of a database can be read and is what it should be. */
export function isSound(connection: Connection): boolean {
  try {
    return connection.pragma('quick_check(1)') === 'ok'
  } catch (error) {
    if (error instanceof StorageError && error.code === 'database_corrupt') return false
    throw error
  }
}

/** Opens a copy to see that it is whole. Gives its schema version; throws `StorageError`. */
function verifyCopy(copy: string, key: Uint8Array): number {
  const connection = openConnection(copy, key)
  try {
    const version = Number(connection.pragma('user_version'))
    if (!isSound(connection)) {
      throw new StorageError('database_corrupt', 'the copy is damaged')
    }
    return version
  } finally {
    connection.close()
  }
}

/** Whether a copy can be opened and is sound. */
export function isWhole(copy: string, key: Uint8Array): boolean {
  try {
    verifyCopy(copy, key)
    return true
  } catch {
    return false
  }
}

function removeOld(options: { file: string; backupDir: string }): void {
  const days = new Set<string>()
  for (const [place, { path, at }] of copiesOf(options).entries()) {
    const day = at.slice(0, '2026-11-22'.length)
    const isNewestOfDay = !days.has(day) && days.size < daysKept
    days.add(day)
    if (place >= newestKept && !isNewestOfDay) rmSync(path, { force: true })
  }
}
