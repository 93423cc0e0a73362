import { useCallback, useEffect, useRef, useState } from 'react'
import type { Colleague } from '#shared/contract/office.ts'
import { useOffice } from '../../stores/office.ts'
import { usePeopleVersion } from '../../stores/people.ts'
import { endSession } from '../../stores/session.ts'
import { office } from '../../transport/office-client.ts'
import { isSignInRequired, type Problem, problemOf } from '../../transport/problem.ts'

/** The people of the office, asked again whenever one of them changes or something was sent. */
export function usePeople() {
  const version = usePeopleVersion()
  const queued = useOffice(({ sync }) => sync?.queued ?? 0)
  const parked = useOffice(({ sync }) => sync?.parked ?? 0)
  const [people, setPeople] = useState<readonly Colleague[] | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [attempt, setAttempt] = useState(0)
  const turn = useRef(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: these numbers are what makes it ask again
  useEffect(() => {
    turn.current += 1
    const mine = turn.current
    office()
      .people.list()
      .then(
        (answer) => {
          if (mine !== turn.current) return
          setPeople(answer)
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
  }, [version, queued, parked, attempt])

  return { people, problem, reload: useCallback(() => setAttempt((count) => count + 1), []) }
}

/** One call that changes somebody: what is under way, and what went wrong. */
export function usePersonCall() {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const run = async <T>(call: () => Promise<T>): Promise<T | null> => {
    if (busy) return null
    setBusy(true)
    setProblem(null)
    try {
      return await call()
    } catch (error) {
      const failed = problemOf(error)
      if (isSignInRequired(failed)) endSession()
      setProblem(failed)
      return null
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, run }
}
