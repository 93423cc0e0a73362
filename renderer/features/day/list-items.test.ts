import { describe, expect, it } from 'vitest'
import type { AppointmentState } from '#shared/domain/state.ts'
import { demoAppointments } from '#tests/support/demo-day.ts'
import { rowOf } from '#tests/support/office-client-double.ts'
import {
  firstRowFrom,
  itemAt,
  itemOfRow,
  layOut,
  SLOT_HEIGHT,
  slotProgress,
  startOfRow,
} from './list-items.ts'

const ROW = 44
const rows = demoAppointments(400).map((one) => rowOf(one))
const layout = layOut(rows, slotProgress(rows), ROW)

describe('layout of the day', () => {
  it('puts each row where a list drawn line by line would have it', () => {
    let index = 0
    let top = 0
    let slot: string | undefined
    rows.forEach((row, position) => {
      if (row.slot !== slot) {
        slot = row.slot
        expect(itemAt(layout, index)).toEqual({ kind: 'slot', start: top })
        index += 1
        top += SLOT_HEIGHT
      }
      expect(itemAt(layout, index)).toEqual({ kind: 'row', start: top, position })
      expect(itemOfRow(layout, position)).toBe(index)
      expect(startOfRow(layout, position)).toBe(top)
      expect(firstRowFrom(layout, top)).toBe(position)
      index += 1
      top += ROW
    })
    expect(layout.itemCount).toBe(index)
    expect(layout.groups.at(-1)?.end).toBe(top)
  })

  it('has nothing for an empty day and one group for one row', () => {
    const none = layOut([], new Map(), ROW)
    expect(none.itemCount).toBe(0)
    expect(itemAt(none, 0)).toBeUndefined()
    expect(firstRowFrom(none, 0)).toBe(-1)
    expect(layOut(rows.slice(0, 1), slotProgress(rows), ROW).itemCount).toBe(2)
  })
})

describe('progress of a slot', () => {
  const [first] = rows
  const slotOf = (...states: AppointmentState[]) => {
    if (!first) throw new Error('no row')
    return slotProgress(states.map((state) => ({ ...first, state }))).get(first.slot)
  }

  it('counts who has come, and does not expect who cancelled', () => {
    expect(slotOf('booked', 'arrived', 'documents_incomplete', 'cancelled')).toMatchObject({
      expected: 3,
      present: 2,
      handled: 1,
    })
  })

  it('is handled when nobody is waited for and nobody waits', () => {
    expect(slotOf('served', 'no_show', 'documents_complete', 'documents_incomplete')).toMatchObject({
      expected: 4,
      present: 3,
      handled: 4,
    })
  })
})
