import { create } from 'zustand'
import type { DayRow, Visit } from '#shared/contract/office.ts'
import type { OfficeDay } from '#shared/domain/day.ts'
import { office } from '../transport/office-client.ts'
import { isSignInRequired, type Problem, problemOf } from '../transport/problem.ts'
import { mergeRows } from './merge-rows.ts'
import { select } from './selection.ts'
import { endSession } from './session.ts'

type DayStore = {
  /** The civil date whose list is shown; null before the core told what day it is. */
  date: string | null
  status: 'loading' | 'ready' | 'failed'
  problem: Problem | null
  /** In the order of the list: by slot, as the core gave them. */
  rows: readonly DayRow[]
  day: OfficeDay | null
  /** Rows that somebody else changed a moment ago, to be marked. */
  marked: ReadonlySet<string>
}

/** How long a live change stays marked, ms. */
const MARK_DURATION = 6_000

const empty = { problem: null, rows: [], day: null, marked: new Set<string>() } as const

export const useDay = create<DayStore>()(() => ({ date: null, status: 'loading', ...empty }))

let request = 0

async function fetchDay(date: string): Promise<void> {
  request += 1
  const mine = request
  try {
    const { rows, day } = await office().day.list({ date })
    if (mine !== request) return
    useDay.setState({ status: 'ready', problem: null, rows, day })
  } catch (error) {
    if (mine !== request) return
    const problem = problemOf(error)
    if (isSignInRequired(problem)) endSession()
    // A list that is already there stays: yesterday's news is better than none, and the line's state is in the frame.
    if (useDay.getState().rows.length === 0) useDay.setState({ status: 'failed', problem })
  }
}

/** Shows another day. What was selected is let go unless `keepSelection`. */
export async function openDay(date: string, options: { keepSelection?: boolean } = {}): Promise<void> {
  if (!options.keepSelection) select(null)
  if (useDay.getState().date === date && useDay.getState().status === 'ready') return
  useDay.setState({ date, status: 'loading', ...empty })
  await fetchDay(date)
}

/** Asks for the shown day again; the list stays on the screen meanwhile. */
export async function reloadDay(): Promise<void> {
  const { date, status } = useDay.getState()
  if (date === null) return
  if (status === 'failed') useDay.setState({ status: 'loading', problem: null })
  await fetchDay(date)
}

export function forgetDay(): void {
  request += 1
  useDay.setState({ date: null, status: 'loading', ...empty })
}

function unmark(ids: readonly string[]): void {
  useDay.setState(({ marked }) => {
    const rest = new Set(marked)
    for (const id of ids) rest.delete(id)
    return { marked: rest }
  })
}

/** Takes rows that changed, here or at the central system, into the list; those of `news` are marked for some seconds. */
export function applyRows(changed: readonly DayRow[], news: readonly string[]): void {
  const { date, rows, marked } = useDay.getState()
  if (date === null) return
  const merged = mergeRows(rows, changed, date)
  if (merged === rows) return
  const isNews = new Set(news)
  const ids = changed.filter((row) => row.date === date && isNews.has(row.id)).map((row) => row.id)
  useDay.setState({ rows: merged, ...(ids.length > 0 && { marked: new Set([...marked, ...ids]) }) })
  if (ids.length > 0) setTimeout(() => unmark(ids), MARK_DURATION)
}

/** Takes over what a procedure answered, before the live notice of the same change arrives. */
export function applyVisit({ appointment, sync }: Visit): void {
  const row = useDay.getState().rows.find(({ id }) => id === appointment.id)
  if (!row) return
  const { firstName, lastName, mobile } = appointment.applicant
  const { state, queueNumber, date, slot } = appointment
  applyRows([{ ...row, firstName, lastName, mobile, state, queueNumber, date, slot, sync }], [])
}

export function applyOfficeDay(day: OfficeDay): void {
  if (useDay.getState().date === day.date) useDay.setState({ day })
}
