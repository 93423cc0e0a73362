import { expect, it } from 'vitest'
import { slotTimes } from './slots.ts'

it('gives the slots that fit whole', () => {
  expect(slotTimes({ opensAt: '08:00', closesAt: '09:10' }, 15)).toEqual(['08:00', '08:15', '08:30', '08:45'])
  expect(slotTimes({ opensAt: '08:00', closesAt: '08:10' }, 15)).toEqual([])
})
