import { create } from 'zustand'
import type { QueueEntry } from '#shared/contract/queue.ts'

type QueueDialogs = {
  /** The choice of the desk is open; `then` goes on with what it was asked for. */
  desk: { then: (desk: number) => void } | null
  /** Who is to be handed over. */
  handOver: QueueEntry | null
}

export const useQueueDialogs = create<QueueDialogs>()(() => ({ desk: null, handOver: null }))

export const askForDesk = (then: (desk: number) => void = () => {}): void =>
  useQueueDialogs.setState({ desk: { then } })
export const askForHandOver = (handOver: QueueEntry): void => useQueueDialogs.setState({ handOver })
export const closeQueueDialogs = (): void => useQueueDialogs.setState({ desk: null, handOver: null })
