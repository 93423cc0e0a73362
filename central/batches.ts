/** How much is done together. */
export type BatchLimits<Item> = {
  /** The size of a batch, at most; an item that is larger by itself is a batch. */
  most: number
  /** Batches under way, at most. */
  atOnce: number
  /** How much of a batch an item takes; one place, unless said otherwise. */
  sizeOf?: (item: Item) => number
}

/**
 * Does together what comes while earlier work is under way: alone when nothing else is there, without waiting for
 * company; in ever larger batches the more there is to do. A second batch goes beside the first only when it is full.
 */
export class Batches<Item, Result> {
  readonly #work: (items: readonly Item[]) => Promise<readonly Result[]>
  readonly #limits: Required<BatchLimits<Item>>
  readonly #waiting: { item: Item; done: (result: Result) => void; failed: (error: unknown) => void }[] = []
  #waitingSize = 0
  #running = 0

  /** @param work gives a result for each item, in their order; when it throws, all of them have failed */
  constructor(work: (items: readonly Item[]) => Promise<readonly Result[]>, limits: BatchLimits<Item>) {
    this.#work = work
    this.#limits = { sizeOf: () => 1, ...limits }
  }

  add(item: Item): Promise<Result> {
    return new Promise((done, failed) => {
      this.#waiting.push({ item, done, failed })
      this.#waitingSize += this.#limits.sizeOf(item)
      this.#next()
    })
  }

  #next(): void {
    const { most, atOnce } = this.#limits
    if (this.#waiting.length === 0 || this.#running >= atOnce) return
    if (this.#running > 0 && this.#waitingSize < most) return
    const batch = this.#take()
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

  /** The first of those who wait, as many as fit. */
  #take() {
    const { most, sizeOf } = this.#limits
    let size = 0
    let count = 0
    for (const { item } of this.#waiting) {
      const larger = size + sizeOf(item)
      if (count > 0 && larger > most) break
      size = larger
      count += 1
    }
    this.#waitingSize -= size
    return this.#waiting.splice(0, count)
  }
}
