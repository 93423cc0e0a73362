import { useCallback, useEffect, useRef, useState } from 'react'
import type { ParkedEvent } from '#shared/contract/office.ts'
import { refreshSync, useOffice } from '../../stores/office.ts'
import { endSession } from '../../stores/session.ts'
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
  const [events, setEvents] = useState<readonly ParkedEvent[] | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const [failure, setFailure] = useState<Tray['failure']>(null)
  const [attempt, setAttempt] = useState(0)
  const turn = useRef(0)
  const running = useRef(false)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the number and the attempt are what make it ask again
  useEffect(() => {
    turn.current += 1
    const mine = turn.current
    office()
      .sync.tray()
      .then(
        (answer) => {
          if (mine !== turn.current) return
          setEvents(answer)
          setProblem(null)
        },
        (error) => {
          if (mine !== turn.current) return
          const failed = problemOf(error)
          if (isSignInRequired(failed)) endSession()
          setProblem(failed)
        },
      )
    return () => {
      turn.current += 1
    }
  }, [parked, attempt])

  const settle = useCallback(async (eventId: string, call: () => Promise<ParkedEvent[]>) => {
    if (running.current) return false
    running.current = true
    setBusy(eventId)
    setFailure(null)
    try {
      const left = await call()
      turn.current += 1
      setEvents(left)
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
  }, [])

  return {
    events,
    problem,
    busy,
    failure,
    retry: (eventId) => settle(eventId, () => office().sync.retry({ eventId })),
    withdraw: (eventId, reason) => settle(eventId, () => office().sync.withdraw({ eventId, reason })),
    reload: useCallback(() => {
      setProblem(null)
      setAttempt((count) => count + 1)
    }, []),
    dismiss: useCallback(() => setFailure(null), []),
  }
}
