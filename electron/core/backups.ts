import type { Store } from '#db/store.ts'
import type { Clock } from '#shared/clock.ts'
import type { Log } from './log.ts'
import { describeError } from './log.ts'

const HOUR = 3_600_000
/** Writing a copy keeps the core busy for as long as it takes: then nobody should be waiting. */
const QUIET = 5_000
const LOOK_EVERY = 2_000

export type Backups = {
  /** Something was written. */
  touch(): void
  /** Since when no copy could be written, UTC instant; null when the last one could. */
  readonly failingSince: string | null
  /** Writes one now. Throws `StorageError`. */
  backUp(): void
  /** Stops, with a last copy of what was written since the one before. */
  close(): void
}

/**
 * Backs the database up every hour in which something was written, in a quiet moment, and at closing. One that cannot be
 * written is logged and tried again an hour later: the work goes on.
 */
export function createBackups(
  store: Pick<Store, 'backUp'>,
  { clock, log, hasCopy }: { clock: Clock; log: Log; hasCopy: boolean },
): Backups {
  let changed = false
  let failingSince: string | null = null
  let lastWrite = 0
  // Without a first copy a damaged database would cost the device its identity: that one is not waited for.
  let lastTry = hasCopy ? performance.now() : Number.NEGATIVE_INFINITY

  const write = () => {
    lastTry = performance.now()
    changed = false
    try {
      store.backUp()
      failingSince = null
    } catch (error) {
      changed = true
      failingSince ??= clock.now().toISOString()
      throw error
    }
  }
  const backUp = () => {
    try {
      write()
    } catch (error) {
      log({ level: 'error', event: 'backup_failed', ...describeError(error) })
    }
  }
  const timer = setInterval(() => {
    const now = performance.now()
    if (changed && now - lastTry >= HOUR && now - lastWrite >= QUIET) backUp()
  }, LOOK_EVERY)
  timer.unref()

  return {
    get failingSince() {
      return failingSince
    },
    backUp: write,
    // Called at every write.
    touch() {
      changed = true
      lastWrite = performance.now()
    },
    close() {
      clearInterval(timer)
      if (changed) backUp()
    },
  }
}
