import { create } from 'zustand'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'

type Anchor = { instant: number; at: number }

/**
 * The core's time on this screen. The machine's own clock may be wrong, so only what has passed since the core told
 * the time is measured here, by the monotonic clock. `minute` steps once a minute so that what shows a time follows.
 */
type ClockStore = { anchor: Anchor | null; today: string | null; minute: number }

export const useClock = create<ClockStore>()(() => ({ anchor: null, today: null, minute: 0 }))

/** Takes over the time that the core told in `session.current`. */
export function setClock(now: string, today: string): void {
  useClock.setState(({ minute }) => ({
    anchor: { instant: Date.parse(now), at: performance.now() },
    today,
    minute: minute + 1,
  }))
}

/** The instant now by the core's clock, UTC in ISO form; null before the core answered. */
export function coreNow(): string | null {
  const { anchor } = useClock.getState()
  return anchor && new Date(anchor.instant + (performance.now() - anchor.at)).toISOString()
}

/** Steps the minute, and the day when it is over. */
export function tickClock(): void {
  const now = coreNow()
  if (now === null) return
  useClock.setState(({ minute }) => ({ today: tehranDateOf(now), minute: minute + 1 }))
}
