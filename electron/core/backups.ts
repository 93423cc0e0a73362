import type { Store } from '#db/store.ts'
import type { Log } from './log.ts'
import { describeError } from './log.ts'

const HOUR = 3_600_000
/** Writing a copy keeps the core busy for as long as it takes: then nobody should be waiting. */
const QUIET = 5_000
const LOOK_EVERY = 2_000

/**
 * Backs the database up every hour in which something was written, in a quiet moment, and at closing. One that cannot be
 * written is logged and tried again an hour later: the work goes on.
 */
export function createBackups(
  store: Pick<Store, 'backUp'>,
  log: Log,
): { touch(): void /** Stops, with a last copy of what was written since the one before. */; close(): void } {
  let changed = false
  let lastWrite = 0
  let lastTry = performance.now()

  const backUp = () => {
    lastTry = performance.now()
    changed = false
    try {
      store.backUp()
    } catch (error) {
      changed = true
      log({ level: 'error', event: 'backup_failed', ...describeError(error) })
    }
  }
  const timer = setInterval(() => {
    const now = performance.now()
    if (changed && now - lastTry >= HOUR && now - lastWrite >= QUIET) backUp()
  }, LOOK_EVERY)
  timer.unref()

  return {
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
