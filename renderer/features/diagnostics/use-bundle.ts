import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Diagnostics } from '#shared/contract/diagnostics.ts'
import { formatJalali } from '#shared/domain/jalali.ts'
import { endSession } from '../../stores/session.ts'
import { office } from '../../transport/office-client.ts'
import { isSignInRequired, type Problem, problemOf } from '../../transport/problem.ts'
import { type SaveOutcome, saveText } from '../../transport/save-file.ts'

export type Bundle = {
  /** Null while it is collected, and when it could not be. */
  diagnostics: Diagnostics | null
  /** What is saved, to the letter. */
  text: string
  problem: Problem | null
  outcome: SaveOutcome | null
  save: () => Promise<void>
}

/** Collects the bundle once, when its dialog opens, so that what is saved is what was looked at. */
export function useBundle(): Bundle {
  const { t } = useTranslation()
  const [diagnostics, setDiagnostics] = useState<Diagnostics | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [outcome, setOutcome] = useState<SaveOutcome | null>(null)

  useEffect(() => {
    let gone = false
    office()
      .diagnostics.collect()
      .then(
        (collected) => !gone && setDiagnostics(collected),
        (error: unknown) => {
          if (gone) return
          const failed = problemOf(error)
          if (isSignInRequired(failed)) endSession()
          setProblem(failed)
        },
      )
    return () => {
      gone = true
    }
  }, [])

  const text = diagnostics ? JSON.stringify(diagnostics, null, 2) : ''
  const save = useCallback(async () => {
    if (!diagnostics) return
    setOutcome(null)
    const date = formatJalali(diagnostics.counts.today, 'short', 'en').replaceAll('/', '-')
    const suggestedName = t('diagnostics.fileName', { office: diagnostics.office.code ?? '', date })
    setOutcome(await saveText({ kind: 'json', suggestedName, text }))
  }, [diagnostics, text, t])
  return { diagnostics, text, problem, outcome, save }
}
