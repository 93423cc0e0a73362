import { existsSync } from 'node:fs'
import { copiesOf } from '#db/copies.ts'
import { openStore } from '#db/open-store.ts'
import { newestWhole, type Restored, restoreFile } from '#db/restore-file.ts'
import { StorageError } from '#db/storage-error.ts'
import type { OpenStoreOptions, Store } from '#db/store.ts'
import type { Recovery } from '#shared/contract/condition.ts'
import { describeError, type Log } from '../log.ts'
import { type KeptJournal, keepJournal } from './keep-journal.ts'
import { replay } from './replay.ts'
import { forgetRestoreRequest, requestedRestore } from './restore-request.ts'

/**
 * Opens the office's database with its journal. One that is damaged, or gone although the office has worked, is restored: the
 * newest whole copy and what the journal has since; so is one whose end is missing, and one that the supervisor wants back.
 * What was done stays in `settings.recovery` until somebody has read it. Where the journal cannot say that it has everything
 * since the copy, nothing may be recorded until the central system has been asked (`ownEventsUnknown`).
 *
 * Throws `StorageError` for everything else that keeps the database shut: a wrong key, a newer schema, another owner, a disk
 * that takes nothing. A journal that is not to be reached keeps nobody from working; `journal.problem` tells it.
 */
export function openOffice(
  options: OpenStoreOptions & { journalDir: string },
  log: Log,
): { store: Store; journal: KeptJournal } {
  const { journalDir, ...own } = options
  const journal = keepJournal({ folder: journalDir, databaseKey: own.key, log })
  try {
    const { store, cause, restored } = openOrRestore(own, journal, log)
    const recovery = catchUp(store, journal, { cause, restored, now: own.clock.now() })
    if (recovery !== null) {
      store.transaction(() => {
        store.settings.set('recovery', recovery)
        if (!recovery.whole && store.settings.get('device')) store.settings.set('ownEventsUnknown', true)
      })
      const { setAside, ...done } = recovery
      log({ level: 'error', event: 'database_restored', ...done, setAside: setAside.length })
    }
    return { store: journal.over(store), journal }
  } catch (error) {
    journal.close()
    throw error
  }
}

type Opened = { store: Store; cause: Recovery['cause'] | null; restored: Restored | null }

function openOrRestore(own: OpenStoreOptions, journal: KeptJournal, log: Log): Opened {
  const restore = (cause: Recovery['cause'], only?: string): Opened => {
    const restored = restoreFile({ ...own, now: own.clock.now(), ...(only === undefined ? {} : { only }) })
    return { store: openStore(own), cause, restored }
  }
  const requested = requestedRestore(own.file)
  if (requested !== null) {
    forgetRestoreRequest(own.file)
    try {
      return restore('requested', requested)
    } catch (error) {
      // The database is untouched then, and the copies are listed with what is wrong with them.
      log({ level: 'error', event: 'restore_failed', ...describeError(error) })
    }
  }
  if (!existsSync(own.file) && (journal.entriesAfter(0).length > 0 || copiesOf(own).length > 0)) {
    return restore('lost')
  }
  const store = openWhole(own)
  if (store === null) return restore('damaged')
  const copy = isBehindItsCopies(store, journal) ? newestWhole(own) : null
  if (copy === null || copy.lastSeq <= store.events.head().seq) return { store, cause: null, restored: null }
  store.close()
  return restore('incomplete')
}

/**
 * With its log of writes a database loses what was not moved into the file yet, down to its very identity, and is sound
 * all the same. When the journal does not reach back to where it ends, a copy does.
 */
function isBehindItsCopies(store: Store, journal: KeptJournal): boolean {
  const device = store.settings.get('device')
  if (device === undefined) return true
  const head = store.events.head().seq
  const [first] = journal.entriesAfter(head)
  if (first === undefined || first.seq === head + 1) return false
  return (JSON.parse(first.json) as { deviceId: string }).deviceId === device.deviceId
}

/** Null when it is damaged. */
function openWhole(options: OpenStoreOptions): Store | null {
  try {
    const store = openStore(options)
    if (store.isSound()) return store
    store.close()
    return null
  } catch (error) {
    if (error instanceof StorageError && error.code === 'database_corrupt') return null
    throw error
  }
}

/**
 * Records what the journal has and the database lacks. What does not fit behind it is set aside, so that what follows has a
 * journal of its own. Null when nothing was amiss.
 */
function catchUp(
  store: Store,
  journal: KeptJournal,
  done: { cause: Recovery['cause'] | null; restored: Restored | null; now: Date },
): Recovery | null {
  const missing = journal.entriesAfter(store.events.head().seq)
  if (missing.length === 0 && done.cause === null) return null
  const isReached = journal.reaches(store.events.head().seq)
  const { recorded, left } = replay(store, missing)
  const entriesIn = left > 0 ? journal.setAside(done.now) : null
  return {
    cause: done.cause ?? 'incomplete',
    at: done.now.toISOString(),
    copyAt: done.restored?.copy?.at ?? null,
    recorded,
    left,
    whole: isReached && left === 0,
    setAside: [done.restored?.setAside, entriesIn].flatMap((path) => path ?? []),
  }
}
