import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Connection } from './connection.ts'
import { openConnection } from './connection.ts'
import { StorageError } from './storage-error.ts'

/** The newest copies are kept, and of each of the last days the newest: personal data should not lie about in many. */
const newestKept = 3
const daysKept = 7

/**
 * Writes a whole copy of the database, under the same key, into `backupDir`, and opens it once to see that it is one.
 * Copies that are too old are removed (`newestKept`, `daysKept`). Gives the path; throws `StorageError`.
 */
export function backUp(
  connection: Connection,
  options: { file: string; key: Uint8Array; backupDir: string; version: number; now: Date },
): string {
  const { file, key, backupDir, version, now } = options
  const stem = basename(file).replace(/\.[^.]*$/, '')
  const target = join(backupDir, `${stem}-v${version}-${now.toISOString().replace(/[:.]/g, '')}.db`)
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
    removeOld(backupDir, stem)
  } catch (error) {
    removeDraft(draft)
    if (error instanceof StorageError) throw error
    throw new StorageError('storage_failed', 'the backup could not be written', { cause: error })
  }
  return target
}

function removeDraft(draft: string): void {
  try {
    rmSync(draft, { force: true })
  } catch {
    // What kept the backup from being written is told; that its rest stays is no news beside it.
  }
}

/** Opens a copy to see that it is whole. Gives its schema version; throws `StorageError`. */
export function verifyCopy(copy: string, key: Uint8Array): number {
  const connection = openConnection(copy, key)
  try {
    const version = Number(connection.pragma('user_version'))
    if (connection.pragma('quick_check(1)') !== 'ok') {
      throw new StorageError('database_corrupt', 'the copy is damaged')
    }
    return version
  } finally {
    connection.close()
  }
}

/** When a copy was made, as its name tells; sorts like the time. */
export const madeAt = (name: string) => name.slice(name.lastIndexOf('-v')).replace(/^-v\d+-/, '')

function removeOld(backupDir: string, stem: string): void {
  const copies = readdirSync(backupDir)
    .filter((name) => name.startsWith(`${stem}-v`) && name.endsWith('.db'))
    .sort((a, b) => (madeAt(a) < madeAt(b) ? 1 : -1))
  const days = new Set<string>()
  for (const [place, name] of copies.entries()) {
    const day = madeAt(name).slice(0, '2026-11-22'.length)
    const isNewestOfDay = !days.has(day) && days.size < daysKept
    days.add(day)
    if (place >= newestKept && !isNewestOfDay) rmSync(join(backupDir, name), { force: true })
  }
}
