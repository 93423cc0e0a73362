import { useRef, useState } from 'react'
import type { ParkedEvent } from '#shared/contract/office.ts'
import { refreshSync, useOffice } from '../../stores/office.ts'
import { endSession } from '../../stores/session.ts'
import { useAnswer } from '../../stores/use-answer.ts'
import { office } from '../../transport/office-client.ts'
import { isSignInRequired, type Problem, problemOf } from '../../transport/problem.ts'

export type Tray = {
  /** Null until the core answered. */
  events: readonly ParkedEvent[] | null
  problem: Problem | null
  /** The event that is being settled. */
  busy: string | null
  failure: { eventId: string; problem: Problem } | null
  retry: (eventId: string) => Promise<boolean>
  withdraw: (eventId: string, reason: string) => Promise<boolean>
  reload: () => void
  dismiss: () => void
}

/** What the central system refused, asked again whenever their number changes, and the two ways to settle it. */
export function useTray(): Tray {
  const parked = useOffice(({ sync }) => sync?.parked ?? 0)
  const { answer: events, problem, reload, take } = useAnswer(() => office().sync.tray(), [parked])
  const [busy, setBusy] = useState<string | null>(null)
  const [failure, setFailure] = useState<Tray['failure']>(null)
  const running = useRef(false)

  const settle = async (eventId: string, call: () => Promise<ParkedEvent[]>) => {
    if (running.current) return false
    running.current = true
    setBusy(eventId)
    setFailure(null)
    try {
      take(await call())
      void refreshSync()
      return true
    } catch (error) {
      const failed = problemOf(error)
      if (isSignInRequired(failed)) endSession()
      setFailure({ eventId, problem: failed })
      return false
    } finally {
      running.current = false
      setBusy(null)
    }
  }

  return {
    events,
    problem,
    busy,
    failure,
    retry: (eventId) => settle(eventId, () => office().sync.retry({ eventId })),
    withdraw: (eventId, reason) => settle(eventId, () => office().sync.withdraw({ eventId, reason })),
    reload,
    dismiss: () => setFailure(null),
  }
}
