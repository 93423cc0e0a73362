import { Turns } from '../turns.ts'

/** How long a batch that overtook the one before it waits for that one. */
const OVERTAKEN_WAIT_MS = 1000

/**
 * Lets the batches of one office into the database one after the other, in the order in which they were read: a device
 * may send the next while the answer to the last is on its way, and two devices would wait there for the same lock.
 */
export class PushTurns extends Turns {
  readonly #waiting = new Map<string, Set<() => void>>()

  /** Tells those who wait that the device's log has grown. */
  advanced(deviceId: string): void {
    for (const wake of this.#waiting.get(deviceId) ?? []) wake()
  }

  /** Waits until the device's log grows; false when it did not within a moment. */
  async nextAdvance(deviceId: string): Promise<boolean> {
    return new Promise((done) => {
      const waiting = this.#waiting.get(deviceId) ?? new Set()
      this.#waiting.set(deviceId, waiting)
      const end = (grown: boolean) => {
        clearTimeout(timer)
        waiting.delete(wake)
        if (waiting.size === 0) this.#waiting.delete(deviceId)
        done(grown)
      }
      const wake = () => end(true)
      const timer = setTimeout(() => end(false), OVERTAKEN_WAIT_MS)
      waiting.add(wake)
    })
  }
}
