/** Wrong passwords for a name before the delay begins. */
const free = 5
/** The first delay, doubled with each further failure up to the last, ms. */
const firstDelay = 2_000
const longestDelay = 15 * 60_000
/** After so long without a failure a name is forgotten, ms. */
const memory = 60 * 60_000
/** Names that are counted one by one; further ones share one counter, so that memory stays bounded. */
const maxNames = 5_000
const otherNames = '\u0000'

/** Counts attempts to sign in, in memory: a restart of the core forgets them, a reload of a screen does not. */
export type Attempts = {
  /**
   * Counts an attempt before its password is looked at, so that many at once do not slip through.
   * Gives the seconds to wait (and counts nothing) while the name is delayed, otherwise null.
   */
  begin(name: string): number | null
  /** The password was right. */
  succeed(name: string): void
}

/** @param now monotonic milliseconds: setting the machine's clock must not shorten a delay. */
export function createAttempts(now: () => number = () => performance.now()): Attempts {
  const counters = new Map<string, { failures: number; until: number; last: number }>()

  const forget = (at: number) => {
    for (const [key, counter] of counters) if (at - counter.last > memory) counters.delete(key)
  }
  const keyOf = (name: string): string => {
    const key = name.toLowerCase()
    return counters.has(key) || counters.size < maxNames ? key : otherNames
  }

  return {
    begin(name) {
      const at = now()
      forget(at)
      const key = keyOf(name)
      const counter = counters.get(key) ?? { failures: 0, until: 0, last: at }
      if (counter.until > at) return Math.ceil((counter.until - at) / 1000)
      const failures = counter.failures + 1
      const delay = failures < free ? 0 : Math.min(firstDelay * 2 ** (failures - free), longestDelay)
      counters.set(key, { failures, until: at + delay, last: at })
      return null
    },
    succeed(name) {
      counters.delete(keyOf(name))
    },
  }
}
