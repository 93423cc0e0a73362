import { uptime } from 'node:os'
import type { Store } from '#db/store.ts'
import type { Clock } from '#shared/clock.ts'
import type { Log } from './log.ts'

/** Smaller steps are what setting a clock by the network makes; nobody's day depends on them. ms */
const toleranceMs = 60_000

/** How long the machine has run, ms: goes on while it sleeps, and nobody sets it. */
const machineRuns = (): number => uptime() * 1000

/**
 * A clock that notices when it is set while the office works. Without a line the true time is not to be had, but how far
 * the clock was moved is: the measured offset takes it in, so that the acts that follow keep their day and their order.
 * Only after the central system has told the time in this run: before that, whoever sets the clock may well be right.
 *
 * Read it outside a transaction first, as `record` does: a jump that is noticed is written down at once.
 */
export function noticeJumps(parts: {
  clock: Clock
  store: Pick<Store, 'settings' | 'transaction'>
  log: Log
  steady?: () => number
}): Clock {
  const { clock, store, log, steady = machineRuns } = parts
  const toldBefore = store.settings.get('dataAsOf')
  let shown = clock.now().getTime()
  let ran = steady()
  return {
    now() {
      const now = clock.now()
      const runs = steady()
      const movedMs = Math.round(now.getTime() - shown - (runs - ran))
      if (Math.abs(movedMs) > toleranceMs && store.settings.get('dataAsOf') !== toldBefore) {
        const offset = store.settings.get('clockOffsetMs') ?? 0
        store.transaction(() => store.settings.set('clockOffsetMs', offset - movedMs))
        log({ level: 'warn', event: 'clock_was_set', movedMs })
      }
      // Behind the write: one that failed is tried again at the next reading.
      shown = now.getTime()
      ran = runs
      return now
    },
  }
}
