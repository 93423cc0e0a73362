import { randomUUID } from 'node:crypto'
import type { MessagePortMain } from 'electron'
import type {
  CorePage,
  CoreStart,
  CoreState,
  FromCoreMessage,
  ToCoreMessage,
} from '#shared/contract/channels.ts'

/** What is used of an Electron `UtilityProcess`. */
export type CoreChild = {
  readonly pid: number | undefined
  postMessage(message: ToCoreMessage, transfer?: MessagePortMain[]): void
  kill(): boolean
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'exit', listener: (code: number) => void): unknown
}

export type CoreFailure = { code: 'crashed_repeatedly' } | { code: 'start_failed'; reason: string }

export type CoreSupervisorDeps = {
  fork: () => CoreChild
  options: CoreStart
  onState: (state: CoreState) => void
  onFailure: (failure: CoreFailure) => void
  /** Ends a process that did not answer; `kill()` of Electron only asks it to end. */
  forceKill: (pid: number) => void
  clock?: { now: () => number; wait: (ms: number) => Promise<void> }
  stopTimeoutMs?: number
}

/** So many crashes in so long a time are taken for a fault that starting again does not mend. */
const crashLimit = { count: 5, withinMs: 60_000 } as const
const firstDelayMs = 250

/** Keeps the core's process running and hands ports to it. */
export type CoreSupervisor = {
  start(): void
  /** Hands a port to the core; false when it cannot take one now, and then the port is closed. */
  connect(port: MessagePortMain, page: CorePage): boolean
  /** Lets the core close its database; ends it by force after ten seconds. Resolves when the process is gone. */
  stop(): Promise<void>
  readonly state: CoreState
}

export function superviseCore(deps: CoreSupervisorDeps): CoreSupervisor {
  const clock = deps.clock ?? {
    now: () => Date.now(),
    wait: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref()),
  }
  let state: CoreState = 'starting'
  let child: CoreChild | null = null
  let stopping: { promise: Promise<void>; done: () => void } | null = null
  let crashes: number[] = []
  // What has been gone back to once is not gone back to after every crash.
  let restored = false
  const { restore: _, ...withoutRestore } = deps.options

  const enter = (next: CoreState) => {
    state = next
    deps.onState(next)
  }

  const launch = () => {
    const launched = deps.fork()
    child = launched
    launched.on('message', (message) => {
      if (child !== launched || !isFromCore(message)) return
      if (message.kind === 'ready') {
        restored = true
        enter('ready')
      } else {
        child = null
        launched.kill()
        enter('failed')
        deps.onFailure({ code: 'start_failed', reason: message.code })
      }
    })
    launched.on('exit', () => {
      if (child !== launched) return
      child = null
      if (stopping !== null) stopping.done()
      else void restart()
    })
    launched.postMessage({ kind: 'start', options: restored ? withoutRestore : deps.options })
  }

  const restart = async () => {
    const now = clock.now()
    crashes = [...crashes.filter((at) => now - at < crashLimit.withinMs), now]
    if (crashes.length >= crashLimit.count) {
      crashes = []
      enter('failed')
      deps.onFailure({ code: 'crashed_repeatedly' })
      return
    }
    enter('restarting')
    await clock.wait(firstDelayMs * 2 ** (crashes.length - 1))
    if (stopping === null && child === null) launch()
  }

  return {
    get state() {
      return state
    },
    start() {
      if (child !== null || stopping !== null) return
      enter('starting')
      launch()
    },
    connect(port, page) {
      if (child === null || state !== 'ready') {
        port.close()
        return false
      }
      child.postMessage({ kind: 'connect', connectionId: randomUUID(), page }, [port])
      return true
    },
    async stop() {
      if (stopping !== null) return stopping.promise
      const { promise, resolve } = Promise.withResolvers<void>()
      stopping = { promise, done: resolve }
      const last = child
      if (last === null) {
        resolve()
        return promise
      }
      const { pid } = last
      last.postMessage({ kind: 'shutdown' })
      const timeout = setTimeout(() => {
        if (pid !== undefined) deps.forceKill(pid)
      }, deps.stopTimeoutMs ?? 10_000)
      await promise
      clearTimeout(timeout)
    },
  }
}

function isFromCore(message: unknown): message is FromCoreMessage {
  if (typeof message !== 'object' || message === null || !('kind' in message)) return false
  if (message.kind === 'ready') return true
  return message.kind === 'start_failed' && 'code' in message && typeof message.code === 'string'
}
