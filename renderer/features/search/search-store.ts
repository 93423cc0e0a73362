import { create } from 'zustand'
import type { DayRow } from '#shared/contract/office.ts'
import { focusApplicantSide, openAppointment } from '../../app/open-appointment.ts'
import { go } from '../../app/route.ts'
import { useDay } from '../../stores/day.ts'
import { narrow, positionOf, setSearch, useListView } from '../../stores/list-view.ts'
import { select, useSelection } from '../../stores/selection.ts'
import type { Problem } from '../../transport/problem.ts'
import { askAhead } from '../applicant/ask-ahead.ts'
import { codeOf } from './codes-in.ts'
import { findCode, hasCode } from './find-code.ts'

/** What became of the last code that was typed or scanned, shown under the field until something else is typed. */
type SearchAnswer =
  | { kind: 'several'; code: string; rows: readonly DayRow[] }
  | { kind: 'none'; code: string }
  | { kind: 'failed'; code: string; problem: Problem }

type SearchStore = { busy: boolean; answer: SearchAnswer | null }

export const useSearch = create<SearchStore>()(() => ({ busy: false, answer: null }))

export function forgetAnswer(): void {
  if (useSearch.getState().answer) useSearch.setState({ answer: null })
}

/** What is typed narrows the list; from another place it leads back to it. */
export function typeSearch(text: string): void {
  forgetAnswer()
  setSearch(text)
  if (text !== '') go('day')
}

let request = 0

/**
 * Opens the applicant whose code it is, wherever the screen stands. `others` are tried in turn when nobody has it:
 * what a scanner typed may stand behind something that was in the field already.
 */
export async function openCode(code: string, others: readonly string[] = []): Promise<void> {
  const { rows, date } = useDay.getState()
  if (date === null) return
  request += 1
  const mine = request
  useSearch.setState({ busy: true, answer: null })
  let finding = await findCode(code, rows, date)
  for (const other of others) {
    if (finding.kind !== 'none') break
    finding = await findCode(other, rows, date)
  }
  if (mine !== request) return
  useSearch.setState({ busy: false })
  if (finding.kind === 'found') {
    askAhead(finding.row.id)
    // The question leaves first, and is answered while the list is drawn.
    await new Promise((leave) => setTimeout(leave))
    if (mine !== request) return
    setSearch('')
    openAppointment(finding.row)
    return
  }
  setSearch('')
  useSearch.setState({ answer: { ...finding, code } })
}

/** Takes one of several appointments with the same code. */
export function chooseAnswer(row: DayRow): void {
  useSearch.setState({ answer: null })
  openAppointment(row)
}

/**
 * Enter in the field: a whole code opens its applicant; otherwise the row that is selected, or the first found, and
 * the focus goes to the applicant's side.
 */
export async function submitSearch(typed: string): Promise<void> {
  const code = codeOf(typed)
  if (code !== null && useDay.getState().rows.some((row) => hasCode(row, code))) {
    await openCode(code)
    return
  }
  narrow()
  const { shown } = useListView.getState()
  if (code !== null && shown.length === 0) {
    await openCode(code)
    return
  }
  const selected = useSelection.getState().appointmentId
  const target = shown[Math.max(0, positionOf(selected, shown))]
  if (!target) return
  select(target.id)
  // The side has to be drawn before it can take the focus.
  requestAnimationFrame(focusApplicantSide)
}
