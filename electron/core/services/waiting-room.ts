import type { WaitingRoom } from '#shared/contract/queue.ts'
import type { OfficeContext } from './office-context.ts'
import { readMoment } from './office-context.ts'

/** So many calls are on the display; an office has fewer desks. */
const shown = 12

/** What the waiting room is shown: numbers and desks, nothing of anybody. */
export type WaitingRoomService = {
  get(): WaitingRoom
  /** As it stands, and again whenever it has changed, until `signal` aborts. */
  watch(signal: AbortSignal): AsyncGenerator<WaitingRoom, undefined, void>
}

export function createWaitingRoom(context: OfficeContext): WaitingRoomService {
  const { store, live } = context
  const get = (): WaitingRoom => {
    const calls = store.appointments
      .arrivals(readMoment(context).today)
      .flatMap(({ queueNumber, state, turn }) => {
        const isHere = state === 'arrived' || state === 'documents_complete'
        if (!isHere || queueNumber === null || !turn?.atDesk || !turn.call) return []
        const { desk, recalls, newestId } = turn.call
        return [{ number: queueNumber, desk, calls: recalls + 1, newestId }]
      })
    return {
      calls: calls
        .toSorted((a, b) => (a.newestId < b.newestId ? 1 : -1))
        .slice(0, shown)
        .map(({ number, desk, calls }) => ({ number, desk, calls })),
    }
  }
  return {
    get,
    async *watch(signal) {
      // First to listen, then to look: what happens between is told.
      const notices = live.subscribe(signal)
      try {
        let told = get()
        yield told
        for await (const { kind } of notices) {
          if (kind !== 'appointments' && kind !== 'reload' && kind !== 'day') continue
          const now = get()
          if (JSON.stringify(now) === JSON.stringify(told)) continue
          told = now
          yield told
        }
        return undefined
      } finally {
        await notices.return?.()
      }
    },
  }
}
