import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { isWhole } from './backup.ts'
import { type Copy, copiesOf, stamp } from './copies.ts'
import { StorageError } from './storage-error.ts'

/** The files of one database: itself, its log, what recognises its key. The last one stays. */
const parts = ['', '-wal'] as const

export type Restored = {
  /** The copy that was put in place; null when there was none: the office begins with an empty database. */
  copy: Copy | null
  /** Where the damaged files are now; null when there were none. */
  setAside: string | null
}

/**
 * Puts the newest copy that is whole in the place of a damaged or lost database. The damaged files are kept beside it, for
 * whoever wants to look; nothing is deleted. The database must be closed. Throws `StorageError` `storage_failed`,
 * and `database_corrupt` when the copy that is asked for is not there or not whole; then nothing has changed.
 *
 * What the copy lacks is in the journal (`replay`).
 */
export function restoreFile(options: {
  file: string
  key: Uint8Array
  backupDir: string
  now: Date
  /** Name of the copy to be put in place, and no other. */
  only?: string
}): Restored {
  const { file, now, only } = options
  try {
    const aside = `${file}.damaged-${stamp(now)}`
    const copy = newestWhole(options)
    if (only !== undefined && copy === null) {
      throw new StorageError('database_corrupt', 'there is no such copy, or it is damaged')
    }
    const draft = `${file}.restoring`
    rmSync(draft, { force: true })
    if (copy !== null) copyFileSync(copy.path, draft)
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

/** The newest copy that is whole, or the one of the name `only` if that is. */
export function newestWhole(options: {
  file: string
  key: Uint8Array
  backupDir: string
  only?: string
}): Copy | null {
  const { key, only } = options
  const wanted = copiesOf(options).filter(({ name }) => only === undefined || name === only)
  return wanted.find(({ path }) => isWhole(path, key)) ?? null
}
