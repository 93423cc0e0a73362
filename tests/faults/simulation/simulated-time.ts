import type { Timers } from '#core/sync/timers.ts'
import type { Clock } from '#shared/clock.ts'
import { quiet } from './pending-work.ts'

type Due = { at: number; serial: number; work: () => void }

/** Time that goes on only when it is told to: timers and everything on the network happen in their order. */
export type SimulatedTime = {
  /** True time, ms since 1970. */
  now(): number
  after(ms: number, work: () => void): Due
  cancel(due: Due): void
  /** Lets `ms` pass, and whatever falls due in it happen, one after the other. */
  pass(ms: number): Promise<void>
  timers: Timers
  /** A clock on somebody's wall, `wrongByMs()` ahead of the true time. */
  clock(wrongByMs: () => number): Clock
}

export function createTime(start: number): SimulatedTime {
  let now = start
  let serial = 0
  const waiting = new Set<Due>()
  const next = (): Due | undefined => {
    let first: Due | undefined
    for (const due of waiting) {
      if (!first || due.at < first.at || (due.at === first.at && due.serial < first.serial)) first = due
    }
    return first
  }
  const after = (ms: number, work: () => void): Due => {
    serial += 1
    const due = { at: now + Math.max(0, ms), serial, work }
    waiting.add(due)
    return due
  }
  const cancel = (due: Due) => void waiting.delete(due)
  return {
    now: () => now,
    after,
    cancel,
    async pass(ms) {
      const until = now + ms
      for (let due = next(); due && due.at <= until; due = next()) {
        waiting.delete(due)
        now = due.at
        due.work()
        await quiet()
      }
      now = until
    },
    timers: {
      setTimeout: (work, ms) => after(ms, work),
      clearTimeout: (handle) => cancel(handle as Due),
    },
    clock: (wrongByMs) => ({ now: () => new Date(now + wrongByMs()) }),
  }
}
