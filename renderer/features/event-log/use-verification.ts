import { useCallback, useState } from 'react'
import type { LogVerification } from '#shared/contract/event-log.ts'
import { endSession } from '../../stores/session.ts'
import { office } from '../../transport/office-client.ts'
import { isSignInRequired, type Problem, problemOf } from '../../transport/problem.ts'

export type Verification = {
  isRunning: boolean
  result: LogVerification | null
  problem: Problem | null
  verify: () => Promise<void>
}

/** Has the core walk the whole chain. */
export function useVerification(): Verification {
  const [isRunning, setRunning] = useState(false)
  const [result, setResult] = useState<LogVerification | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const verify = useCallback(async () => {
    setRunning(true)
    setResult(null)
    setProblem(null)
    try {
      setResult(await office().log.verify())
    } catch (error) {
      const failed = problemOf(error)
      if (isSignInRequired(failed)) endSession()
      setProblem(failed)
    } finally {
      setRunning(false)
    }
  }, [])
  return { isRunning, result, problem, verify }
}
