import { useCallback, useEffect, useState } from 'react'
import type { CitizenStatus, Credentials } from '#shared/contract/citizen.ts'
import { askStatus } from '../api/citizen-api.ts'
import type { Problem } from '../api/problem.ts'
import { forgetCitizen, useCitizen } from './citizen.ts'

export type StatusNow = {
  status: CitizenStatus | null
  problem: Problem | null
  reload: () => void
}

/** What is known of the citizen, asked for where it is not; anew with `fresh`. */
export function useStatus(credentials: Credentials, { fresh = false } = {}): StatusNow {
  const status = useCitizen((citizen) => citizen.status)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [round, setRound] = useState(fresh ? 1 : 0)
  const needed = status === null || round > 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` counts the times that it was asked for
  useEffect(() => {
    if (!needed) return
    const controller = new AbortController()
    setProblem(null)
    void askStatus(credentials, controller.signal).then((answer) => {
      if (controller.signal.aborted) return
      if (answer.ok) useCitizen.setState({ status: answer.value })
      else if (answer.problem.code === 'CREDENTIALS_UNKNOWN') forgetCitizen()
      else setProblem(answer.problem)
    })
    return () => controller.abort()
  }, [credentials, needed, round])
  const reload = useCallback(() => setRound((times) => times + 1), [])
  return { status, problem, reload }
}
