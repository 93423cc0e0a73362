import fc from 'fast-check'
import { expect, it } from 'vitest'
import { quantile, spreadOf } from './spread.ts'

it.each([
  [[], null, null],
  [[7], 7, 7],
  [[3, 1, 2], 2, 3],
  [[10, 20], 10, 20],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5, 9],
  // One long wait moves neither; it would double the mean.
  [[60, 60, 60, 60, 60, 60, 60, 60, 60, 600], 60, 60],
])('of %j', (values, median, ninetieth) => {
  expect(spreadOf(values)).toEqual({ count: values.length, median, ninetieth })
})

it('is always something that was measured, and at least the share is not above it', () => {
  const values = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
      const found = quantile(
        all.toSorted((a, b) => a - b),
        share,
      )
      expect(all).toContain(found)
      const notAbove = all.filter((value) => value <= (found ?? -1)).length
      const below = all.filter((value) => value < (found ?? -1)).length
      expect(notAbove).toBeGreaterThanOrEqual(share * all.length - 1e-9)
      expect(below).toBeLessThanOrEqual(Math.max(0, Math.ceil(share * all.length) - 1))
    }),
  )
})

it('does not depend on the order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), (all) => {
      expect(spreadOf(all.toReversed())).toEqual(spreadOf(all))
    }),
  )
})
