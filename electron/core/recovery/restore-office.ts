import { existsSync } from 'node:fs'
import { openStore } from '#db/open-store.ts'
import { newestWhole } from '#db/restore-file.ts'
import { StorageError } from '#db/storage-error.ts'
import type { OpenStoreOptions } from '#db/store.ts'
import type { Recovery } from '#shared/contract/condition.ts'
import type { Log } from '../log.ts'
import { CopyUnusableError, JournalIncompleteError } from './backup-service.ts'
import { keepJournal } from './keep-journal.ts'
import { openOffice } from './open-office.ts'
import { requestRestore } from './restore-request.ts'

/**
 * Puts a copy in the place of the database of an office that is not running, and records what the journal has since. Gives
 * what was done; the counter tells it, too.
 *
 * Throws `StorageError` (`database_in_use` while a core runs on it), `CopyUnusableError`, `JournalIncompleteError`; then
 * nothing has changed.
 *
 * @param copy name of the copy, or `newest` for the newest whole one
 */
export function restoreOffice(
  options: OpenStoreOptions & { journalDir: string },
  copy: string,
  log: Log,
): Recovery {
  const { journalDir, ...own } = options
  refuseRunning(own)
  const chosen = newestWhole({ ...own, ...(copy === 'newest' ? {} : { only: copy }) })
  if (chosen === null) throw new CopyUnusableError('no such copy, or damaged')
  const journal = keepJournal({ folder: journalDir, databaseKey: own.key, log })
  const { problem } = journal
  journal.close()
  // What was recorded since the copy comes from there.
  if (problem !== null) throw new JournalIncompleteError('the journal is not whole')
  requestRestore(own.file, chosen.name)
  const office = openOffice(options, log)
  const recovery = office.store.settings.get('recovery')
  office.store.close()
  office.journal.close()
  if (recovery === undefined) throw new CopyUnusableError('the copy could not be put in place')
  return recovery
}

/** The files of a running core must not be moved away under it; a damaged database is nobody's. */
function refuseRunning(own: OpenStoreOptions): void {
  if (!existsSync(own.file)) return
  try {
    openStore(own).close()
  } catch (error) {
    if (!(error instanceof StorageError) || error.code !== 'database_corrupt') throw error
  }
}
