import { create } from 'zustand'
import type { Condition } from '#shared/contract/condition.ts'
import { office } from '../transport/office-client.ts'
import { type Problem, problemOf } from '../transport/problem.ts'

/** What endangers the work of this office, the worst first. */
export const useConditions = create<{ conditions: readonly Condition[] }>()(() => ({ conditions: [] }))

/** Asks the core; when it is away its own line tells so, and what is known stays. */
export async function refreshConditions(): Promise<void> {
  try {
    useConditions.setState({ conditions: await office().condition.get() })
  } catch {
    // See above.
  }
}

/** The supervisor has read what was restored; answers the problem, or null. */
export const acknowledgeRecovery = () => settle(() => office().condition.acknowledgeRecovery())

/** This computer records for the office from now on; answers the problem, or null. */
export const takeOver = () => settle(() => office().condition.takeOver())

async function settle(act: () => Promise<readonly Condition[]>): Promise<Problem | null> {
  try {
    useConditions.setState({ conditions: await act() })
    return null
  } catch (error) {
    return problemOf(error)
  }
}
