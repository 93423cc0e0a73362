import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '#db/open-store.ts'
import type { OpenStoreOptions, Store } from '#db/store.ts'
import type { Clock } from '#shared/clock.ts'
import type { AppointmentEvent, OfficeEvent } from '#shared/domain/event.ts'
import { hashEvent } from '#shared/domain/event-chain.ts'
import { reduce } from '#shared/domain/reduce.ts'
import { rules } from './domain-fixtures.ts'

/** A folder of its own with the key to a database that need not exist yet. */
export function storeFolder(clock: Clock = { now: () => new Date('2026-11-22T06:52:00.000Z') }) {
  const folder = mkdtempSync(join(tmpdir(), 'pishkhan-store-'))
  const options: OpenStoreOptions = {
    file: join(folder, 'office.db'),
    key: randomBytes(32),
    backupDir: join(folder, 'backups'),
    clock,
  }
  return { folder, options, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** An empty store on a real file; `reopen` closes it and opens the file again. */
export function openTestStore(clock?: Clock) {
  const place = storeFolder(clock)
  let store = openStore(place.options)
  return {
    ...place,
    get store(): Store {
      return store
    },
    reopen(): Store {
      store.close()
      store = openStore(place.options)
      return store
    },
    /** The file is closed for as long as `work` takes. */
    async asleep(work: () => Promise<void>): Promise<void> {
      store.close()
      try {
        await work()
      } finally {
        store = openStore(place.options)
      }
    },
    close() {
      store.close()
      place.remove()
    },
  }
}

/** The same act as the log's next event: number and hash of the one before filled in. */
export function nextInLog<E extends OfficeEvent>(store: Store, event: E): E {
  const head = store.events.head()
  return { ...event, deviceSeq: head.seq + 1, previousHash: head.hash }
}

/** Records an event as the core does, without its services: state and event in one transaction. Throws when refused. */
export function recordInStore(store: Store, given: AppointmentEvent): AppointmentEvent {
  return store.transaction(() => {
    const stored = store.appointments.get(given.appointmentId)
    if (!stored) throw new Error('no such appointment')
    const event = {
      ...nextInLog(store, given),
      baseRevision: stored.appointment.revision,
      predecessorId: store.events.lastOfAppointment(given.appointmentId),
    }
    const reduction = reduce(stored.appointment, event, rules)
    if (!reduction.ok) throw new Error(`refused: ${reduction.refusal.code}`)
    store.appointments.put(reduction.value)
    store.events.append(event, hashEvent(event))
    return event
  })
}
