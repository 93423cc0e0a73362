import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSameScheduleCopy, readScheduleSubject, scheduleSubject } from './schedule-copy.ts'
import { appointmentStates } from './state.ts'

const copies = fc.record({
  states: fc.subarray([...appointmentStates], { maxLength: appointmentStates.length - 1 }),
  slot: fc.constantFrom('08:00', '13:45', null),
  large: fc.boolean(),
})

describe('the subject of a copy of the schedule', () => {
  it('tells the copy again', () => {
    fc.assert(
      fc.property(copies, (copy) => {
        expect(readScheduleSubject(scheduleSubject(copy))).toEqual(copy)
      }),
    )
  })

  it('does not depend on the order of the choice, but on the type', () => {
    const copy = { states: ['booked', 'arrived'] as const, slot: '08:00', large: false }
    const turned = { ...copy, states: ['arrived', 'booked'] as ('arrived' | 'booked')[] }
    expect(isSameScheduleCopy({ ...copy, states: [...copy.states] }, turned)).toBe(true)
    expect(isSameScheduleCopy(turned, { ...turned, large: true })).toBe(false)
    const every = { states: [...appointmentStates], slot: null, large: false }
    expect(isSameScheduleCopy(every, { ...every, states: [] })).toBe(true)
  })

  it('of copies of before large type reads as ordinary type, and nonsense as nothing', () => {
    expect(readScheduleSubject('all@all')).toEqual({ states: [], slot: null, large: false })
    expect(readScheduleSubject('booked+arrived@08:15')).toEqual({
      states: ['booked', 'arrived'],
      slot: '08:15',
      large: false,
    })
    for (const nonsense of ['', 'all', 'someday@all', 'all@noon'])
      expect(readScheduleSubject(nonsense)).toBeNull()
  })
})
