import { useCallback, useEffect, useState } from 'react'
import type { BookableDay } from '#shared/contract/citizen.ts'
import { listSlots } from '../api/citizen-api.ts'
import type { Problem } from '../api/problem.ts'
import { firstOf, lastOf, type Month } from './month.ts'

type Heard = { days: ReadonlyMap<string, BookableDay> | null; problem: Problem | null }

/** The days of a month at an office, as far as they can be booked. */
export function useDays(officeId: string, { year, month }: Month, today: string) {
  const [heard, setHeard] = useState<Heard>({ days: null, problem: null })
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` counts the times that it was asked for
  useEffect(() => {
    const controller = new AbortController()
    const first = firstOf({ year, month })
    const span = { from: first < today ? today : first, to: lastOf({ year, month }) }
    setHeard({ days: null, problem: null })
    void listSlots({ officeId, ...span }, controller.signal).then((answer) => {
      if (controller.signal.aborted) return
      if (answer.ok)
        setHeard({ days: new Map(answer.value.days.map((day) => [day.date, day])), problem: null })
      else setHeard({ days: null, problem: answer.problem })
    })
    return () => controller.abort()
  }, [officeId, year, month, today, round])
  const reload = useCallback(() => setRound((times) => times + 1), [])
  return { ...heard, reload }
}

export const freeOf = (day: BookableDay): number => day.slots.reduce((sum, { free }) => sum + free, 0)
