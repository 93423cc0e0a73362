import { renameSync } from 'node:fs'
import { stamp } from '#db/copies.ts'
import { type Journal, openJournal } from '#db/journal/journal.ts'
import { StorageError } from '#db/storage-error.ts'
import type { JournalEntry, Store } from '#db/store.ts'
import { describeError, type Log } from '../log.ts'

/** The journal as the office lives with it: its disk may be gone, and comes back while the office works. */
export type KeptJournal = {
  /** Why what is recorded is not in the journal as well; null when it is. */
  readonly problem: string | null
  /** A journal that is not to be reached has none. */
  entriesAfter(seq: number): JournalEntry[]
  /** Whether nothing that was recorded up to `seq` can be missing; asked at the start. */
  reaches(seq: number): boolean
  /** A store whose own events are in the journal as well before `transaction` returns; a copy lets the journal forget. */
  over(store: Store): Store
  /** Puts everything in it away, to be looked at by somebody, and begins anew. Gives where it is; null without a journal. */
  setAside(now: Date): string | null
  close(): void
}

/** How long a journal that failed is left alone before it is opened again, ms. */
const PATIENCE = 30_000

/** Opens the journal in `folder` for an office that works all the same when it cannot be written. */
export function keepJournal({
  folder,
  databaseKey,
  log,
  now = () => performance.now(),
}: {
  folder: string
  databaseKey: Uint8Array
  log: Log
  now?: () => number
}): KeptJournal {
  let journal: Journal | null = null
  let problem: string | null = null
  let failedAt = Number.NEGATIVE_INFINITY

  const failed = (error: unknown) => {
    failedAt = now()
    const code = error instanceof StorageError ? error.code : 'unexpected_error'
    if (problem === null) log({ level: 'error', event: 'journal_failed', ...describeError(error) })
    problem = code
    shut()
  }
  const shut = () => {
    try {
      journal?.close()
    } catch {
      // Its disk is gone; what could be told of that was told.
    }
    journal = null
  }
  const open = (): Journal | null => {
    if (journal !== null || now() - failedAt < PATIENCE) return journal
    try {
      journal = openJournal({ folder, databaseKey })
    } catch (error) {
      failed(error)
    }
    return journal
  }
  /** What the journal lacks, after a crash between the two or a disk that was full, it is given with the next event. */
  const catchUp = (store: Store) => {
    const opened = open()
    if (opened === null) return
    try {
      if (store.events.head().seq > opened.lastSeq) opened.append(store.events.loggedAfter(opened.lastSeq))
      problem = null
    } catch (error) {
      failed(error)
    }
  }
  open()

  return {
    get problem() {
      return problem
    },
    entriesAfter: (seq) => journal?.entriesAfter(seq) ?? [],
    reaches: (seq) => problem === null && journal?.reaches(seq) === true,
    over(store) {
      let depth = 0
      catchUp(store)
      return {
        ...store,
        transaction<T>(work: () => T): T {
          depth += 1
          let result: T
          try {
            result = store.transaction(work)
          } finally {
            depth -= 1
          }
          // Within another transaction nothing is committed yet.
          if (depth === 0) catchUp(store)
          return result
        },
        backUp() {
          const inEveryCopy = store.backUp()
          try {
            open()?.rotate(inEveryCopy)
          } catch (error) {
            failed(error)
          }
          return inEveryCopy
        },
      }
    },
    setAside(at) {
      if (journal === null) return null
      shut()
      const aside = `${folder}.left-${stamp(at)}`
      renameSync(folder, aside)
      open()
      return aside
    },
    close: shut,
  }
}
