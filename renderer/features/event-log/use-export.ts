import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LogFilter, LogPlace } from '#shared/contract/event-log.ts'
import { formatJalali } from '#shared/domain/jalali.ts'
import { notify } from '../../design/notice.ts'
import { useClock } from '../../stores/clock.ts'
import { endSession } from '../../stores/session.ts'
import { useNotSavedNotice, useProblemNotice } from '../../transport/failure-notice.ts'
import { office } from '../../transport/office-client.ts'
import { isSignInRequired, problemOf } from '../../transport/problem.ts'
import { saveText } from '../../transport/save-file.ts'
import { useLogCsv } from './log-csv.ts'

export type LogExport = {
  /** How many entries are read; null when none is under way. */
  done: number | null
  start: () => Promise<void>
  stop: () => void
}

/** Reads the whole report page by page and saves it as a file. */
export function useExport(filter: LogFilter): LogExport {
  const { t } = useTranslation()
  const notSaved = useNotSavedNotice()
  const tellProblem = useProblemNotice()
  const { heading, line } = useLogCsv()
  const [done, setDone] = useState<number | null>(null)
  const run = useRef<AbortController | null>(null)
  useEffect(() => () => run.current?.abort(), [])

  const start = useCallback(async () => {
    if (run.current) return
    const mine = new AbortController()
    run.current = mine
    setDone(0)
    try {
      let text = heading
      let count = 0
      let after: LogPlace | null = null
      do {
        const page: Awaited<ReturnType<ReturnType<typeof office>['log']['export']>> =
          await office().log.export({ filter, after })
        if (mine.signal.aborted) return
        text += page.entries.map(line).join('')
        count += page.entries.length
        after = page.next
        setDone(count)
      } while (after !== null)
      const date = formatJalali(useClock.getState().today ?? '2026-03-21', 'short', 'en').replaceAll('/', '-')
      const suggestedName = `${t('eventLog.fileName', { date })}.csv`
      const outcome = await saveText({ kind: 'csv', suggestedName, text })
      if (outcome.status === 'saved') {
        notify({ tone: 'done', title: t('eventLog.saved'), detail: outcome.fileName })
      } else if (outcome.status === 'handed') {
        notify({ tone: 'done', title: t('eventLog.handed'), detail: t('eventLog.handedDetail') })
      } else if (outcome.status === 'failed') {
        notSaved(t('eventLog.notSaved'), outcome)
      }
    } catch (error) {
      const failed = problemOf(error)
      if (isSignInRequired(failed)) endSession()
      tellProblem(failed)
    } finally {
      if (run.current === mine) run.current = null
      setDone(null)
    }
  }, [filter, heading, line, t, notSaved, tellProblem])

  return { done, start, stop: useCallback(() => run.current?.abort(), []) }
}
