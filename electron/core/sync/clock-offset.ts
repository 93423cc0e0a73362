import type { Store } from '#db/store.ts'
import type { Clock } from '#shared/clock.ts'

/** Slower answers say too little about the time. */
const slowestMs = 5000
/** Differences below this are not worth a write. */
const indifferenceMs = 50

/** When a request left and when its answer came, by our clock, ms. */
export type Trip = { sentAt: number; receivedAt: number }

/** How far the server's clock is ahead of ours, measured by its answers. */
export type ClockOffset = {
  readonly ms: number
  /** Our clock corrected: the server's time as far as it is known. */
  now(): Date
  /** Takes a measurement; the newest that contradicts the one held replaces it, durably. */
  measure(serverTime: string, trip: Trip): void
}

export function createClockOffset(store: Store, clock: Clock): ClockOffset {
  const held = () => store.settings.get('clockOffsetMs')
  return {
    get ms() {
      return held() ?? 0
    },
    now: () => new Date(clock.now().getTime() + (held() ?? 0)),
    measure(serverTime, { sentAt, receivedAt }) {
      const roundTrip = receivedAt - sentAt
      const measured = Math.round(Date.parse(serverTime) - (sentAt + receivedAt) / 2)
      if (!Number.isFinite(measured) || roundTrip < 0 || roundTrip > slowestMs) return
      const before = held()
      // The true offset lies within half the trip of the measured one: inside that nothing new was learnt.
      if (before !== undefined && Math.abs(measured - before) <= roundTrip / 2 + indifferenceMs) return
      store.transaction(() => store.settings.set('clockOffsetMs', measured))
    },
  }
}
