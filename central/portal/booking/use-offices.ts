import { useCallback, useEffect, useState } from 'react'
import type { PublicOffice } from '#shared/contract/citizen.ts'
import { listOffices } from '../api/citizen-api.ts'
import type { Problem } from '../api/problem.ts'

export type Places = readonly { province: string; cities: readonly string[] }[]
export type Place = { province: string; city: string }

type Heard = { places: Places | null; offices: readonly PublicOffice[] | null; problem: Problem | null }

/** Where there are offices; and once a city is chosen, its offices. */
export function useOffices({ province, city }: Place) {
  const [heard, setHeard] = useState<Heard>({ places: null, offices: null, problem: null })
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` counts the times that it was asked for
  useEffect(() => {
    const controller = new AbortController()
    const wanted = province && city ? { province, city } : {}
    setHeard(({ places }) => ({ places, offices: null, problem: null }))
    void listOffices(wanted, controller.signal).then((answer) => {
      if (controller.signal.aborted) return
      if (!answer.ok) setHeard(({ places }) => ({ places, offices: null, problem: answer.problem }))
      else setHeard({ places: answer.value.places, offices: answer.value.offices, problem: null })
    })
    return () => controller.abort()
  }, [province, city, round])
  const reload = useCallback(() => setRound((times) => times + 1), [])
  return { ...heard, reload }
}
