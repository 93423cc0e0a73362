import { flushSync } from 'react-dom'
import { create } from 'zustand'
import type { PrintPaper } from '#shared/contract/channels.ts'
import type { ClosingReport } from '#shared/contract/closing-report.ts'
import type { Visit } from '#shared/contract/office.ts'
import type { Begun } from '#shared/contract/paper.ts'
import type { Slip } from '#shared/domain/paper.ts'
import { holdPageSize, sizeOnPaper } from '../../print/page-size.ts'
import type { Copy } from '../../print/schedule-sheet.tsx'
import { type PaperSize, usePaperSettings } from '../../stores/paper-settings.ts'
import { endSession } from '../../stores/session.ts'
import { desktop } from '../../transport/bridge.ts'
import { office } from '../../transport/office-client.ts'
import { isSignInRequired, type Problem, problemOf } from '../../transport/problem.ts'
import { printInBrowser } from '../schedule/browser-print.ts'
import { endOf, type Outcome, type PrintingFailure } from '../schedule/use-printing.ts'

/** What is wanted on paper. */
export type PaperJob =
  | { paper: Slip; visit: Visit }
  /** `pdfName`: of the file that it becomes in place of paper. */
  | { paper: 'closing_report'; date: string; report: ClosingReport; pdfName: string | null }

type Printing = {
  /** What `PaperHost` draws, with the number of its copy. */
  current: (PaperJob & { size: PaperSize; copy: Copy }) | null
  /** Whose paper is being printed or waits for its turn. */
  under: readonly string[]
  /** What did not come to paper last; `PaperHost` tells it. */
  failure: Failure | null
}
export type Failure = { job: PaperJob; why: { code: PrintingFailure } | { problem: Problem } }

export const usePrinting = create<Printing>()(() => ({ current: null, under: [], failure: null }))

/** What tells one job from another while it is under way. A file waits for the paper of the same report, and is made then. */
export const jobKey = (
  job: { paper: Slip; visit: Visit } | { paper: 'closing_report'; date: string; pdfName: string | null },
): string =>
  job.paper === 'closing_report'
    ? `${job.paper} ${job.date} ${job.pdfName ?? 'paper'}`
    : `${job.paper} ${job.visit.appointment.id}`

let before: Promise<unknown> = Promise.resolve()

/**
 * Counts a copy, draws it, hands it to the printer and records what became of it; what did not come to paper is told. One at a
 * time: the window has one printer. A job that is under way already is not printed twice.
 */
export function printPaper(job: PaperJob): Promise<void> {
  const key = jobKey(job)
  if (usePrinting.getState().under.includes(key)) return Promise.resolve()
  usePrinting.setState(({ under }) => ({ under: [...under, key] }))
  const mine = before.then(() => printOne(job))
  before = mine.finally(() =>
    usePrinting.setState(({ under }) => ({ under: under.filter((other) => other !== key) })),
  )
  return mine
}

async function printOne(job: PaperJob): Promise<void> {
  const failed = (why: Failure['why']) => usePrinting.setState({ failure: { job, why } })
  try {
    const begun = await begin(job)
    const outcome = await print(job, begun)
    await office().paper.end({ printId: begun.printId, end: endOf(outcome) })
    if (outcome.status === 'failed') failed(outcome)
  } catch (error) {
    const problem = problemOf(error)
    if (isSignInRequired(problem)) endSession()
    failed({ problem })
  }
}

const begin = (job: PaperJob): Promise<Begun> =>
  job.paper === 'closing_report'
    ? office().paper.beginReport({ date: job.date })
    : office().paper.beginSlip({ appointmentId: job.visit.appointment.id, slip: job.paper })

async function print(job: PaperJob, { copy, printedAt }: Begun): Promise<Outcome> {
  const settings = usePaperSettings.getState()[job.paper]
  const { size } = settings
  flushSync(() => usePrinting.setState({ current: { ...job, size, copy: { copy, printedAt } } }))
  let release: () => void = () => {}
  try {
    await document.fonts?.ready
    const sheet = document.querySelector<HTMLElement>('.lone-sheets > *')
    if (!sheet) return { status: 'failed', code: 'print_failed' }
    let paper: PrintPaper = 'A4'
    if (size === 'roll80') {
      paper = sizeOnPaper(sheet)
      release = holdPageSize(paper)
    }
    const bridge = desktop()
    if (!bridge) {
      await printInBrowser()
      return { status: 'handed' }
    }
    if (job.paper === 'closing_report' && job.pdfName !== null) {
      return await bridge.savePdf({ suggestedName: job.pdfName })
    }
    const { silent, printer, copies } = settings
    return await bridge.print({ kind: job.paper, silent, printer, copies, paper })
  } catch {
    // A printer that refuses by throwing has printed nothing.
    return { status: 'failed', code: 'print_failed' }
  } finally {
    release()
    usePrinting.setState({ current: null })
  }
}
