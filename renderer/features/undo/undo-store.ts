import { create } from 'zustand'
import { notify, useNotices } from '../../design/notice.ts'
import { whenAnotherUserSignsIn } from '../../stores/other-user.ts'
import { endSession } from '../../stores/session.ts'
import { isSignInRequired, type Problem, problemOf } from '../../transport/problem.ts'

export const UNDO_KEYS = 'Ctrl+Z'

/** How long an act can be taken back, ms: as long as a notice with an action stands. */
const WHILE = 10_000

/** The last act that can be taken back. Nothing is rewritten: taking it back is an act of its own in the log. */
export type UndoStep = {
  /** What taking it back does, in words. */
  label: string
  run: () => Promise<void> | void
}

export const useUndo = create<{ last: UndoStep | null }>()(() => ({ last: null }))

let timer: ReturnType<typeof setTimeout> | undefined
let notice: number | null = null

/** Nothing can be taken back any more. */
export function forgetUndo(): void {
  clearTimeout(timer)
  if (notice !== null) useNotices.getState().dismiss(notice)
  notice = null
  useUndo.setState({ last: null })
}

/** Offers to take back what was just done; with `said` also in a notice, for acts that are not seen to have happened. */
export function offerUndo(step: UndoStep, said?: { title: string; action: string; undo: () => void }): void {
  forgetUndo()
  useUndo.setState({ last: step })
  timer = setTimeout(forgetUndo, WHILE)
  if (!said) return
  notice = notify({
    tone: 'done',
    title: said.title,
    action: { label: said.action, keys: UNDO_KEYS, run: said.undo },
  })
}

/** Takes the last act back; answers why that was not possible, or null. */
export async function undo(): Promise<Problem | null> {
  const { last } = useUndo.getState()
  if (!last) return null
  forgetUndo()
  try {
    await last.run()
    return null
  } catch (error) {
    const problem = problemOf(error)
    if (isSignInRequired(problem)) endSession()
    return problem
  }
}

whenAnotherUserSignsIn(forgetUndo)
