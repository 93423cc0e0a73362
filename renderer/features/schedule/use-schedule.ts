import { useCallback, useEffect, useRef, useState } from 'react'
import type { Schedule, ScheduleFilter } from '#shared/contract/office.ts'
import { useAnyVersion } from '../../stores/live.ts'
import { endSession } from '../../stores/session.ts'
import { office } from '../../transport/office-client.ts'
import { isSignInRequired, type Problem, problemOf } from '../../transport/problem.ts'

/** Changes that come in a burst are asked for once, ms. */
const SETTLE = 250

/**
 * The schedule for a choice of lines, asked again when something changed. While `isFrozen` what is shown stays as it
 * is: paper that is being printed must not change under the printer.
 */
export function useSchedule(
  filter: ScheduleFilter | null,
  isFrozen: boolean,
): { schedule: Schedule | null; problem: Problem | null; reload: () => void } {
  const version = useAnyVersion()
  const [schedule, setSchedule] = useState<Schedule | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [attempt, setAttempt] = useState(0)
  const asked = useRef<ScheduleFilter | null>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: version and attempt are what make it ask again
  useEffect(() => {
    if (!filter || isFrozen) return
    let wanted = true
    const ask = () => {
      asked.current = filter
      office()
        .schedule.get(filter)
        .then(
          (answer) => {
            if (!wanted) return
            setSchedule(answer)
            setProblem(null)
          },
          (error) => {
            if (!wanted) return
            const failed = problemOf(error)
            if (isSignInRequired(failed)) endSession()
            setProblem(failed)
          },
        )
    }
    const timer = setTimeout(ask, asked.current === filter ? SETTLE : 0)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [filter, isFrozen, version, attempt])

  const reload = useCallback(() => {
    setProblem(null)
    setAttempt((count) => count + 1)
  }, [])
  return { schedule, problem, reload }
}
