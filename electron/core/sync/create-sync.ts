import { isDeepStrictEqual } from 'node:util'
import { StorageError } from '#db/storage-error.ts'
import type { Store } from '#db/store.ts'
import type { Clock } from '#shared/clock.ts'
import type { LiveNotice, SyncStatus } from '#shared/contract/office.ts'
import { tellKeys } from '../exchange/tell-keys.ts'
import type { Log } from '../log.ts'
import { describeError } from '../log.ts'
import { NotActivatedError } from '../services/failure.ts'
import { activateDevice } from './activate.ts'
import { backoffMs } from './backoff.ts'
import type { Fetch } from './central-client.ts'
import { createCentralClient } from './central-client.ts'
import { CentralFailure } from './central-failure.ts'
import { createClockOffset } from './clock-offset.ts'
import type { Faults } from './faults.ts'
import { noFaults } from './faults.ts'
import type { Fetched } from './first-fetch.ts'
import { countFetched } from './first-fetch.ts'
import type { Loop } from './loop.ts'
import { createLoop } from './loop.ts'
import { listenToNews } from './news-stream.ts'
import { fetchOwnEvents } from './own-events.ts'
import { createPageNews, rowsAtMost } from './page-news.ts'
import { pullAll } from './pull.ts'
import { pushAll } from './push.ts'
import { reachCentral } from './reach-central.ts'
import type { Settled } from './settle-answers.ts'
import type { Exchange } from './sync-status.ts'
import { createStatusBoard } from './sync-status.ts'
import type { Timers } from './timers.ts'
import { systemTimers } from './timers.ts'

/** Keeps the office and the central system of one mind (DESIGN 4). */
export type Sync = {
  /** Begins to exchange; before the activation there is nothing to do yet. */
  start(): void
  /** Breaks off what is under way; what was not acknowledged is sent again after the next start. */
  stop(): Promise<void>
  /** Something was recorded here. */
  wake(): void
  /** Tries at once, whatever the wait; resolves when that attempt has ended, well or not. */
  syncNow(): Promise<void>
  status(): SyncStatus
  /** What has come since this start: how far the first fetch is. */
  fetched(): Fetched
  /** Whether a central system answers there. Throws `ActivationError`. */
  reach(centralUrl: string): Promise<void>
  /** This device becomes the office's host. Throws `CentralFailure`, `NotActivatedError`. */
  takeOver(): Promise<void>
  /** Throws `ActivationError`, `StorageError`. Starts the exchange; the office's data are on their way then. */
  activate(centralUrl: string, activationCode: string): Promise<{ officeName: string }>
}

export type SyncParts = {
  store: Store
  live: { publish(notice: LiveNotice): void }
  clock: Clock
  log?: Log
  fetch?: Fetch
  /** From 0 to below 1. */
  random?: () => number
  timers?: Timers
  faults?: Faults
  /** What keeps the office from recording may be another thing now, or nothing. */
  onCondition?: () => void
}

/** What runs by itself between the office and the central system. */
type Line = Exchange | 'stream' | 'host' | 'keys'

/** With the news stream a pull is only the safety net; without it, it is how anything is learnt. ms. */
const pollMs = { withStream: 5 * 60_000, withoutStream: 30_000 }
/** What was only seen wakes nobody and leaves within this time at the latest. */
const pushIdleMs = 60_000
/** How often this device says that it is there: whoever takes over meanwhile merges with what is recorded here. */
const hostMs = 5 * 60_000
/** A stream that ended in good order is opened again within this time. */
const reopenMs = 1000

export function createSync(parts: SyncParts): Sync {
  const { store, live, clock, faults = noFaults, timers = systemTimers, random = Math.random } = parts
  const fetch: Fetch = parts.fetch ?? ((url, init) => globalThis.fetch(url, init))
  const log: Log = parts.log ?? (() => {})
  const publish = (notice: LiveNotice) => {
    live.publish(notice)
    // With the office come its limits.
    if (notice.kind === 'office') parts.onCondition?.()
  }
  const ending = new AbortController()
  const { signal } = ending
  const offset = createClockOffset(store, clock)
  const board = createStatusBoard({ store, offset, timers, publish })
  const news = createPageNews(store, publish)
  const fetched = countFetched()
  let loops: Record<Line, Loop> | null = null
  let host: ((takeOver: boolean) => Promise<void>) | null = null
  const lastProblem: Partial<Record<Line, string>> = {}
  let streaming = false

  const failed = (exchange: Line, error: unknown, failures: number): number => {
    const known = error instanceof CentralFailure || error instanceof StorageError
    const code = known ? error.code : 'unexpected_error'
    lastProblem[exchange] = code
    if (!known) log({ level: 'error', event: 'sync_failed', exchange, ...describeError(error) })
    else if (failures === 1) log({ level: 'warn', event: 'sync_failed', exchange, code })
    if (exchange === 'push' || exchange === 'pull') board.failed(exchange, code)
    return backoffMs(failures, random, error instanceof CentralFailure ? error.retryAfterMs : null)
  }
  /** The line stands again: nobody waits out a pause that the dead line caused. Other pauses have other reasons. */
  const pulled = () => {
    board.worked('pull')
    if (lastProblem.pull !== undefined) {
      // While it was away another device may have taken the office over.
      delete lastProblem.pull
      loops?.host.trigger()
    }
    for (const other of ['push', 'stream', 'host', 'keys'] as const) {
      if (loops?.[other].waiting && lastProblem[other] === 'network') void loops[other].runNow()
    }
  }
  const settled = (change: Settled) => {
    board.changed()
    const ids = change.appointments
    const rows = ids.length > rowsAtMost ? [] : store.appointments.rows(ids)
    if (ids.length > rowsAtMost) publish({ kind: 'reload' })
    else if (rows.length > 0) publish({ kind: 'appointments', rows, origin: 'office', userId: null })
    for (const date of change.days) {
      const day = store.days.get(date)
      if (day) publish({ kind: 'day', day })
    }
    if (change.people) publish({ kind: 'people' })
  }

  const begin = () => {
    const device = store.settings.get('device')
    if (device === undefined || loops !== null || signal.aborted) return
    const client = createCentralClient(device, { fetch, clock, offset, faults, signal })
    const push = createLoop({
      run: async () => {
        if (store.settings.get('ownEventsUnknown')) {
          await fetchOwnEvents({ store, client })
          publish({ kind: 'reload' })
          parts.onCondition?.()
        }
        await pushAll({ store, offset, client, onSettled: settled, signal })
      },
      onSuccess: () => board.worked('push'),
      onFailure: (error, failures) => failed('push', error, failures),
      idleMs: () => pushIdleMs,
      timers,
    })
    const pull = createLoop({
      run: () => pullAll({ store, offset, client, faults, news, fetched, signal }),
      onSuccess: pulled,
      onFailure: (error, failures) => failed('pull', error, failures),
      idleMs: () => (streaming ? pollMs.withStream : pollMs.withoutStream) * (0.9 + 0.2 * random()),
      timers,
    })
    const stream = createLoop({
      run: () =>
        listenToNews({
          client,
          timers,
          signal,
          onOpen: () => {
            streaming = true
            // What happened while nobody listened.
            pull.trigger()
          },
          onNews: () => pull.trigger(),
        }).finally(() => {
          streaming = false
        }),
      onSuccess: () => {},
      onFailure: (error, failures) => failed('stream', error, failures),
      idleMs: () => reopenMs * random(),
      timers,
    })
    const askHost = async (takeOver: boolean) => {
      const told = await client.host(takeOver)
      const held = store.settings.get('host')
      // That the host was there just now is no news to itself, and not worth a write.
      const isKnown = told.isYours && held?.isYours === true && held.epoch === told.epoch
      if (!isKnown && !isDeepStrictEqual(told, held)) {
        store.transaction(() => store.settings.set('host', told))
      }
      parts.onCondition?.()
    }
    const hold = createLoop({
      run: () => askHost(false),
      onSuccess: () => {},
      onFailure: (error, failures) => failed('host', error, failures),
      idleMs: () => hostMs * (0.9 + 0.2 * random()),
      timers,
    })
    // Once at each start: either side may have been restored from a copy that does not know the other's key.
    const keys = createLoop({
      run: () => tellKeys(store, client),
      onSuccess: () => {},
      onFailure: (error, failures) => failed('keys', error, failures),
      idleMs: () => null,
      timers,
    })
    host = askHost
    loops = { push, pull, stream, host: hold, keys }
    pull.trigger()
    push.trigger()
    stream.trigger()
    hold.trigger()
    keys.trigger()
  }

  return {
    start() {
      begin()
      board.changed()
    },
    async stop() {
      const stopped = loops ? Object.values(loops).map((loop) => loop.stop()) : []
      ending.abort()
      await Promise.all(stopped)
      board.close()
    },
    wake() {
      loops?.push.trigger()
      board.changed()
    },
    async syncNow() {
      if (loops) await Promise.all([loops.push.runNow(), loops.pull.runNow(), loops.host.runNow()])
    },
    status: board.read,
    fetched: fetched.read,
    reach: (centralUrl) => reachCentral(centralUrl, { fetch, signal }),
    async takeOver() {
      if (host === null) throw new NotActivatedError()
      await host(true)
    },
    async activate(centralUrl, activationCode) {
      const device = await activateDevice(store, { fetch, clock, signal }, centralUrl, activationCode)
      begin()
      board.changed()
      return { officeName: device.officeName }
    },
  }
}
