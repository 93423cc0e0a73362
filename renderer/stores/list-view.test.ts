import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  clearNarrowing,
  clearStates,
  destination,
  type Move,
  narrow,
  setSearch,
  toggleState,
  useListView,
} from './list-view.ts'

describe('moving the selection', () => {
  const cases: [Move, from: number, to: number][] = [
    ['next', -1, 0],
    ['next', 3, 4],
    ['next', 99, 99],
    ['previous', -1, 99],
    ['previous', 0, 0],
    ['pageDown', -1, 10],
    ['pageDown', 95, 99],
    ['pageUp', 4, 0],
    ['first', 50, 0],
    ['last', 50, 99],
  ]
  it.each(cases)('%s from %i leads to %i of a hundred', (move, from, to) => {
    expect(destination(move, from, 100, 10)).toBe(to)
  })

  it('leads nowhere in an empty list', () => {
    expect(destination('last', -1, 0, 10)).toBe(-1)
  })
})

describe('filters by state', () => {
  const states = () => useListView.getState().states
  it('takes one alone, several with add, and all again', () => {
    clearStates()
    toggleState('arrived', false)
    toggleState('booked', false)
    expect(states()).toEqual(['booked'])
    toggleState('arrived', true)
    expect(states()).toEqual(['booked', 'arrived'])
    toggleState('booked', true)
    expect(states()).toEqual(['arrived'])
    toggleState('arrived', false)
    expect(states()).toEqual([])
  })
})

const narrowedBy = () => useListView.getState().narrowedBy

/** Types a text key by key, each so many ms after the one before. */
function type(text: string, pace: number): void {
  for (let length = 1; length <= text.length; length += 1) {
    vi.advanceTimersByTime(pace)
    setSearch(text.slice(0, length))
  }
}

describe('what is typed', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    vi.advanceTimersByTime(1_000)
    clearNarrowing()
  })
  afterEach(() => vi.useRealTimers())

  it('a hand narrows the list with every key', () => {
    type('کا', 80)
    expect(narrowedBy()).toBe('کا')
    setSearch('')
    expect(narrowedBy()).toBe('')
  })

  it('a scanner does not, until it stops; what stands in the field is all of it', () => {
    type('4820917735', 8)
    expect(narrowedBy()).toBe('')
    expect(useListView.getState().search).toBe('4820917735')
    vi.advanceTimersByTime(50)
    expect(narrowedBy()).toBe('4820917735')
  })

  it('its Enter, or an arrow key, does not wait for that', () => {
    type('4820917735', 8)
    narrow()
    expect(narrowedBy()).toBe('4820917735')
  })

  it('what opens an applicant clears the field for good', () => {
    type('4820917735', 8)
    setSearch('')
    vi.advanceTimersByTime(200)
    expect(useListView.getState()).toMatchObject({ search: '', narrowedBy: '' })
    type('48', 8)
    clearNarrowing()
    vi.advanceTimersByTime(200)
    expect(useListView.getState()).toMatchObject({ search: '', narrowedBy: '' })
  })
})
