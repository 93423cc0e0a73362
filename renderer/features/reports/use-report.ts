import { useCallback, useEffect, useRef, useState } from 'react'
import type { Report } from '#shared/domain/report.ts'
import type { ReportUnit } from '#shared/domain/report-span.ts'
import { endSession } from '../../stores/session.ts'
import { office } from '../../transport/office-client.ts'
import { isSignInRequired, type Problem, problemOf } from '../../transport/problem.ts'

/** The report of the span that a date is part of; the one before stays until the next has come. */
export function useReport(unit: ReportUnit, date: string) {
  const [report, setReport] = useState<Report | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [attempt, setAttempt] = useState(0)
  const turn = useRef(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the attempt is what makes it ask again
  useEffect(() => {
    turn.current += 1
    const mine = turn.current
    office()
      .reports.get({ unit, date })
      .then(
        (answer) => {
          if (mine !== turn.current) return
          setReport(answer)
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
  }, [unit, date, attempt])

  return { report, problem, reload: useCallback(() => setAttempt((count) => count + 1), []) }
}
