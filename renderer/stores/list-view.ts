import { flushSync } from 'react-dom'
import { create } from 'zustand'
import type { DayRow } from '#shared/contract/office.ts'
import type { AppointmentState } from '#shared/domain/state.ts'
import { select, useSelection } from './selection.ts'

/** How the day's list is narrowed, and what it shows because of that. */
type ListView = {
  /** What stands in the field. */
  search: string
  /** What the list is narrowed by: the same, but for the moment in which a scanner types. */
  narrowedBy: string
  /** Empty means all states. */
  states: readonly AppointmentState[]
  /** The rows in the list, in order: what the arrow keys walk through. */
  shown: readonly DayRow[]
  /** How many rows fit on the screen, for page up and down. */
  page: number
}

export const useListView = create<ListView>()(() => ({
  search: '',
  narrowedBy: '',
  states: [],
  shown: [],
  page: 10,
}))

/** No hand types the next key this soon, ms. */
const SCANNER_PACE = 45

let typedAt = Number.NEGATIVE_INFINITY
let catchUp: ReturnType<typeof setTimeout> | undefined

/**
 * Takes what is typed; it narrows the list at once, but for what may come from a scanner: that does when no other key follows.
 * The scanner's Enter comes first and opens the applicant, and the list has not been drawn for each digit.
 */
export function setSearch(search: string): void {
  clearTimeout(catchUp)
  const now = performance.now()
  const follows = now - typedAt < SCANNER_PACE
  typedAt = now
  const mayBeScanned = search !== '' && (follows || /^\p{Nd}$/u.test(search))
  useListView.setState(mayBeScanned ? { search } : { search, narrowedBy: search })
  if (mayBeScanned) catchUp = setTimeout(narrow, SCANNER_PACE)
}

/** Narrows the list by all that is typed; drawn when it returns. */
export function narrow(): void {
  clearTimeout(catchUp)
  const { search, narrowedBy } = useListView.getState()
  if (search !== narrowedBy) flushSync(() => useListView.setState({ narrowedBy: search }))
}

/** Shows one state only, or all again when it was the only one; `add` puts it to or takes it from the others. */
export function toggleState(state: AppointmentState, add: boolean): void {
  useListView.setState(({ states }) => {
    if (add) {
      return {
        states: states.includes(state) ? states.filter((other) => other !== state) : [...states, state],
      }
    }
    return { states: states.length === 1 && states[0] === state ? [] : [state] }
  })
}

export function clearStates(): void {
  useListView.setState({ states: [] })
}

export function clearNarrowing(): void {
  clearTimeout(catchUp)
  useListView.setState({ search: '', narrowedBy: '', states: [] })
}

export const moves = ['previous', 'next', 'pageUp', 'pageDown', 'first', 'last'] as const
export type Move = (typeof moves)[number]

/** Where a move leads from place `from` (-1 when nothing is selected) among `count` rows. */
export function destination(move: Move, from: number, count: number, page: number): number {
  const last = count - 1
  const clamp = (place: number) => Math.max(0, Math.min(last, place))
  switch (move) {
    case 'first':
      return clamp(0)
    case 'last':
      return last
    case 'next':
      return clamp(from + 1)
    case 'previous':
      return from === -1 ? last : clamp(from - 1)
    case 'pageDown':
      return clamp(Math.max(from, 0) + page)
    case 'pageUp':
      return clamp(from - page)
  }
}

/** The place of an appointment among rows; -1 when it is not there. */
export function positionOf(appointmentId: string | null, rows: readonly DayRow[]): number {
  return appointmentId === null ? -1 : rows.findIndex((row) => row.id === appointmentId)
}

/** Moves the selection within what the list shows. */
export function moveSelection(move: Move): void {
  narrow()
  const { shown, page } = useListView.getState()
  const from = positionOf(useSelection.getState().appointmentId, shown)
  const row = shown[destination(move, from, shown.length, page)]
  if (row) select(row.id)
}
