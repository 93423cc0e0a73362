import { useEffect } from 'react'
import { create } from 'zustand'
import type { Queue, QueueEntry } from '#shared/contract/queue.ts'
import { useAnyVersion } from '../../stores/live.ts'
import { endSession } from '../../stores/session.ts'
import { office } from '../../transport/office-client.ts'
import { isSignInRequired, type Problem, problemOf } from '../../transport/problem.ts'

export type QueueAct = 'callNext' | 'call' | 'recall' | 'skip' | 'handOver'

type QueueStore = {
  /** Null until the core answered. */
  queue: Queue | null
  problem: Problem | null
  /** The act that is under way. */
  busy: QueueAct | null
}

export const useQueueStore = create<QueueStore>()(() => ({ queue: null, problem: null, busy: null }))

let turn = 0
let asking: Promise<void> | null = null
let askAgain = false

/** Asks for the queue; while one question is under way, whatever comes meanwhile is one more. */
export function refreshQueue(): Promise<void> {
  askAgain = true
  asking ??= ask().finally(() => {
    asking = null
  })
  return asking
}

async function ask(): Promise<void> {
  while (askAgain) {
    askAgain = false
    const mine = turn
    try {
      const queue = await office().queue.get()
      if (mine === turn) useQueueStore.setState({ queue, problem: null })
    } catch (error) {
      const problem = problemOf(error)
      if (isSignInRequired(problem)) endSession()
      if (mine === turn) useQueueStore.setState({ problem })
    }
  }
}

/** Keeps the queue at hand while the calling component is on the screen, asked again with every live change. */
export function useQueue(): Queue | null {
  const version = useAnyVersion()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is what makes it ask again
  useEffect(() => {
    void refreshQueue()
  }, [version])
  return useQueueStore((store) => store.queue)
}

/** Of another person's work nothing is left. */
export function forgetQueue(): void {
  turn += 1
  useQueueStore.setState({ queue: null, problem: null, busy: null })
}

export type ActOutcome = { done: QueueEntry } | { problem: Problem } | null

/** Does one thing of the queue at a time; null when another was under way. */
export async function actOnQueue(
  act: QueueAct,
  call: (queue: ReturnType<typeof office>['queue']) => Promise<QueueEntry>,
): Promise<ActOutcome> {
  if (useQueueStore.getState().busy !== null) return null
  useQueueStore.setState({ busy: act })
  try {
    return { done: await call(office().queue) }
  } catch (error) {
    const problem = problemOf(error)
    if (isSignInRequired(problem)) endSession()
    return { problem }
  } finally {
    useQueueStore.setState({ busy: null })
    void refreshQueue()
  }
}
