import { useCallback, useEffect, useState } from 'react'
import type { Problem } from '../api/problem.ts'
import type { Answer } from '../api/request.ts'

/** What a request answers, asked for when the page comes up and again by `reload`. `ask` has to stay the same. */
export function useAsked<T>(ask: (signal: AbortSignal) => Promise<Answer<T>>) {
  const [value, setValue] = useState<T | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` counts the times that it was asked for
  useEffect(() => {
    const controller = new AbortController()
    setProblem(null)
    void ask(controller.signal).then((answer) => {
      if (controller.signal.aborted) return
      if (answer.ok) setValue(answer.value)
      else setProblem(answer.problem)
    })
    return () => controller.abort()
  }, [ask, round])
  const reload = useCallback(() => setRound((times) => times + 1), [])
  return { value, problem, reload }
}
