import { create } from 'zustand'

/** Whether the note across the window shows all that is amiss, or the worst of it. */
export const useConditionNote = create<{ all: boolean }>()(() => ({ all: false }))

export const CONDITION_NOTE = 'condition-note'

export const unfoldConditions = (all: boolean) => useConditionNote.setState({ all })

/** Unfolds the note and goes there. */
export function showConditions(): void {
  unfoldConditions(true)
  document.getElementById(CONDITION_NOTE)?.focus()
}
