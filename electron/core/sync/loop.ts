import type { Timers } from './timers.ts'

/** Work that is done when there is reason to, again after a pause when it failed, and never twice at once. */
export type Loop = {
  /** There is reason to: now, or right after the run that is under way. While it waits after a failure nothing happens. */
  trigger(): void
  /** As `trigger`, but cuts short a wait after a failure. Resolves when that run has ended, well or not. */
  runNow(): Promise<void>
  /** Whether it waits after a failure. */
  readonly waiting: boolean
  /** No further run; resolves when the last has ended. */
  stop(): Promise<void>
}

export type LoopParts = {
  run(): Promise<void>
  onSuccess(): void
  /** The n-th failure in a row; gives how long to wait, ms. */
  onFailure(error: unknown, failures: number): number
  /** When to run again without a reason, ms after a success; null for never. */
  idleMs(): number | null
  timers: Timers
}

export function createLoop(parts: LoopParts): Loop {
  const { run, onSuccess, onFailure, idleMs, timers } = parts
  let running: Promise<void> | null = null
  let timer: unknown = null
  let wanted = false
  let waiting = false
  let stopped = false
  let failures = 0

  const cancelTimer = () => {
    if (timer !== null) timers.clearTimeout(timer)
    timer = null
  }
  const schedule = (ms: number) => {
    cancelTimer()
    if (stopped) return
    timer = timers.setTimeout(() => {
      timer = null
      start()
    }, ms)
  }

  const work = async (): Promise<void> => {
    do {
      wanted = false
      try {
        await run()
        failures = 0
        if (!stopped) onSuccess()
      } catch (error) {
        if (stopped) return
        failures += 1
        waiting = true
        schedule(onFailure(error, failures))
        return
      }
    } while (wanted && !stopped)
    const idle = idleMs()
    if (idle !== null) schedule(idle)
  }

  const start = (): Promise<void> => {
    cancelTimer()
    waiting = false
    running = work().finally(() => {
      running = null
    })
    return running
  }

  return {
    trigger() {
      if (stopped || waiting) return
      if (running) wanted = true
      else void start()
    },
    async runNow() {
      if (stopped) return
      if (running === null) return start()
      wanted = true
      await running
    },
    get waiting() {
      return waiting
    },
    async stop() {
      stopped = true
      cancelTimer()
      await running
    },
  }
}
