/** Counts the calls that are being worked on, so that closing can wait for them. */
export type InFlight = {
  /** Runs `work` unless the core is closing: then throws `CoreClosingError`. */
  run<T>(work: () => Promise<T>): Promise<T>
  /** Lets nothing more in and waits for what is in, `timeoutMs` at most. */
  drain(timeoutMs: number): Promise<void>
}

export class CoreClosingError extends Error {
  override readonly name = 'CoreClosingError'
  readonly code = 'core_closing'
}

export function createInFlight(): InFlight {
  let count = 0
  let closing = false
  let onIdle: (() => void) | undefined
  return {
    async run(work) {
      if (closing) throw new CoreClosingError('the core is closing')
      count += 1
      try {
        return await work()
      } finally {
        count -= 1
        if (count === 0) onIdle?.()
      }
    },
    async drain(timeoutMs) {
      closing = true
      if (count === 0) return
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, timeoutMs)
        onIdle = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    },
  }
}
