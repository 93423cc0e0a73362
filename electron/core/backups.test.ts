import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createBackups } from './backups.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const clock = { now: () => new Date('2026-11-22T06:00:00.000Z') }
const HOUR = 3_600_000
const silent = () => undefined

test('once an hour, when nothing was written for a moment, and not when nothing was written at all', () => {
  const backUp = vi.fn()
  const backups = createBackups({ backUp }, { clock, log: silent, hasCopy: true })
  vi.advanceTimersByTime(2 * HOUR)
  expect(backUp).not.toHaveBeenCalled()
  // A busy desk: never five seconds without a write.
  for (let second = 0; second < 60; second += 1) {
    backups.touch()
    vi.advanceTimersByTime(1000)
  }
  expect(backUp).not.toHaveBeenCalled()
  vi.advanceTimersByTime(10_000)
  expect(backUp).toHaveBeenCalledTimes(1)
  backups.touch()
  vi.advanceTimersByTime(HOUR / 2)
  expect(backUp).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(HOUR / 2)
  expect(backUp).toHaveBeenCalledTimes(2)
  backups.close()
  expect(backUp).toHaveBeenCalledTimes(2)
})

test('at closing, with what was written since', () => {
  const backUp = vi.fn()
  const backups = createBackups({ backUp }, { clock, log: silent, hasCopy: true })
  backups.touch()
  backups.close()
  expect(backUp).toHaveBeenCalledTimes(1)
  backups.touch()
  vi.advanceTimersByTime(2 * HOUR)
  expect(backUp).toHaveBeenCalledTimes(1)
})

test('one that fails is logged without its text, and tried again an hour later', () => {
  const backUp = vi.fn(() => {
    throw new Error('no room in /home/somebody')
  })
  const log = vi.fn()
  const backups = createBackups({ backUp }, { clock, log, hasCopy: true })
  backups.touch()
  vi.advanceTimersByTime(HOUR + 10_000)
  expect(backUp).toHaveBeenCalledTimes(1)
  expect(log).toHaveBeenCalledWith(expect.objectContaining({ level: 'error', event: 'backup_failed' }))
  expect(JSON.stringify(log.mock.calls)).not.toContain('somebody')
  vi.advanceTimersByTime(HOUR + 10_000)
  expect(backUp).toHaveBeenCalledTimes(2)
  backups.close()
})

test('the very first one is written as soon as something was and nobody waits', () => {
  const backUp = vi.fn()
  const backups = createBackups({ backUp }, { clock, log: silent, hasCopy: false })
  vi.advanceTimersByTime(HOUR)
  expect(backUp).not.toHaveBeenCalled()
  backups.touch()
  vi.advanceTimersByTime(10_000)
  expect(backUp).toHaveBeenCalledTimes(1)
  backups.touch()
  vi.advanceTimersByTime(HOUR / 2)
  expect(backUp).toHaveBeenCalledTimes(1)
  backups.close()
})

test('since when none could be written is known until one could', () => {
  const backUp = vi.fn().mockImplementationOnce(() => {
    throw new Error('disk full')
  })
  const backups = createBackups({ backUp }, { clock, log: silent, hasCopy: true })
  expect(() => backups.backUp()).toThrow('disk full')
  expect(backups.failingSince).toBe('2026-11-22T06:00:00.000Z')
  backups.backUp()
  expect(backups.failingSince).toBeNull()
  backups.close()
})
