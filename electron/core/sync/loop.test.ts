import { describe, expect, it } from 'vitest'
import { createLoop } from './loop.ts'

/** A loop whose runs end when told, and timers that ring when told. */
function openLoop(idle: number | null = null) {
  const runs: { done(): void; fail(error: unknown): void }[] = []
  const timers = new Map<number, { work: () => void; ms: number }>()
  let serial = 0
  let [successes, failures] = [0, 0]
  const loop = createLoop({
    run: () =>
      new Promise<void>((resolve, reject) => {
        runs.push({ done: resolve, fail: reject })
      }),
    onSuccess: () => {
      successes += 1
    },
    onFailure: (_, inARow) => {
      failures += 1
      return inARow * 100
    },
    idleMs: () => idle,
    timers: {
      setTimeout: (work, ms) => {
        serial += 1
        timers.set(serial, { work, ms })
        return serial
      },
      clearTimeout: (handle) => void timers.delete(handle as number),
    },
  })
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  return {
    loop,
    runs,
    waits: () => [...timers.values()].map(({ ms }) => ms),
    counts: () => ({ successes, failures }),
    async end(error?: unknown) {
      const last = runs.at(-1)
      if (error) last?.fail(error)
      else last?.done()
      await turn()
    },
    async ring() {
      const [[key, timer] = []] = timers
      if (key !== undefined) timers.delete(key)
      timer?.work()
      await turn()
    },
  }
}

describe('a loop', () => {
  it('runs when there is reason to, and once more for all reasons that came meanwhile', async () => {
    const { loop, runs, end, counts } = openLoop()
    loop.trigger()
    loop.trigger()
    loop.trigger()
    expect(runs).toHaveLength(1)
    await end()
    expect(runs).toHaveLength(2)
    await end()
    expect(runs).toHaveLength(2)
    expect(counts()).toEqual({ successes: 2, failures: 0 })
  })

  it('waits after a failure, longer each time, whatever reasons there are', async () => {
    const { loop, runs, end, ring, waits, counts } = openLoop()
    loop.trigger()
    await end(new Error('no'))
    expect(loop.waiting).toBe(true)
    loop.trigger()
    expect(runs).toHaveLength(1)
    expect(waits()).toEqual([100])
    await ring()
    expect(runs).toHaveLength(2)
    await end(new Error('no'))
    expect(waits()).toEqual([200])
    await ring()
    await end()
    expect(loop.waiting).toBe(false)
    loop.trigger()
    await end(new Error('no'))
    expect(waits()).toEqual([100])
    expect(counts()).toEqual({ successes: 1, failures: 3 })
  })

  it('runs at once when asked to, and says when that run has ended', async () => {
    const { loop, runs, end, waits } = openLoop()
    loop.trigger()
    await end(new Error('no'))
    let ended = 0
    void loop.runNow().then(() => {
      ended += 1
    })
    expect(runs).toHaveLength(2)
    expect(waits()).toEqual([])
    void loop.runNow().then(() => {
      ended += 1
    })
    await end()
    expect([runs.length, ended]).toEqual([3, 0])
    await end(new Error('no'))
    expect(ended).toBe(2)
  })

  it('runs again by itself after its pause', async () => {
    const { loop, runs, end, ring, waits } = openLoop(5000)
    loop.trigger()
    await end()
    expect(waits()).toEqual([5000])
    await ring()
    expect(runs).toHaveLength(2)
  })

  it('that is stopped ends its run and begins no other', async () => {
    const { loop, runs, end, waits, counts } = openLoop(5000)
    loop.trigger()
    loop.trigger()
    let stopped = false
    void loop.stop().then(() => {
      stopped = true
    })
    expect(stopped).toBe(false)
    await end(new Error('broken off'))
    expect(stopped).toBe(true)
    loop.trigger()
    await loop.runNow()
    expect(runs).toHaveLength(1)
    expect(waits()).toEqual([])
    expect(counts()).toEqual({ successes: 0, failures: 0 })
  })
})
