import { useEffect, useState } from 'react'
import type { Waiting } from '#shared/contract/exchange.ts'
import type { Unprinted } from '#shared/contract/paper.ts'
import type { QueueEntry } from '#shared/contract/queue.ts'
import { useAnyVersion } from '../../stores/live.ts'
import { office } from '../../transport/office-client.ts'

/** What is still open at the end of a day beside the list's own states. Empty until the core has answered. */
export type OpenEnds = {
  /** Called to a desk, and still there. */
  atDesk: readonly QueueEntry[]
  unprinted: readonly Unprinted[]
  /** What the central system has not confirmed yet. */
  waiting: Waiting | null
}

const none: OpenEnds = { atDesk: [], unprinted: [], waiting: null }

/** Asks the core, and again whenever something changed. */
export function useOpenEnds(date: string): OpenEnds {
  const version = useAnyVersion()
  const [ends, setEnds] = useState(none)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version is what makes it ask again
  useEffect(() => {
    let wanted = true
    const { queue, paper, exchange } = office()
    Promise.all([queue.get(), paper.unprinted({ date }), exchange.waiting()]).then(
      ([line, unprinted, waiting]) => {
        if (wanted) setEnds({ atDesk: line.date === date ? line.atDesk : [], unprinted, waiting })
      },
      // The dialog shows what it knows; the line's own state tells that the core is away.
      () => {},
    )
    return () => {
      wanted = false
    }
  }, [date, version])
  return ends
}
