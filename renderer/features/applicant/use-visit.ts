import { useCallback, useEffect, useRef, useState } from 'react'
import type { Visit } from '#shared/contract/office.ts'
import { applyVisit, useDay } from '../../stores/day.ts'
import { useVisitVersion } from '../../stores/live.ts'
import { endSession } from '../../stores/session.ts'
import { isSignInRequired, type Problem, problemOf } from '../../transport/problem.ts'
import { askForVisit } from './ask-ahead.ts'
import { keepEqual } from './keep-equal.ts'

export type VisitState = {
  visit: Visit | null
  problem: Problem | null
  /** Takes over what an act answered. */
  take: (visit: Visit) => void
  reload: () => void
}

/** An act is followed by a notice of it: both ask again, once, after what the act itself answered has been drawn, ms. */
const SETTLES = 40

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
  /** The first question does not wait. */
  const isShown = useRef(false)

  // biome-ignore lint/correctness/useExhaustiveDependencies: version, day and attempt are what make it ask again
  useEffect(() => {
    turn.current += 1
    const mine = turn.current
    const ask = () =>
      askForVisit(appointmentId).then(
        (answer) => {
          if (mine !== turn.current) return
          setVisit((shown) => keepEqual(shown, answer))
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
    let timer: ReturnType<typeof setTimeout> | undefined
    if (isShown.current) timer = setTimeout(ask, SETTLES)
    else void ask()
    isShown.current = true
    return () => {
      clearTimeout(timer)
      turn.current += 1
    }
  }, [appointmentId, version, dayClosedAt, attempt])

  const take = useCallback((answer: Visit) => {
    turn.current += 1
    setVisit((shown) => keepEqual(shown, answer))
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
