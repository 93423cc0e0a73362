import { useCallback, useEffect, useRef, useState } from 'react'
import type { LogVerification } from '#shared/contract/event-log.ts'
import { endSession } from '../../stores/session.ts'
import { office } from '../../transport/office-client.ts'
import { isSignInRequired, type Problem, problemOf } from '../../transport/problem.ts'

export type Verification = {
  /** How far it is; null while none is under way. */
  progress: { checked: number; total: number } | null
  result: LogVerification | null
  problem: Problem | null
  verify: () => Promise<void>
  stop: () => void
}

/** Has the core walk the whole chain, and tells how far it is; who leaves the place ends it. */
export function useVerification(): Verification {
  const [progress, setProgress] = useState<Verification['progress']>(null)
  const [result, setResult] = useState<LogVerification | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const run = useRef<AbortController | null>(null)
  const stop = useCallback(() => run.current?.abort(), [])
  useEffect(() => stop, [stop])

  const verify = useCallback(async () => {
    if (run.current) return
    const mine = new AbortController()
    run.current = mine
    setProgress({ checked: 0, total: 0 })
    setResult(null)
    setProblem(null)
    try {
      for await (const step of await office().log.verify(undefined, { signal: mine.signal })) {
        if (mine.signal.aborted) break
        if (step.kind === 'done') setResult(step.verification)
        else setProgress({ checked: step.checked, total: step.total })
      }
    } catch (error) {
      if (mine.signal.aborted) return
      const failed = problemOf(error)
      if (isSignInRequired(failed)) endSession()
      setProblem(failed)
    } finally {
      run.current = null
      setProgress(null)
    }
  }, [])
  return { progress, result, problem, verify, stop }
}
