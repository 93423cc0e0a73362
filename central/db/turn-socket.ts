import { Socket } from 'node:net'

/**
 * A connection that sends what is written in one turn of the event loop in one piece: statements that travel together
 * cost one call to the operating system, not one each.
 */
export class TurnSocket extends Socket {
  #isHeld = false

  override cork(): void {
    if (!this.#isHeld) {
      this.#isHeld = true
      super.cork()
      process.nextTick(() => {
        this.#isHeld = false
        super.uncork()
      })
    }
    super.cork()
  }
}
