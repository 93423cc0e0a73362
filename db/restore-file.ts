import { copyFileSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { madeAt, verifyCopy } from './backup.ts'
import { StorageError } from './storage-error.ts'

/** The files of one database: itself, its log, what recognises its key. The last one stays. */
const parts = ['', '-wal'] as const

export type Restored = {
  /** The copy that was put in place; null when there was none: the office begins with an empty database. */
  copy: string | null
  /** Where the damaged files are now; null when there were none. */
  setAside: string | null
}

/**
 * Puts the newest copy that is whole in the place of a damaged or lost database. The damaged files are kept beside it, for
 * whoever wants to look; nothing is deleted. The database must be closed. Throws `StorageError` `storage_failed`.
 *
 * What the copy lacks is in the journal (`replay`).
 */
export function restoreFile(options: {
  file: string
  key: Uint8Array
  backupDir: string
  now: Date
}): Restored {
  const { file, key, backupDir, now } = options
  try {
    const aside = `${file}.damaged-${now.toISOString().replace(/[:.]/g, '')}`
    const copy = newestWhole(backupDir, basename(file).replace(/\.[^.]*$/, ''), key)
    const draft = `${file}.restoring`
    rmSync(draft, { force: true })
    if (copy !== null) copyFileSync(copy, draft)
    let moved = false
    for (const part of parts) {
      if (!existsSync(`${file}${part}`)) continue
      renameSync(`${file}${part}`, `${aside}${part}`)
      moved = true
    }
    if (copy !== null) renameSync(draft, file)
    return { copy, setAside: moved ? aside : null }
  } catch (error) {
    if (error instanceof StorageError) throw error
    throw new StorageError('storage_failed', 'the copy could not be put in place', { cause: error })
  }
}

function newestWhole(backupDir: string, stem: string, key: Uint8Array): string | null {
  if (!existsSync(backupDir)) return null
  const copies = readdirSync(backupDir)
    .filter((name) => name.startsWith(`${stem}-v`) && name.endsWith('.db'))
    .sort((a, b) => (madeAt(a) < madeAt(b) ? 1 : -1))
  for (const name of copies) {
    const copy = join(backupDir, name)
    if (isWhole(copy, key)) return copy
  }
  return null
}

function isWhole(copy: string, key: Uint8Array): boolean {
  try {
    verifyCopy(copy, key)
    return true
  } catch {
    return false
  }
}
