import { describe, expect, it } from 'vitest'
import { clearStates, destination, type Move, toggleState, useListView } from './list-view.ts'

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
