import { useCallback, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { ScheduleFilter } from '#shared/contract/office.ts'
import type { Begun } from '#shared/contract/paper.ts'
import { formatJalali } from '#shared/domain/jalali.ts'
import { isPrintFailure, type PrintEnd } from '#shared/domain/paper.ts'
import type { Copy } from '../../print/schedule-document.tsx'
import { usePaperSettings } from '../../stores/paper-settings.ts'
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
  /** How the last one ended; null while one is under way. */
  last: Printed | null
  print: (way: PrintWay) => Promise<void>
}

/**
 * Counts the copy, puts its number on the sheets, waits for the fonts, and hands them to the printer, the PDF or the
 * browser's dialog. It never says that something was printed when nobody told so.
 */
export function usePrinting(filter: ScheduleFilter | null, large: boolean): Printing {
  const { t } = useTranslation()
  const [way, setWay] = useState<PrintWay | null>(null)
  const [copy, setCopy] = useState<Copy | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [last, setLast] = useState<Printed | null>(null)
  const running = useRef(false)

  const print = useCallback(
    async (chosen: PrintWay) => {
      if (running.current || !filter) return
      running.current = true
      setWay(chosen)
      setProblem(null)
      setLast(null)
      try {
        const counted = await office().schedule.recordCopy({ ...filter, large })
        flushSync(() => setCopy(counted))
        await document.fonts?.ready
        // The calendar of the office, in digits and signs that every file system takes and sorts.
        const date = formatJalali(filter.date, 'short', 'en').replaceAll('/', '-')
        const suggestedName = t('schedule.pdfFileName', { date })
        const outcome = await handOver(chosen, suggestedName)
        setLast({ ...counted, way: chosen, outcome })
        await office().paper.end({ printId: counted.printId, end: endOf(outcome) })
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
    [filter, large, t],
  )
  return { way, copy, problem, last, print }
}

/** A counted copy and what became of it. */
export type Printed = Begun & { way: PrintWay; outcome: Outcome }

export type Outcome =
  | { status: 'handed' }
  | { status: 'printed' }
  | { status: 'saved'; fileName: string }
  | { status: 'cancelled' }
  | { status: 'failed'; code: PrintingFailure }

type Bridge = NonNullable<ReturnType<typeof desktop>>
export type PrintingFailure = Extract<
  Awaited<ReturnType<Bridge['print']>> | Awaited<ReturnType<Bridge['savePdf']>>,
  { status: 'failed' }
>['code']

async function handOver(way: PrintWay, suggestedName: string): Promise<Outcome> {
  const bridge = desktop()
  if (!bridge) {
    await printInBrowser()
    return { status: 'handed' }
  }
  if (way === 'pdf') return bridge.savePdf({ suggestedName })
  const { silent, printer, copies } = usePaperSettings.getState().schedule
  return bridge.print({ kind: 'schedule', silent, printer, copies, paper: 'A4' })
}

/** What the office's record is told: a PDF that did not come about is nothing that a printer owes. */
export function endOf(outcome: Outcome): PrintEnd {
  switch (outcome.status) {
    case 'printed':
      return { outcome: 'printed' }
    case 'handed':
    case 'saved':
      return { outcome: 'handed' }
    case 'cancelled':
      return { outcome: 'cancelled' }
    case 'failed': {
      const { code } = outcome
      return isPrintFailure(code) ? { outcome: 'failed', code } : { outcome: 'cancelled' }
    }
  }
}
