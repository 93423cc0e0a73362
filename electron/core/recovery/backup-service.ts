import { setImmediate as otherWork } from 'node:timers/promises'
import { isWhole } from '#db/backup.ts'
import { copiesOf } from '#db/copies.ts'
import { newestWhole } from '#db/restore-file.ts'
import type { OpenStoreOptions } from '#db/store.ts'
import type { Backup } from '#shared/contract/condition.ts'
import { requestRestore } from './restore-request.ts'

export class CopyUnusableError extends Error {
  override readonly name = 'CopyUnusableError'
  readonly code = 'copy_unusable'
}

export class JournalIncompleteError extends Error {
  override readonly name = 'JournalIncompleteError'
  readonly code = 'journal_incomplete'
}

/** The copies of the office's database, for the supervisor. */
export type BackupService = {
  /** Newest first; every one is opened and read, with other work between two of them. */
  list(): Promise<Backup[]>
  /** Writes one now. Throws `StorageError`. */
  make(): Promise<Backup[]>
  /**
   * Has the core start again with this copy and what was recorded since. Throws `CopyUnusableError`,
   * `JournalIncompleteError`; then nothing happens.
   */
  restore(name: string): void
}

export function createBackupService(parts: {
  database: Pick<OpenStoreOptions, 'file' | 'key' | 'backupDir'>
  /** Writes a copy. */
  backUp(): void
  journal: { readonly problem: string | null }
  /** The core is to be closed and started again. */
  restart(): void
}): BackupService {
  const { database, journal } = parts
  const list = async () => {
    const copies: Backup[] = []
    for (const { name, at, bytes, path } of copiesOf(database)) {
      copies.push({ name, at, bytes, whole: isWhole(path, database.key) })
      await otherWork()
    }
    return copies
  }
  return {
    list,
    async make() {
      parts.backUp()
      return list()
    },
    restore(name) {
      if (newestWhole({ ...database, only: name }) === null)
        throw new CopyUnusableError('no such copy, or damaged')
      // What was recorded since the copy comes from the journal.
      if (journal.problem !== null) throw new JournalIncompleteError('the journal is not whole')
      requestRestore(database.file, name)
      parts.restart()
    },
  }
}
