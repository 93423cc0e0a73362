import { describe, expect, it } from 'vitest'
import { median, quantile } from './statistics.ts'

describe('quantile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)

  it('is the smallest sample that the share does not exceed', () => {
    expect(quantile(hundred, 0.5)).toBe(50)
    expect(quantile(hundred, 0.99)).toBe(99)
    expect(quantile(hundred, 0.991)).toBe(100)
    expect(quantile(hundred, 0)).toBe(1)
    expect(quantile(hundred, 1)).toBe(100)
  })

  it('orders by value and not by text, and leaves the samples as they are', () => {
    const samples = [10, 9, 100]
    expect(quantile(samples, 1)).toBe(100)
    expect(samples).toEqual([10, 9, 100])
  })

  it('has nothing to say about nothing', () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError)
  })
})

describe('median', () => {
  it('is the middle, or between the two in the middle', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(median([7])).toBe(7)
    expect(() => median([])).toThrow(RangeError)
  })
})
