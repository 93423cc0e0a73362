import { describe, expect, it } from 'vitest'
import { demoAppointments } from '#tests/support/demo-day.ts'
import { rowOf } from '#tests/support/office-client-double.ts'
import { closingPlan } from './closing-plan.ts'

const rows = demoAppointments(140).map((appointment) => rowOf(appointment))
const date = '2026-11-22'
const rules = { graceMinutes: 15 }
const evening = '2026-11-22T16:00:00.000Z'

describe('closingPlan', () => {
  it('names who is still here without a conclusion and who would become a no-show', () => {
    const plan = closingPlan(date, rows, rules, evening)
    expect(plan.undecided.map(({ state }) => state)).toEqual(
      rows.filter(({ state }) => state === 'arrived').map(({ state }) => state),
    )
    expect(plan.undecided.length).toBeGreaterThan(0)
    expect(plan.missing).toHaveLength(plan.counts.booked)
    expect(Object.values(plan.counts).reduce((a, b) => a + b)).toBe(140)
    expect(plan.tooEarly).toBeNull()
  })

  it('says how many may still come, and until when', () => {
    const booked = rows.filter(({ state }) => state === 'booked')
    const last = booked
      .map(({ slot }) => slot)
      .sort()
      .at(-1)
    expect(last).toBeDefined()
    const plan = closingPlan(date, rows, rules, '2026-11-22T06:52:00.000Z')
    // 10:22 in Tehran: whoever's slot began at 10:15 or later has his quarter of an hour before him.
    expect(plan.tooEarly?.count).toBe(booked.filter(({ slot }) => slot >= '10:15').length)
    const [hour = 0, minute = 0] = (last ?? '').split(':').map(Number)
    expect(plan.tooEarly?.until).toBe(
      new Date(Date.UTC(2026, 10, 22, hour, minute + 15) - 210 * 60_000).toISOString(),
    )
  })

  it.each([evening, '2026-11-22T06:52:00.000Z'])(
    'makes nobody a no-show on a day on which the office is closed, at %s',
    (now) => {
      const plan = closingPlan(date, rows, { ...rules, closedDates: [date] }, now)
      expect(plan).toMatchObject({ officeClosed: true, missing: [], proposed: [], tooEarly: null })
      expect(plan.stayBooked).toHaveLength(plan.counts.booked)
      // Who is there has to be attended to all the same.
      expect(plan.undecided.length).toBeGreaterThan(0)
      const other = closingPlan(date, rows, { ...rules, closedDates: ['2026-11-23'] }, now)
      expect(other).toMatchObject({ officeClosed: false, stayBooked: [] })
      expect(other.missing).toHaveLength(other.counts.booked)
    },
  )

  it('finds nothing in the way of an empty day', () => {
    expect(closingPlan(date, [], rules, evening)).toMatchObject({
      undecided: [],
      missing: [],
      tooEarly: null,
      unserved: [],
    })
  })
})
