import { useCallback, useRef, useState } from 'react'
import type { Visit } from '#shared/contract/office.ts'
import { endSession } from '../../stores/session.ts'
import { isSignInRequired, type Problem, problemOf } from '../../transport/problem.ts'

export type Acts = {
  /** Where something is under way: an item's key or the name of an act; null when nothing is. */
  busy: string | null
  /** What the core said no to last, and where it belongs on the screen. */
  failure: { place: string; problem: Problem } | null
  /** Does one thing at a time: a second press while the first is under way does nothing. True when it was done. */
  run: (place: string, call: () => Promise<Visit>) => Promise<boolean>
  dismiss: () => void
}

/** Runs the procedures that change a visit; `take` gets each answer, `reload` is called after a refusal. */
export function useActs(take: (visit: Visit) => void, reload: () => void): Acts {
  const [busy, setBusy] = useState<string | null>(null)
  const [failure, setFailure] = useState<Acts['failure']>(null)
  const running = useRef(false)

  const run = useCallback<Acts['run']>(
    async (place, call) => {
      if (running.current) return false
      running.current = true
      setBusy(place)
      setFailure(null)
      try {
        take(await call())
        return true
      } catch (error) {
        const problem = problemOf(error)
        if (isSignInRequired(problem)) endSession()
        setFailure({ place, problem })
        // A refusal often means that somebody else was faster: show how it stands now.
        if (problem.kind === 'refused') reload()
        return false
      } finally {
        running.current = false
        setBusy(null)
      }
    },
    [take, reload],
  )
  const dismiss = useCallback(() => setFailure(null), [])
  return { busy, failure, run, dismiss }
}
