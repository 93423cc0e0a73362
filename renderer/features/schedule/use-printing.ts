import { useCallback, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { ScheduleFilter } from '#shared/contract/office.ts'
import { tehranTimeOf } from '#shared/domain/tehran-time.ts'
import { useFormat } from '../../app/format.ts'
import { notify } from '../../design/notice.ts'
import type { Copy } from '../../print/schedule-document.tsx'
import { endSession } from '../../stores/session.ts'
import { desktop } from '../../transport/bridge.ts'
import { office } from '../../transport/office-client.ts'
import { isSignInRequired, type Problem, problemOf } from '../../transport/problem.ts'
import { printInBrowser } from './browser-print.ts'

export type PrintWay = 'paper' | 'pdf'

export type Printing = {
  /** What is under way; null when nothing is. */
  way: PrintWay | null
  /** What the sheets carry while they are printed. */
  copy: Copy | null
  problem: Problem | null
  print: (way: PrintWay) => Promise<void>
}

/**
 * Counts the copy, puts its number on the sheets, waits for the fonts, and hands them to the printer, the PDF or the
 * browser's dialog. It never says that something was printed when nobody told so.
 */
export function usePrinting(filter: ScheduleFilter | null): Printing {
  const { t } = useTranslation()
  const format = useFormat()
  const [way, setWay] = useState<PrintWay | null>(null)
  const [copy, setCopy] = useState<Copy | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const running = useRef(false)

  const tell = useCallback(
    (counted: Copy, chosen: PrintWay, outcome: Outcome) => {
      const number = format.digits(counted.copy)
      switch (outcome.status) {
        case 'handed':
          return notify({ tone: 'info', title: t('schedule.handedToBrowser', { copy: number }) })
        case 'printed':
          return notify({
            tone: 'done',
            title: t('schedule.printed'),
            detail: t('schedule.printedDetail', {
              copy: number,
              time: format.time(tehranTimeOf(counted.printedAt)),
            }),
          })
        case 'saved':
          return notify({ tone: 'done', title: t('schedule.pdfSaved'), detail: outcome.fileName })
        case 'cancelled':
          return notify({
            tone: 'info',
            title: t(chosen === 'paper' ? 'schedule.printCancelled' : 'schedule.pdfCancelled'),
            detail: t('schedule.printCancelledDetail', { copy: number }),
          })
        case 'failed':
          return notify({
            tone: 'problem',
            title: t(chosen === 'paper' ? 'schedule.printCancelled' : 'schedule.pdfCancelled'),
            detail: t(`schedule.failed.${outcome.code}`),
          })
      }
    },
    [t, format],
  )

  const print = useCallback(
    async (chosen: PrintWay) => {
      if (running.current || !filter) return
      running.current = true
      setWay(chosen)
      setProblem(null)
      try {
        const counted = await office().schedule.recordCopy(filter)
        flushSync(() => setCopy(counted))
        await document.fonts?.ready
        const suggestedName = t('schedule.pdfFileName', { date: filter.date })
        tell(counted, chosen, await handOver(chosen, suggestedName))
      } catch (error) {
        const failed = problemOf(error)
        if (isSignInRequired(failed)) endSession()
        setProblem(failed)
      } finally {
        running.current = false
        setWay(null)
        setCopy(null)
      }
    },
    [filter, t, tell],
  )
  return { way, copy, problem, print }
}

type Outcome =
  | { status: 'handed' }
  | { status: 'printed' }
  | { status: 'saved'; fileName: string }
  | { status: 'cancelled' }
  | { status: 'failed'; code: Failure }

type Bridge = NonNullable<ReturnType<typeof desktop>>
type Failure = Extract<
  Awaited<ReturnType<Bridge['print']>> | Awaited<ReturnType<Bridge['savePdf']>>,
  { status: 'failed' }
>['code']

async function handOver(way: PrintWay, suggestedName: string): Promise<Outcome> {
  const bridge = desktop()
  if (!bridge) {
    await printInBrowser()
    return { status: 'handed' }
  }
  return way === 'paper'
    ? bridge.print({ kind: 'schedule', silent: false })
    : bridge.savePdf({ suggestedName })
}
