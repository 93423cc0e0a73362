/** How often an address may fail in a minute before it has to wait. */
const FAILURES_A_MINUTE = 30
const WINDOW_MS = 60_000
const MAX_ADDRESSES = 10_000

/**
 * Slows down guessing of activation codes and assertions: counts what failed, by address, in this process. Successes
 * cost nothing, so an office behind one address is never kept from its work.
 */
export class FailureLimit {
  readonly #windows = new Map<string, { startedAt: number; failures: number }>()

  /** Seconds to wait, or 0 when the address may try. */
  retryAfter(address: string): number {
    const window = this.#windows.get(address)
    if (!window || window.failures < FAILURES_A_MINUTE) return 0
    const left = window.startedAt + WINDOW_MS - performance.now()
    return left > 0 ? Math.ceil(left / 1000) : 0
  }

  recordFailure(address: string): void {
    const now = performance.now()
    const window = this.#windows.get(address)
    if (window && now - window.startedAt < WINDOW_MS) {
      window.failures += 1
      return
    }
    // Insertion order: the oldest go when too many come.
    this.#windows.delete(address)
    for (const oldest of this.#windows.keys()) {
      if (this.#windows.size < MAX_ADDRESSES) break
      this.#windows.delete(oldest)
    }
    this.#windows.set(address, { startedAt: now, failures: 1 })
  }
}
