import type { BaseWindow, Dialog, IpcMain, WebContents } from 'electron'
import type {
  SaveBytesRequest,
  SavedBytesKind,
  SavedTextKind,
  SaveResult,
  SaveTextRequest,
} from '#shared/contract/channels.ts'
import { savedBytesKinds, savedTextKinds } from '#shared/contract/channels.ts'
import { writeFileAtomically } from './atomic-file.ts'
import { answer } from './ipc.ts'

export type SavingDeps = {
  dialog: Pick<Dialog, 'showSaveDialog'>
  /** The window that a page belongs to; the save dialog stands before it. */
  windowOf: (contents: WebContents) => BaseWindow | null
  /** Where the save dialog begins. */
  documentsDir: () => string
  /** In the language of now. */
  texts: () => Record<'pdf' | SavedTextKind | SavedBytesKind, { title: string; files: string }>
}

/** More than any list of an office; a page that sends more has lost its way. */
const longestText = 64 * 1024 * 1024
/** What every ZIP archive that has something in it begins with. */
const archiveStart = [0x50, 0x4b, 0x03, 0x04]

/** Lets the page save a text or a workbook where the user says. */
export function answerSaving(deps: SavingDeps & { ipcMain: Pick<IpcMain, 'handle'> }): void {
  const busy = new WeakSet<WebContents>()
  answer(deps.ipcMain, 'save:text', parseSaveText, ({ kind, suggestedName, text }, event) =>
    alone<SaveResult>(busy, event.sender, () =>
      saveWhereAsked(event.sender, { suggestedName, extension: kind, content: text }, deps),
    ),
  )
  answer(deps.ipcMain, 'save:bytes', parseSaveBytes, ({ kind, suggestedName, bytes }, event) =>
    alone<SaveResult>(busy, event.sender, () =>
      saveWhereAsked(event.sender, { suggestedName, extension: kind, content: bytes }, deps),
    ),
  )
}

function parseSaveBytes(value: unknown): SaveBytesRequest | null {
  if (typeof value !== 'object' || value === null) return null
  const { kind, suggestedName, bytes } = value as Partial<Record<keyof SaveBytesRequest, unknown>>
  const known = savedBytesKinds.find((one) => one === kind)
  if (known === undefined || typeof suggestedName !== 'string' || suggestedName.length > 200) return null
  if (!(bytes instanceof Uint8Array) || bytes.length > longestText) return null
  return archiveStart.every((byte, index) => bytes[index] === byte)
    ? { kind: known, suggestedName, bytes }
    : null
}

function parseSaveText(value: unknown): SaveTextRequest | null {
  if (typeof value !== 'object' || value === null) return null
  const { kind, suggestedName, text } = value as Partial<Record<keyof SaveTextRequest, unknown>>
  const known = savedTextKinds.find((one) => one === kind)
  if (known === undefined || typeof suggestedName !== 'string' || typeof text !== 'string') return null
  return suggestedName.length > 200 || text.length > longestText ? null : { kind: known, suggestedName, text }
}

/** Does one thing at a time for each page: another that comes meanwhile is `busy`, as for a double click. */
export async function alone<Result>(
  busy: WeakSet<WebContents>,
  contents: WebContents,
  work: () => Promise<Result>,
): Promise<Result | { status: 'failed'; code: 'busy' }> {
  if (busy.has(contents)) return { status: 'failed', code: 'busy' }
  busy.add(contents)
  try {
    return await work()
  } finally {
    busy.delete(contents)
  }
}

/** Asks where to put a file and writes it there, whole or not at all. */
export async function saveWhereAsked(
  contents: WebContents,
  file: {
    suggestedName: string
    extension: 'pdf' | SavedTextKind | SavedBytesKind
    content: string | Uint8Array
  },
  deps: SavingDeps,
): Promise<SaveResult> {
  const { title, files } = deps.texts()[file.extension]
  const owner = deps.windowOf(contents)
  const options = {
    title,
    defaultPath: `${deps.documentsDir()}/${fileNameOf(file.suggestedName, file.extension)}`,
    filters: [{ name: files, extensions: [file.extension] }],
  }
  const chosen = await (owner === null
    ? deps.dialog.showSaveDialog(options)
    : deps.dialog.showSaveDialog(owner, options))
  if (chosen.canceled || chosen.filePath === '') return { status: 'cancelled' }
  try {
    await writeFileAtomically(chosen.filePath, file.content)
  } catch (error) {
    return { status: 'failed', code: writeFailure(error) }
  }
  return { status: 'saved', fileName: chosen.filePath.replace(/^.*[\\/]/, '') }
}

/** A name that every file system takes, always with the extension. */
export function fileNameOf(suggested: string, extension: string): string {
  const suffix = `.${extension}`
  const stem = suggested.toLowerCase().endsWith(suffix) ? suggested.slice(0, -suffix.length) : suggested
  const name = stem
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what must go
    .replace(/[\u0000-\u001f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 120)
  return `${name === '' ? 'pishkhan' : name}${suffix}`
}

function writeFailure(error: unknown): 'no_space' | 'not_permitted' | 'write_failed' {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'no_space'
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'not_permitted'
  return 'write_failed'
}
