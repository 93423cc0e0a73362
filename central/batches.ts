/**
 * Does together what comes while earlier work is under way: alone when nothing else is there, without waiting for
 * company; in ever larger batches the more there is to do.
 */
export class Batches<Item, Result> {
  readonly #work: (items: readonly Item[]) => Promise<readonly Result[]>
  readonly #limits: { most: number; atOnce: number }
  readonly #waiting: { item: Item; done: (result: Result) => void; failed: (error: unknown) => void }[] = []
  #running = 0

  /**
   * @param work gives a result for each item, in their order; when it throws, all of them have failed
   * @param limits items in a batch, and batches under way, at most
   */
  constructor(
    work: (items: readonly Item[]) => Promise<readonly Result[]>,
    limits: { most: number; atOnce: number },
  ) {
    this.#work = work
    this.#limits = limits
  }

  add(item: Item): Promise<Result> {
    return new Promise((done, failed) => {
      this.#waiting.push({ item, done, failed })
      this.#next()
    })
  }

  #next(): void {
    if (this.#waiting.length === 0 || this.#running >= this.#limits.atOnce) return
    const batch = this.#waiting.splice(0, this.#limits.most)
    this.#running += 1
    this.#work(batch.map(({ item }) => item))
      .then((results) => {
        for (const [index, { done, failed }] of batch.entries()) {
          const result = results[index]
          if (result === undefined) failed(new Error('result_missing'))
          else done(result)
        }
      })
      .catch((error: unknown) => {
        for (const { failed } of batch) failed(error)
      })
      .finally(() => {
        this.#running -= 1
        this.#next()
      })
  }
}
