import type { BaseWindow, Dialog, IpcMain, WebContents } from 'electron'
import type { PrintRequest, PrintResult, SavePdfRequest, SavePdfResult } from '#shared/contract/channels.ts'
import { printKinds } from '#shared/contract/channels.ts'
import { writeFileAtomically } from './atomic-file.ts'
import { answer } from './ipc.ts'

export type PrintingDeps = {
  ipcMain: Pick<IpcMain, 'handle'>
  dialog: Pick<Dialog, 'showSaveDialog'>
  /** The window that a page belongs to; the save dialog stands before it. */
  windowOf: (contents: WebContents) => BaseWindow | null
  /** Where the save dialog begins. */
  documentsDir: () => string
  texts: { savePdfTitle: string; pdfFiles: string }
}

/**
 * Printing and PDF for the page. A window prints one thing at a time; a second request meanwhile is `busy`, so that a
 * double click does not print twice.
 */
export function answerPrinting(deps: PrintingDeps): void {
  const busy = new WeakSet<WebContents>()
  const alone = async <R>(contents: WebContents, ifBusy: R, work: () => Promise<R>): Promise<R> => {
    if (busy.has(contents)) return ifBusy
    busy.add(contents)
    try {
      return await work()
    } finally {
      busy.delete(contents)
    }
  }
  answer(deps.ipcMain, 'print:paper', parsePrint, (request, event) =>
    alone(event.sender, { status: 'failed', code: 'busy' } as PrintResult, () =>
      print(event.sender, request),
    ),
  )
  answer(deps.ipcMain, 'print:pdf', parseSavePdf, (request, event) =>
    alone(event.sender, { status: 'failed', code: 'busy' } as SavePdfResult, () =>
      savePdf(event.sender, request, deps),
    ),
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
  const owner = deps.windowOf(contents)
  const options = {
    title: deps.texts.savePdfTitle,
    defaultPath: `${deps.documentsDir()}/${fileNameOf(request.suggestedName)}`,
    filters: [{ name: deps.texts.pdfFiles, extensions: ['pdf'] }],
  }
  const chosen = await (owner === null
    ? deps.dialog.showSaveDialog(options)
    : deps.dialog.showSaveDialog(owner, options))
  if (chosen.canceled || chosen.filePath === '') return { status: 'cancelled' }
  try {
    await writeFileAtomically(chosen.filePath, pdf)
  } catch (error) {
    return { status: 'failed', code: writeFailure(error) }
  }
  return { status: 'saved', fileName: chosen.filePath.replace(/^.*[\\/]/, '') }
}

/** A name that every file system takes, always ending in `.pdf`. */
export function fileNameOf(suggested: string): string {
  const name = suggested
    .replace(/\.pdf$/i, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what must go
    .replace(/[\u0000-\u001f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 120)
  return `${name === '' ? 'pishkhan' : name}.pdf`
}

function writeFailure(error: unknown): 'no_space' | 'not_permitted' | 'write_failed' {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'no_space'
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'not_permitted'
  return 'write_failed'
}
