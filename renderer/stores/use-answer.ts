import { useCallback, useEffect, useRef, useState } from 'react'
import { isSignInRequired, type Problem, problemOf } from '../transport/problem.ts'
import { endSession } from './session.ts'

/** What a screen shows of a question to the core. */
export type Answer<T> = {
  /** The newest answer; null until there is one. It stays while the next is on its way, and when that fails. */
  answer: T | null
  /** Why the newest question failed; null when it did not. */
  problem: Problem | null
  /** Asks once more. */
  reload: () => void
  /** Takes over what an act answered; a question under way is too old for it. */
  take: (answer: T) => void
}

/**
 * Asks the core, and again whenever something of `dependencies` changed; what comes late never takes the place of something newer.
 *
 * @param ask is asked as it was when a dependency changed
 */
export function useAnswer<T>(
  ask: () => Promise<T>,
  dependencies: readonly (string | number | null)[],
): Answer<T> {
  const [answer, setAnswer] = useState<T | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [attempt, setAttempt] = useState(0)
  const turn = useRef(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the dependencies and the attempt are what makes it ask again
  useEffect(() => {
    turn.current += 1
    const mine = turn.current
    ask().then(
      (given) => {
        if (mine !== turn.current) return
        setAnswer(() => given)
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
  }, [...dependencies, attempt])

  return {
    answer,
    problem,
    reload: useCallback(() => {
      setProblem(null)
      setAttempt((count) => count + 1)
    }, []),
    take: useCallback((given: T) => {
      turn.current += 1
      setAnswer(() => given)
      setProblem(null)
    }, []),
  }
}
