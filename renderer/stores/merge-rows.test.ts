import { describe, expect, it } from 'vitest'
import { demoAppointments } from '#tests/support/demo-day.ts'
import { rowOf } from '#tests/support/office-client-double.ts'
import { mergeRows } from './merge-rows.ts'

const date = '2026-11-22'
const rows = demoAppointments(30).map((one) => rowOf(one))
const at = (index: number) => {
  const row = rows[index]
  if (!row) throw new Error(`no row ${index}`)
  return row
}

describe('taking changed rows into the list', () => {
  it('answers the same list when nothing changed', () => {
    expect(mergeRows(rows, [{ ...at(3) }], date)).toBe(rows)
    expect(mergeRows(rows, [], date)).toBe(rows)
  })

  it('puts a change where the row stands and leaves every other row alone', () => {
    const merged = mergeRows(rows, [{ ...at(3), state: 'cancelled' }], date)
    expect(merged.map((row) => row.id)).toEqual(rows.map((row) => row.id))
    expect(merged[3]?.state).toBe('cancelled')
    expect(merged.filter((row, index) => row !== rows[index])).toHaveLength(1)
  })

  it('puts a new row among those of its slot, and ignores one of another day', () => {
    const fresh = { ...at(8), id: '018f0000-0000-7000-a000-0000000000ff' }
    const merged = mergeRows(rows, [fresh, { ...fresh, id: 'other', date: '2026-11-23' }], date)
    expect(merged).toHaveLength(rows.length + 1)
    const place = merged.findIndex((row) => row.id === fresh.id)
    expect(merged[place - 1]?.slot === fresh.slot || merged[place + 1]?.slot === fresh.slot).toBe(true)
    expect(merged.map((row) => row.slot)).toEqual(merged.map((row) => row.slot).sort())
  })

  it('moves a row to its new slot and drops one that went to another day', () => {
    const last = at(rows.length - 1)
    const moved = mergeRows(rows, [{ ...at(0), slot: last.slot }], date)
    expect(moved.map((row) => row.slot)).toEqual(moved.map((row) => row.slot).sort())
    expect(moved).toHaveLength(rows.length)
    const gone = mergeRows(rows, [{ ...at(5), date: '2026-11-25' }], date)
    expect(gone.some((row) => row.id === at(5).id)).toBe(false)
    expect(gone).toHaveLength(rows.length - 1)
  })
})
