import { useCallback, useEffect, useRef, useState } from 'react'
import type { LogEntry, LogFilter, LogPlace } from '#shared/contract/event-log.ts'
import { endSession } from '../../stores/session.ts'
import { office } from '../../transport/office-client.ts'
import { isSignInRequired, type Problem, problemOf } from '../../transport/problem.ts'

export type Log = {
  /** Newest first, as far as they were asked for; null until the core answered. */
  entries: readonly LogEntry[] | null
  /** How many there are in all. */
  total: number
  problem: Problem | null
  /** Whether there are more behind these; `more` brings the next page. */
  hasMore: boolean
  more: () => void
  reload: () => void
}

/** The report by a filter, a page at a time as the hand goes down. */
export function useLog(filter: LogFilter): Log {
  const [entries, setEntries] = useState<readonly LogEntry[] | null>(null)
  const [total, setTotal] = useState(0)
  const [next, setNext] = useState<LogPlace | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [attempt, setAttempt] = useState(0)
  /** Counts the questions, so that the answer to an earlier one is not put under a later one. */
  const turn = useRef(0)
  const fetching = useRef(false)

  const fail = useCallback((error: unknown) => {
    const failed = problemOf(error)
    if (isSignInRequired(failed)) endSession()
    setProblem(failed)
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the attempt is what makes it ask again
  useEffect(() => {
    turn.current += 1
    const mine = turn.current
    fetching.current = false
    setProblem(null)
    Promise.all([office().log.list({ filter }), office().log.count({ filter })]).then(
      ([page, count]) => {
        if (mine !== turn.current) return
        setEntries(page.entries)
        setNext(page.next)
        setTotal(count.entries)
      },
      (error: unknown) => {
        if (mine === turn.current) fail(error)
      },
    )
    return () => {
      turn.current += 1
    }
  }, [filter, attempt, fail])

  const more = useCallback(() => {
    if (next === null || fetching.current) return
    fetching.current = true
    const mine = turn.current
    office()
      .log.list({ filter, after: next })
      .then(
        (page) => {
          if (mine !== turn.current) return
          setEntries((known) => [...(known ?? []), ...page.entries])
          setNext(page.next)
        },
        (error: unknown) => {
          if (mine === turn.current) fail(error)
        },
      )
      .finally(() => {
        if (mine === turn.current) fetching.current = false
      })
  }, [filter, next, fail])

  return {
    entries,
    total,
    problem,
    hasMore: next !== null,
    more,
    reload: useCallback(() => setAttempt((count) => count + 1), []),
  }
}
