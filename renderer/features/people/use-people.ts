import { useState } from 'react'
import { useOffice } from '../../stores/office.ts'
import { usePeopleVersion } from '../../stores/people.ts'
import { endSession } from '../../stores/session.ts'
import { useAnswer } from '../../stores/use-answer.ts'
import { office } from '../../transport/office-client.ts'
import { isSignInRequired, type Problem, problemOf } from '../../transport/problem.ts'

/** The people of the office, asked again whenever one of them changes or something was sent. */
export function usePeople() {
  const version = usePeopleVersion()
  const queued = useOffice(({ sync }) => sync?.queued ?? 0)
  const parked = useOffice(({ sync }) => sync?.parked ?? 0)
  const { answer, problem, reload } = useAnswer(() => office().people.list(), [version, queued, parked])
  return { people: answer, problem, reload }
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
