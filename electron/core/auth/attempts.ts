import { createHash } from 'node:crypto'
import type { Store } from '#db/store.ts'
import type { Clock } from '#shared/clock.ts'

/** Wrong passwords for a name before the delay begins. */
const free = 5
/** The first delay, doubled with each further failure up to the last, ms. */
const firstDelay = 2_000
const longestDelay = 15 * 60_000
/** After so long without a failure a name is forgotten, ms. */
const memory = 60 * 60_000
/** Names that are counted one by one; further ones share one counter, so that a flood of names stays bounded. */
const maxNames = 5_000

/** Counts attempts to sign in, in the office's database: neither a reload nor a restart of the core forgets them. */
export type Attempts = {
  /**
   * Counts an attempt before its password is looked at, so that many at once do not slip through.
   * Gives the seconds to wait (and counts nothing) while the name is delayed, otherwise null. Throws `StorageError`: an
   * attempt that cannot be counted is none.
   */
  begin(name: string): number | null
  /** The password was right. */
  succeed(name: string): void
}

const delayAfter = (failures: number): number =>
  failures < free ? 0 : Math.min(firstDelay * 2 ** (failures - free), longestDelay)

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')
const otherNames = hashOf('\u0000')

export function createAttempts({
  store,
  clock,
}: {
  store: Pick<Store, 'attempts' | 'transaction'>
  clock: Clock
}): Attempts {
  const { attempts } = store
  const instant = (ms: number) => new Date(ms).toISOString()
  const keyOf = (name: string): string => {
    const key = hashOf(name.trim().toLowerCase())
    return attempts.get(key) !== undefined || attempts.count() < maxNames ? key : otherNames
  }
  /** Counted from the last failure: a clock that was set back since then neither shortens nor lengthens the delay. */
  const waitFor = (counter: { failures: number; lastAt: string }, now: number): number => {
    const passed = Math.max(0, now - Date.parse(counter.lastAt))
    return Math.max(0, delayAfter(counter.failures) - passed)
  }

  return {
    begin: (name) =>
      store.transaction(() => {
        const now = clock.now().getTime()
        attempts.deleteBefore(instant(now - memory))
        const key = keyOf(name)
        const counter = attempts.get(key)
        const wait = counter ? waitFor(counter, now) : 0
        if (wait > 0) return Math.ceil(wait / 1000)
        const failures = (counter?.failures ?? 0) + 1
        attempts.put(key, { failures, lastAt: instant(now) })
        return null
      }),
    succeed: (name) => attempts.delete(keyOf(name)),
  }
}
