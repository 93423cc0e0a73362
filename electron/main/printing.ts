import type { IpcMain, WebContents, WebContentsPrintOptions } from 'electron'
import type {
  PrintPaper,
  PrintRequest,
  PrintResult,
  SavePdfRequest,
  SavePdfResult,
} from '#shared/contract/channels.ts'
import { mostCopies, printKinds } from '#shared/contract/channels.ts'
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
  answer(
    deps.ipcMain,
    'print:printers',
    (value) => (typeof value === 'object' && value !== null ? {} : null),
    async (_, event) =>
      (await event.sender.getPrintersAsync()).map(({ name, displayName }) => ({ name, displayName })),
  )
  answer(deps.ipcMain, 'print:pdf', parseSavePdf, (request, event) =>
    alone<SavePdfResult>(busy, event.sender, () => savePdf(event.sender, request, deps)),
  )
}

function parsePrint(value: unknown): PrintRequest | null {
  if (typeof value !== 'object' || value === null) return null
  const { kind, silent, printer, copies, paper } = value as Partial<Record<keyof PrintRequest, unknown>>
  const known = printKinds.find((one) => one === kind)
  const size = parsePaper(paper)
  if (known === undefined || size === null || typeof silent !== 'boolean') return null
  if (printer !== null && (typeof printer !== 'string' || printer === '' || printer.length > 200)) return null
  if (!Number.isInteger(copies) || Number(copies) < 1 || Number(copies) > mostCopies) return null
  return { kind: known, silent, printer, copies: Number(copies), paper: size }
}

/** A roll is as wide as printers for slips are, and nobody wants metres of it. */
function parsePaper(value: unknown): PrintPaper | null {
  if (value === 'A4') return value
  if (typeof value !== 'object' || value === null || !('widthMm' in value) || !('heightMm' in value))
    return null
  const { widthMm, heightMm } = value
  const isWithin = (size: unknown, least: number, most: number): size is number =>
    typeof size === 'number' && size >= least && size <= most
  return isWithin(widthMm, 50, 112) && isWithin(heightMm, 20, 1000) ? { widthMm, heightMm } : null
}

function parseSavePdf(value: unknown): SavePdfRequest | null {
  if (typeof value !== 'object' || value === null || !('suggestedName' in value)) return null
  const name = value.suggestedName
  return typeof name !== 'string' || name.length > 200 ? null : { suggestedName: name }
}

async function print(contents: WebContents, request: PrintRequest): Promise<PrintResult> {
  const { printer } = request
  if (printer !== null) {
    const printers = await contents.getPrintersAsync()
    if (!printers.some(({ name }) => name === printer)) return { status: 'failed', code: 'printer_missing' }
  }
  return new Promise((resolve) => {
    const gone = () => resolve({ status: 'failed', code: 'window_closed' })
    contents.once('destroyed', gone)
    contents.print(optionsOf(request), (success, reason) => {
      contents.off('destroyed', gone)
      resolve(success ? { status: 'printed' } : failureOf(reason))
    })
  })
}

/** A thermal printer has no colours and no margins but those that are on the sheet; its paper is as long as the slip. */
function optionsOf({ silent, printer, copies, paper }: PrintRequest): WebContentsPrintOptions {
  const common = {
    silent,
    printBackground: true,
    copies,
    ...(printer === null ? {} : { deviceName: printer }),
  }
  if (paper === 'A4') return { ...common, pageSize: paper }
  const micrometres = (mm: number) => Math.round(mm * 1000)
  return {
    ...common,
    color: false,
    margins: { marginType: 'none' },
    pageSize: { width: micrometres(paper.widthMm), height: micrometres(paper.heightMm) },
  }
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
