import { useCallback, useEffect, useRef, useState } from 'react'
import type { Visit } from '#shared/contract/office.ts'
import { applyVisit, useDay } from '../../stores/day.ts'
import { useVisitVersion } from '../../stores/live.ts'
import { endSession } from '../../stores/session.ts'
import { office } from '../../transport/office-client.ts'
import { isSignInRequired, type Problem, problemOf } from '../../transport/problem.ts'

export type VisitState = {
  visit: Visit | null
  problem: Problem | null
  /** Takes over what an act answered. */
  take: (visit: Visit) => void
  reload: () => void
}

/** After an act it is asked twice more, mostly for the same: nothing is drawn anew for that while the next key comes. */
const kept = (shown: Visit | null, answer: Visit): Visit =>
  shown !== null && JSON.stringify(shown) === JSON.stringify(answer) ? shown : answer

/** The visit of an appointment, asked again whenever it changed; what is shown stays meanwhile. */
export function useVisit(appointmentId: string): VisitState {
  const version = useVisitVersion(appointmentId)
  // What may be done depends on it, and closing or reopening a day is no change of the appointment.
  const dayClosedAt = useDay(({ day }) => day?.closed?.at ?? null)
  const [visit, setVisit] = useState<Visit | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [attempt, setAttempt] = useState(0)
  /** Counts questions and answers, so that a slow answer never overwrites a newer one. */
  const turn = useRef(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: version, day and attempt are what make it ask again
  useEffect(() => {
    turn.current += 1
    const mine = turn.current
    office()
      .visit.get({ appointmentId })
      .then(
        (answer) => {
          if (mine !== turn.current) return
          setVisit((shown) => kept(shown, answer))
          setProblem(null)
          applyVisit(answer)
        },
        (error) => {
          if (mine !== turn.current) return
          const failure = problemOf(error)
          if (isSignInRequired(failure)) endSession()
          setProblem(failure)
        },
      )
    return () => {
      turn.current += 1
    }
  }, [appointmentId, version, dayClosedAt, attempt])

  const take = useCallback((answer: Visit) => {
    turn.current += 1
    setVisit((shown) => kept(shown, answer))
    setProblem(null)
    applyVisit(answer)
    // It may be older than a notice that came before it, and a question under way is now ignored: ask once more.
    setAttempt((count) => count + 1)
  }, [])
  const reload = useCallback(() => {
    setProblem(null)
    setAttempt((count) => count + 1)
  }, [])
  return { visit, problem, take, reload }
}
