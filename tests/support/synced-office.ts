import { setTimeout as delay } from 'node:timers/promises'
import type { Sync } from '#core/sync/create-sync.ts'
import { createSync } from '#core/sync/create-sync.ts'
import type { Faults } from '#core/sync/faults.ts'
import type { LiveNotice, SyncStatus } from '#shared/contract/office.ts'
import type { AppointmentEvent } from '#shared/domain/event.ts'
import type { CentralDouble } from './central-double.ts'
import { activationCode } from './central-double.ts'
import { openTestStore, recordInStore } from './test-store.ts'

/** Polls until `condition` holds; fails with what it last gave. */
export async function until(
  condition: () => unknown,
  what = String(condition),
  patienceMs = 10_000,
): Promise<void> {
  const end = performance.now() + patienceMs
  for (;;) {
    const seen = condition()
    if (seen) return
    if (performance.now() > end) throw new Error(`did not come about: ${what} (${JSON.stringify(seen)})`)
    await delay(5)
  }
}

/**
 * An office with a real database that exchanges with a central system's double, without the rest of the core.
 * Waits after failures are as short as `random` makes them: none, unless told otherwise.
 */
export function openSyncedOffice(
  central: CentralDouble,
  options: { now?: () => Date; random?: () => number } = {},
) {
  const clock = { now: options.now ?? (() => new Date()) }
  const test = openTestStore(clock)
  const notices: LiveNotice[] = []
  let looks = 0
  let fault: Faults['at'] = () => {}
  const make = (): Sync =>
    createSync({
      store: test.store,
      clock,
      live: { publish: (notice) => notices.push(notice) },
      random: options.random ?? (() => 0),
      onCondition: () => {
        looks += 1
      },
      faults: { at: (point) => fault(point) },
    })
  let sync = make()
  return {
    get store() {
      return test.store
    },
    get sync() {
      return sync
    },
    notices,
    /** How often the exchange has said that the office's condition may be another one. */
    get looks() {
      return looks
    },
    /** What happens at the named places of the exchange from here on. */
    setFault: (at: Faults['at']) => {
      fault = at
    },
    status: (): SyncStatus => sync.status(),
    /** Activates, starts, and waits for the first pull. */
    async join() {
      sync.start()
      await sync.activate(central.url, activationCode)
      await until(() => test.store.settings.get('dataAsOf'))
    },
    /** Records an act and wakes the sync, as the core does. */
    act(event: AppointmentEvent): AppointmentEvent {
      const recorded = recordInStore(test.store, event)
      sync.wake()
      return recorded
    },
    settled: () => until(() => test.store.events.counts().queued === 0, 'everything answered'),
    options: test.options,
    /** The database is closed for as long as `work` takes, for another process to have it. */
    asleep: (work: () => Promise<void>) => test.asleep(work),
    /** The process ends and starts again on the same file. */
    async restart() {
      await sync.stop()
      test.reopen()
      sync = make()
      sync.start()
    },
    async close() {
      await sync.stop()
      test.close()
    },
  }
}
export type SyncedOffice = ReturnType<typeof openSyncedOffice>
