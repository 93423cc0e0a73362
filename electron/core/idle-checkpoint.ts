import type { Store } from '#db/store.ts'
import type { Log } from './log.ts'
import { describeError } from './log.ts'

/** A store that tells after each transaction that something may have been written. */
export function withWriteNotice(store: Store, onWrite: () => void): Store {
  return {
    ...store,
    transaction<T>(fn: () => T): T {
      const result = store.transaction(fn)
      onWrite()
      return result
    },
  }
}

/**
 * Moves the write-ahead log into the database when nothing was written for `idleMs`, so that no clerk ever waits for it
 * (floors: p99.9 of a mark falls from 7.5 to 0.85 ms).
 */
export function createIdleCheckpoint(
  store: Pick<Store, 'checkpoint'>,
  log: Log,
  idleMs = 1000,
): { touch(): void; stop(): void } {
  let timer: NodeJS.Timeout | null = null
  let last = 0
  let stopped = false

  const due = () => {
    timer = null
    const quiet = performance.now() - last
    if (quiet < idleMs) {
      schedule(idleMs - quiet)
      return
    }
    try {
      store.checkpoint()
    } catch (error) {
      log({ level: 'warn', event: 'checkpoint_failed', ...describeError(error) })
    }
  }
  const schedule = (ms: number) => {
    timer = setTimeout(due, Math.ceil(ms))
    timer.unref()
  }

  return {
    // Called at every write: it only notes the time, the timer finds out.
    touch() {
      last = performance.now()
      if (timer === null && !stopped) schedule(idleMs)
    },
    stop() {
      stopped = true
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
  }
}
