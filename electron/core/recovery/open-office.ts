import { existsSync, readdirSync } from 'node:fs'
import { type Journal, openJournal } from '#db/journal/journal.ts'
import { journaledStore } from '#db/journal/journaled-store.ts'
import { openStore } from '#db/open-store.ts'
import { restoreFile } from '#db/restore-file.ts'
import { StorageError } from '#db/storage-error.ts'
import type { OpenStoreOptions, Store } from '#db/store.ts'
import { describeError, type Log } from '../log.ts'
import { replay } from './replay.ts'

/** What was put back at the start. `left`: events of the journal that did not fit; `fromCopy`: whether a copy was there. */
export type Recovery = { fromCopy: boolean; recorded: number; left: number }

/**
 * Opens the office's database with its journal. One that is damaged, or gone although the office has worked, is restored:
 * the newest whole copy and what the journal has since. Throws `StorageError` for everything else that keeps it shut: a
 * wrong key, a newer schema, another owner, a disk that takes nothing.
 */
export function openOffice(
  options: OpenStoreOptions & { journalDir: string },
  log: Log,
): { store: Store; journal: Journal; recovery: Recovery | null } {
  const { journalDir, ...own } = options
  const journal = openJournal({ folder: journalDir, databaseKey: own.key })
  const isGone = !existsSync(own.file) && (journal.lastSeq > 0 || hasCopies(own.backupDir))
  const healthy = isGone ? null : openHealthy(own)
  let recovery: Recovery | null = null
  let opened = healthy
  if (opened === null) {
    const { copy } = restoreFile({ ...own, now: own.clock.now() })
    opened = openStore(own)
    const entries = journal.entriesAfter(0)
    // Without a copy it is no longer known which device recorded them.
    const replayed = copy === null ? { recorded: 0, left: entries.length } : replay(opened, entries)
    recovery = { fromCopy: copy !== null, ...replayed }
    log({ level: 'error', event: 'database_restored', ...recovery })
  }
  const store = journaledStore(opened, journal, (error) =>
    log({ level: 'error', event: 'journal_failed', ...describeError(error) }),
  )
  return { store, journal, recovery }
}

const hasCopies = (backupDir: string) =>
  existsSync(backupDir) && readdirSync(backupDir).some((name) => name.endsWith('.db'))

function openHealthy(options: OpenStoreOptions): Store | null {
  try {
    return openStore(options)
  } catch (error) {
    if (error instanceof StorageError && error.code === 'database_corrupt') return null
    throw error
  }
}
