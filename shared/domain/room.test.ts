import { describe, expect, it } from 'vitest'
import { dayRoom } from './room.ts'

/** Four slots of two seats: 08:00, 08:15, 08:30, 08:45. */
const seats = { opensAt: '08:00', closesAt: '09:00', slotMinutes: 15, slotCapacity: 2 }
const booked = (slot: string, count = 1) =>
  Array.from({ length: count }, () => ({ slot, state: 'booked' as const }))

describe('the room of a day', () => {
  it('is the first slot from the current one on with a free seat', () => {
    expect(dayRoom(seats, [], '08:20')).toEqual({
      freeSlot: '08:15',
      currentSlot: '08:15',
      capacity: 8,
      taken: 0,
      free: 6,
    })
    const rows = [...booked('08:15', 2), ...booked('08:30', 2), ...booked('08:45')]
    expect(dayRoom(seats, rows, '08:20')).toMatchObject({ freeSlot: '08:45', taken: 5, free: 1 })
  })
  it('gives the seat of a cancelled appointment away, and of nobody else', () => {
    const rows = [
      ...booked('08:45', 1),
      { slot: '08:45', state: 'cancelled' as const },
      { slot: '08:30', state: 'no_show' as const },
      { slot: '08:30', state: 'served' as const },
    ]
    expect(dayRoom(seats, rows, '08:30')).toMatchObject({ freeSlot: '08:45', taken: 3, free: 1 })
  })
  it('is none when every seat left is taken, whatever is free in slots gone by', () => {
    const rows = [...booked('08:30', 3), ...booked('08:45', 2)]
    expect(dayRoom(seats, rows, '08:31')).toMatchObject({ freeSlot: null, currentSlot: '08:30', free: 0 })
  })
  it('before opening begins with the first slot; after closing there is none, and the last is the current one', () => {
    expect(dayRoom(seats, [], '06:00')).toMatchObject({ freeSlot: '08:00', currentSlot: '08:00' })
    expect(dayRoom(seats, [], '08:59')).toMatchObject({ freeSlot: '08:45' })
    expect(dayRoom(seats, [], '09:00')).toMatchObject({ freeSlot: null, currentSlot: '08:45', free: 0 })
  })
  it('of an office without a whole slot is none', () => {
    expect(dayRoom({ ...seats, closesAt: '08:10' }, [], '08:00')).toMatchObject({
      freeSlot: null,
      currentSlot: null,
      capacity: 0,
    })
  })
  it('is not taken by an appointment at a time that is none of the slots', () => {
    expect(dayRoom(seats, booked('08:50', 2), '08:45')).toMatchObject({
      freeSlot: '08:45',
      free: 2,
      taken: 2,
    })
  })
})
