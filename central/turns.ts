/**
 * Lets work on one thing in by turns, in the order in which it came. Those who would wait for one another in the database
 * wait here instead, where it costs no connection.
 */
export class Turns {
  readonly #tails = new Map<string, Promise<void>>()

  /** Runs `work` after all earlier work under the key. */
  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(key) ?? Promise.resolve()
    const mine = before.then(work)
    const tail = mine.then(
      () => {},
      () => {},
    )
    this.#tails.set(key, tail)
    try {
      return await mine
    } finally {
      if (this.#tails.get(key) === tail) this.#tails.delete(key)
    }
  }

  /** Runs `work` when it has the turn under each key; keys are taken in their order, so that nobody waits in a circle. */
  takeAll<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
    return [...keys].sort().reduceRight<() => Promise<T>>((inner, key) => () => this.take(key, inner), work)()
  }
}
