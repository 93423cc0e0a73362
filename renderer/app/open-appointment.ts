import { openDay, useDay } from '../stores/day.ts'
import { clearNarrowing, positionOf, useListView } from '../stores/list-view.ts'
import { select } from '../stores/selection.ts'
import { go } from './route.ts'

/** Shows an appointment from anywhere: goes to its day and brings its row into view, past any filter. */
export function openAppointment({ id, date }: { id: string; date: string }): void {
  go('day')
  if (useDay.getState().date !== date) {
    clearNarrowing()
    void openDay(date)
  } else if (positionOf(id, useListView.getState().shown) === -1) clearNarrowing()
  select(id)
}

/** Puts the focus on the applicant's side: on what is marked there as first, otherwise on the side itself. */
export function focusApplicantSide(): void {
  const side = document.getElementById('applicant-side')
  const first = side?.querySelector<HTMLElement>('[data-first-focus]:not([disabled])')
  if (first) focusWithDocument(first)
  else side?.focus()
}

/** Focuses a control of the applicant's side, with the whole of its document and, in a low window, those that come next in view. */
export function focusWithDocument(control: HTMLElement): void {
  control.focus()
  control.closest('[data-item]')?.scrollIntoView?.({ block: 'nearest' })
}
