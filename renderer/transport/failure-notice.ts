import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { remedies } from '#shared/help/remedies.ts'
import { notify } from '../design/notice.ts'
import type { Problem } from './problem.ts'
import { useProblemText } from './problem-text.ts'
import { remedyOf } from './remedy.ts'
import type { SaveOutcome } from './save-file.ts'

type NotSaved = Extract<SaveOutcome, { status: 'failed' }>

/** Says in a notice that a file did not come about, why, and where the help is; `title` says which. */
export function useNotSavedNotice(): (title: string, outcome: NotSaved) => void {
  const { t } = useTranslation()
  return useCallback(
    (title, { code }) =>
      void notify({
        tone: 'problem',
        title,
        detail: t(`schedule.failed.${code}`),
        remedy: remedies.paperFailure[code],
      }),
    [t],
  )
}

/** Says in a notice why a call failed, and what to do. */
export function useProblemNotice(): (problem: Problem) => void {
  const text = useProblemText()
  return useCallback(
    (problem) => {
      const { what, todo } = text(problem)
      notify({ tone: 'problem', title: what, detail: todo, remedy: remedyOf(problem) })
    },
    [text],
  )
}
