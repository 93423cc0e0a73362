import type { IpcMain, WebContents } from 'electron'
import type { PrintRequest, PrintResult, SavePdfRequest, SavePdfResult } from '#shared/contract/channels.ts'
import { printKinds } from '#shared/contract/channels.ts'
import { answer } from './ipc.ts'
import type { SavingDeps } from './saving.ts'
import { alone, saveWhereAsked } from './saving.ts'

export type PrintingDeps = SavingDeps & { ipcMain: Pick<IpcMain, 'handle'> }

/**
 * Printing and PDF for the page. A window prints one thing at a time; a second request meanwhile is `busy`, so that a
 * double click does not print twice.
 */
export function answerPrinting(deps: PrintingDeps): void {
  const busy = new WeakSet<WebContents>()
  answer(deps.ipcMain, 'print:paper', parsePrint, (request, event) =>
    alone<PrintResult>(busy, event.sender, () => print(event.sender, request)),
  )
  answer(deps.ipcMain, 'print:pdf', parseSavePdf, (request, event) =>
    alone<SavePdfResult>(busy, event.sender, () => savePdf(event.sender, request, deps)),
  )
}

function parsePrint(value: unknown): PrintRequest | null {
  if (typeof value !== 'object' || value === null) return null
  const kind = 'kind' in value ? printKinds.find((known) => known === value.kind) : undefined
  const silent = 'silent' in value ? value.silent : undefined
  return kind === undefined || typeof silent !== 'boolean' ? null : { kind, silent }
}

function parseSavePdf(value: unknown): SavePdfRequest | null {
  if (typeof value !== 'object' || value === null || !('suggestedName' in value)) return null
  const name = value.suggestedName
  return typeof name !== 'string' || name.length > 200 ? null : { suggestedName: name }
}

function print(contents: WebContents, request: PrintRequest): Promise<PrintResult> {
  return new Promise((resolve) => {
    const gone = () => resolve({ status: 'failed', code: 'window_closed' })
    contents.once('destroyed', gone)
    contents.print({ silent: request.silent, printBackground: true, pageSize: 'A4' }, (success, reason) => {
      contents.off('destroyed', gone)
      resolve(success ? { status: 'printed' } : failureOf(reason))
    })
  })
}

/** Electron gives the reason only as one of these documented texts; one it does not know is a failure, never «printed». */
function failureOf(reason: string): PrintResult {
  if (reason === 'Print job canceled' || reason === 'cancelled') return { status: 'cancelled' }
  if (reason === 'Invalid printer settings') return { status: 'failed', code: 'invalid_settings' }
  return { status: 'failed', code: 'print_failed' }
}

async function savePdf(
  contents: WebContents,
  request: SavePdfRequest,
  deps: PrintingDeps,
): Promise<SavePdfResult> {
  // The paper is made before the question where to put it: the list must be the one that the clerk saw.
  let pdf: Buffer
  try {
    pdf = await contents.printToPDF({
      preferCSSPageSize: true,
      printBackground: true,
      displayHeaderFooter: false,
    })
  } catch {
    return { status: 'failed', code: 'render_failed' }
  }
  return saveWhereAsked(contents, { ...request, extension: 'pdf', content: pdf }, deps)
}
