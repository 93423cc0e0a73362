import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createIdleCheckpoint } from './idle-checkpoint.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const silent = () => undefined

test('checkpoints once, a second after the last write, and not while writes go on', () => {
  const checkpoint = vi.fn()
  const idle = createIdleCheckpoint({ checkpoint }, silent)
  for (let count = 0; count < 20; count += 1) {
    idle.touch()
    vi.advanceTimersByTime(400)
  }
  expect(checkpoint).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1000)
  expect(checkpoint).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(60_000)
  expect(checkpoint).toHaveBeenCalledTimes(1)
  idle.touch()
  vi.advanceTimersByTime(1000)
  expect(checkpoint).toHaveBeenCalledTimes(2)
})

test('a checkpoint that fails is logged and tried again after the next write; stop ends it', () => {
  const checkpoint = vi.fn(() => {
    throw new Error('disk gone')
  })
  const log = vi.fn()
  const idle = createIdleCheckpoint({ checkpoint }, log)
  idle.touch()
  vi.advanceTimersByTime(1000)
  expect(log).toHaveBeenCalledWith(expect.objectContaining({ event: 'checkpoint_failed' }))
  expect(JSON.stringify(log.mock.calls)).not.toContain('disk gone')
  idle.touch()
  idle.stop()
  idle.touch()
  vi.advanceTimersByTime(5000)
  expect(checkpoint).toHaveBeenCalledTimes(1)
})
