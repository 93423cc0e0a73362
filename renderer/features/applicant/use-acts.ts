import { useCallback, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Visit } from '#shared/contract/office.ts'
import { endSession } from '../../stores/session.ts'
import { isSignInRequired, type Problem, problemOf } from '../../transport/problem.ts'

/** What takes longer than this is shown to be under way, ms: a mark that comes and goes within a blink only disturbs. */
const SHOWN_AFTER = 150

export type Acts = {
  /** Where something has been under way for a while: an item's key or the name of an act; null when nothing is. */
  busy: string | null
  isRunning: () => boolean
  /** What the core said no to last, and where it belongs on the screen. */
  failure: { place: string; problem: Problem } | null
  /**
   * Does one thing at a time: a second press while the first is under way does nothing. What `onDone` changes is drawn together
   * with the answer.
   */
  run: (place: string, call: () => Promise<Visit>, onDone: (answer: Visit) => void) => Promise<void>
  dismiss: () => void
}

/** Runs the procedures that change a visit; `take` gets each answer, `reload` is called after a refusal. */
export function useActs(take: (visit: Visit) => void, reload: () => void): Acts {
  const [busy, setBusy] = useState<string | null>(null)
  const [failure, setFailure] = useState<Acts['failure']>(null)
  const running = useRef(false)

  const run = useCallback<Acts['run']>(
    async (place, call, onDone) => {
      if (running.current) return
      running.current = true
      setFailure(null)
      const showBusy = setTimeout(() => setBusy(place), SHOWN_AFTER)
      try {
        const answer = await call()
        // In one go: the hand waits for it, and in the order of React's lanes it would be drawn three times.
        flushSync(() => {
          take(answer)
          setBusy(null)
          onDone(answer)
        })
      } catch (error) {
        const problem = problemOf(error)
        if (isSignInRequired(problem)) endSession()
        setFailure({ place, problem })
        setBusy(null)
        // A refusal often means that somebody else was faster: show how it stands now.
        if (problem.kind === 'refused') reload()
      } finally {
        clearTimeout(showBusy)
        running.current = false
      }
    },
    [take, reload],
  )
  const dismiss = useCallback(() => setFailure(null), [])
  const isRunning = useCallback(() => running.current, [])
  return { busy, isRunning, failure, run, dismiss }
}
