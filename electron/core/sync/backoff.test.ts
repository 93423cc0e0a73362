import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backoffMs } from './backoff.ts'
import { readRetryAfter } from './read-answer.ts'

describe('the pause after a failure', () => {
  it('grows, and never beyond a minute', () => {
    const longest = (failures: number) => backoffMs(failures, () => 0.999_999)
    expect([1, 2, 3, 4].map(longest)).toEqual([500, 1000, 2000, 4000])
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (n, r) => {
          const ms = backoffMs(n, () => r)
          expect(ms).toBeGreaterThanOrEqual(0)
          expect(ms).toBeLessThanOrEqual(60_000)
        },
      ),
    )
  })
  it('is drawn from all of its length, so that offices do not come back in step', () => {
    expect(backoffMs(8, () => 0)).toBe(0)
    expect(backoffMs(8, () => 0.5)).toBe(30_000)
  })
  it('is at least what the central system asks for', () => {
    expect(backoffMs(1, () => 0, 30_000)).toBe(30_000)
    expect(backoffMs(9, () => 0.99, 120_000)).toBe(125_000)
  })
})

describe('Retry-After', () => {
  const now = Date.parse('2026-11-22T07:00:00Z')
  it.each([
    ['7', 7000],
    ['0', 0],
    ['Sun, 22 Nov 2026 07:00:30 GMT', 30_000],
    ['Sun, 22 Nov 2026 06:00:00 GMT', 0],
    ['86400', 600_000],
    ['-5', 0],
  ])('%s', (header, ms) => expect(readRetryAfter(header, now)).toBe(ms))
  it.each([null, '', 'soon'])('%s is none', (header) => expect(readRetryAfter(header, now)).toBeNull())
})
