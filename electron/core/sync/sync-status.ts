import type { Store } from '#db/store.ts'
import type { LiveNotice, SyncStatus } from '#shared/contract/office.ts'
import { meansOffline } from './central-failure.ts'
import type { ClockOffset } from './clock-offset.ts'
import type { Timers } from './timers.ts'

/** The two exchanges whose troubles are told; the news stream has the pull as its fallback. */
export type Exchange = 'push' | 'pull'

/** Notices of the status follow each other no faster, ms: a batch of clicks is one. */
const throttleMs = 250

export type StatusBoard = {
  read(): SyncStatus
  /** An exchange worked: the line stands. */
  worked(exchange: Exchange): void
  failed(exchange: Exchange, code: string): void
  /** Counts or times may be others now: the screens are told soon, once, if they are. */
  changed(): void
  close(): void
}

export function createStatusBoard(parts: {
  store: Store
  offset: ClockOffset
  timers: Timers
  publish(notice: LiveNotice): void
}): StatusBoard {
  const { store, offset, timers, publish } = parts
  const problems: Record<Exchange, string | null> = { push: null, pull: null }
  let tried = false
  let told = ''
  let timer: unknown = null
  let closed = false

  const read = (): SyncStatus => {
    const activated = store.settings.get('device') !== undefined
    const problem = activated ? (problems.pull ?? problems.push) : 'not_activated'
    const offline = !activated || Object.values(problems).some((code) => code !== null && meansOffline(code))
    return {
      connection: offline ? 'offline' : tried ? 'online' : 'connecting',
      lastSyncAt: store.settings.get('lastSyncAt') ?? null,
      dataByFileAt: store.settings.get('listFileAt') ?? null,
      ...store.events.counts(),
      problem,
      clockOffsetMs: offset.ms,
    }
  }
  const tell = () => {
    timer = null
    const status = read()
    const text = JSON.stringify(status)
    if (text === told) return
    told = text
    publish({ kind: 'sync', status })
  }
  const changed = () => {
    if (!closed) timer ??= timers.setTimeout(tell, throttleMs)
  }

  return {
    read,
    worked(exchange) {
      tried = true
      problems[exchange] = null
      // Whatever kept the other from its answer, the line was it no longer.
      const other = exchange === 'push' ? 'pull' : 'push'
      if (problems[other] === 'network') problems[other] = null
      changed()
    },
    failed(exchange, code) {
      tried = true
      problems[exchange] = code
      changed()
    },
    changed,
    close() {
      closed = true
      if (timer !== null) timers.clearTimeout(timer)
      timer = null
    },
  }
}
