import type { InferContractRouterOutputs } from '@orpc/contract'
import { useEffect, useState } from 'react'
import type { CitizenServicesContract } from '#shared/contract/citizen-services.ts'
import { office } from '../../transport/office-client.ts'
import { type Problem, problemOf } from '../../transport/problem.ts'

type Outputs = InferContractRouterOutputs<CitizenServicesContract>

/** What the central system was asked for the choice on the screen; the last answer stays until the next is there. */
export type Fetched<T> = { answer: T | null; problem: Problem | null; loading: boolean; again: () => void }

/** Asks anew whenever `key` changes; an answer to an older question is dropped. */
function useFetched<T>(key: string, call: (signal: AbortSignal) => Promise<T>): Fetched<T> {
  const [state, setState] = useState<{ key: string; answer: T | null; problem: Problem | null }>({
    key: '',
    answer: null,
    problem: null,
  })
  const [attempt, setAttempt] = useState(0)
  const wanted = `${key} ${attempt}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for everything that `call` depends on
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    call(signal)
      .then((answer) => signal.aborted || setState({ key: wanted, answer, problem: null }))
      .catch((error: unknown) => {
        if (!signal.aborted) setState({ key: wanted, answer: null, problem: problemOf(error) })
      })
    return () => controller.abort()
  }, [wanted])
  return {
    answer: state.answer,
    problem: state.problem,
    loading: state.key !== wanted,
    again: () => setAttempt((before) => before + 1),
  }
}

/** The offices of a city, and where there are offices at all. */
export function useOffices(province: string, city: string): Fetched<Outputs['offices']> {
  return useFetched(`${province}/${city}`, (signal) =>
    office().citizen.offices({ province, city }, { signal }),
  )
}

/** The days of an office from one date to another, and again when `version` steps. */
export function useBookableDays(
  officeId: string | null,
  { from, to }: { from: string; to: string },
  version: number,
): Fetched<Outputs['slots']> {
  return useFetched(`${officeId} ${from} ${to} ${version}`, async (signal) =>
    officeId === null ? { days: [] } : office().citizen.slots({ officeId, from, to }, { signal }),
  )
}
