import { renderHook } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { DayRow } from '#shared/contract/office.ts'
import type { AppointmentState } from '#shared/domain/state.ts'
import { demoAppointments } from '#tests/support/demo-day.ts'
import { rowOf } from '#tests/support/office-client-double.ts'
import { useVisibleRows } from './use-visible-rows.ts'

const rows = demoAppointments(40).map((one) => rowOf(one))
type Question = { rows: readonly DayRow[]; search: string; states: readonly AppointmentState[] }

const show = (initialProps: Question) =>
  renderHook(({ rows, search, states }: Question) => useVisibleRows('2026-11-22', rows, search, states), {
    initialProps,
  })

describe('rows that the list shows', () => {
  it('is the whole day, unchanged, when nothing is asked', () => {
    expect(show({ rows, search: '', states: [] }).result.current).toBe(rows)
  })

  it('narrows by words and by states together', () => {
    const states: AppointmentState[] = ['booked']
    const { result } = show({ rows, search: 'رضا', states })
    expect(result.current.length).toBeGreaterThan(0)
    for (const row of result.current) {
      expect(row.state).toBe('booked')
      expect(row.searchKey).toContain('رضا')
    }
  })

  it('keeps a row that a live change took out of the filter, until something else is asked', () => {
    const states: AppointmentState[] = ['booked']
    const { result, rerender } = show({ rows, search: '', states })
    const before = result.current.map((row) => row.id)
    const [moved] = result.current
    if (!moved) throw new Error('nobody is booked')

    const changed = rows.map((row) => (row.id === moved.id ? { ...row, state: 'arrived' as const } : row))
    rerender({ rows: changed, search: '', states })
    expect(result.current.map((row) => row.id)).toEqual(before)
    expect(result.current[0]?.state).toBe('arrived')

    rerender({ rows: changed, search: 'ا', states })
    expect(result.current.some((row) => row.id === moved.id)).toBe(false)
    rerender({ rows: changed, search: '', states })
    expect(result.current.map((row) => row.id)).toEqual(before.slice(1))
  })

  it('takes in a row that a live change brought into the filter', () => {
    const states: AppointmentState[] = ['arrived']
    const { result, rerender } = show({ rows, search: '', states })
    const booked = rows.find((row) => row.state === 'booked')
    if (!booked) throw new Error('nobody is booked')
    rerender({
      rows: rows.map((row) => (row.id === booked.id ? { ...row, state: 'arrived' as const } : row)),
      search: '',
      states,
    })
    expect(result.current.some((row) => row.id === booked.id)).toBe(true)
  })
})
