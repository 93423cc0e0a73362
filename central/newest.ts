/** A map of so many entries at most; the oldest goes. */
export class Newest<K, V> extends Map<K, V> {
  readonly #most: number

  constructor(most: number) {
    super()
    this.#most = most
  }

  override set(key: K, value: V): this {
    // In the order in which they were added.
    for (const oldest of this.keys()) {
      if (this.size < this.#most) break
      this.delete(oldest)
    }
    return super.set(key, value)
  }
}
