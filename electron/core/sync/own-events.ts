import type { Store } from '#db/store.ts'
import type { OwnEvent } from '#shared/contract/central.ts'
import { hashEvent } from '#shared/domain/event-chain.ts'
import { replay } from '../recovery/replay.ts'
import type { CentralClient } from './central-client.ts'
import { CentralFailure } from './central-failure.ts'

/**
 * After a restore that no journal vouches for the central system may know acts of this device that the device itself has
 * lost. They are recorded again, with what became of them, before anything else may be recorded: a new act would take the
 * number of a lost one. Does nothing where nothing is missing.
 *
 * Throws `CentralFailure` (`sequence_conflict` when the two logs are not of one piece), `StorageError`.
 */
export async function fetchOwnEvents({
  store,
  client,
}: {
  store: Store
  client: CentralClient
}): Promise<void> {
  while (store.settings.get('ownEventsUnknown')) {
    const { events, more } = await client.ownEvents(lastAnswered(store))
    store.transaction(() => {
      takeBack(store, events)
      if (!more) store.settings.delete('ownEventsUnknown')
    })
  }
}

const lastAnswered = ({ events }: Store): number => {
  const [waiting] = events.queued(1, 0)
  return waiting === undefined ? events.head().seq : waiting.seq - 1
}

function takeBack(store: Store, events: readonly OwnEvent[]): void {
  const entries = events.map(({ event }) => ({
    seq: event.deviceSeq,
    hash: hashEvent(event),
    json: JSON.stringify(event),
  }))
  if (entries.length === 0) return
  const { left } = replay(store, entries)
  const isStrange = events.some(({ event }) => store.events.get(event.id) === undefined)
  if (left > 0 || isStrange) throw new CentralFailure('sequence_conflict')
  store.events.recordResults(events.map(({ result }) => result))
}
