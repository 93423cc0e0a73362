import { describe, expect, it } from 'vitest'
import type { Round, Target } from './figure.ts'
import { figure } from './figure.ts'

const judged = (target: Target, rounds: Round[]) =>
  figure({ name: 'a figure', unit: 'ms', floorName: 'a floor', target, rounds })

describe('figure', () => {
  it('takes the ratio within each round, so that a round on a busy machine does not count', () => {
    const rounds = [
      { value: 20, floor: 10 },
      { value: 200, floor: 100 },
      { value: 90, floor: 10 },
    ]
    const { value, floor, ratio } = judged({ kind: 'at_most', ratio: 2 }, rounds)
    expect({ value, floor, ratio }).toEqual({ value: 90, floor: 10, ratio: 2 })
  })

  it('is met at the target and missed beyond it', () => {
    const round = (ratio: number) => [{ value: ratio * 10, floor: 10 }]
    expect(judged({ kind: 'at_most', ratio: 2 }, round(2)).verdict).toBe('met')
    expect(judged({ kind: 'at_most', ratio: 2 }, round(2.01)).verdict).toBe('missed')
    expect(judged({ kind: 'at_least', ratio: 2 }, round(2)).verdict).toBe('met')
    expect(judged({ kind: 'at_least', ratio: 2 }, round(1.99)).verdict).toBe('missed')
    expect(judged({ kind: 'within', value: 16 }, round(1.6)).verdict).toBe('met')
    expect(judged({ kind: 'within', value: 16 }, round(1.61)).verdict).toBe('missed')
    expect(judged({ kind: 'reported' }, round(99)).verdict).toBe('reported')
  })

  it('cannot be made of nothing', () => {
    expect(() => judged({ kind: 'reported' }, [])).toThrow(RangeError)
  })
})
