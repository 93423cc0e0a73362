import { describe, expect, it } from 'vitest'
import { type Matter, matters } from '#shared/contract/attention.ts'
import type { ConditionCode } from '#shared/contract/condition.ts'
import { newsIn, waitingFor } from './matters.ts'

const codes = matters.filter((matter): matter is ConditionCode => matter !== 'refusals')
const conditions = codes.map((code) => ({ code }))
const news = (before: [Matter, number][], now: [Matter, number][]) => newsIn(new Map(before), new Map(now))

describe('what waits', () => {
  it('is everything for the supervisor, and for a clerk only what a clerk can mend', () => {
    expect([...waitingFor(['supervisor'], 2, conditions).keys()].toSorted()).toEqual([...matters].toSorted())
    for (const role of ['reception', 'documents'] as const)
      expect([...waitingFor([role], 2, conditions).keys()]).toEqual([
        'disk_full',
        'own_events_unknown',
        'clock_wrong',
      ])
  })

  it('is nothing where nothing was refused and nothing is amiss', () => {
    expect(waitingFor(['supervisor'], 0, []).size).toBe(0)
  })
})

describe('news', () => {
  it('is what was not there, and what has become more', () => {
    expect(news([['disk_low', 1]], [['disk_low', 1]])).toEqual([])
    expect(news([], [['disk_low', 1]])).toEqual(['disk_low'])
    expect(news([['refusals', 1]], [['refusals', 3]])).toEqual(['refusals'])
    expect(news([['refusals', 3]], [['refusals', 1]])).toEqual([])
  })
})
