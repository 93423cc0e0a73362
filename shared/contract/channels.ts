/**
 * Every message that crosses a process boundary of the desktop app, in one place:
 * page <-> preload (the bridge), preload <-> main (channels), main <-> core (messages of the utility process).
 * What the page and the core say to each other over the handed-over port is the office contract, not this file.
 */

import { type PrintFailure, papers } from '../domain/paper.ts'
import type { Language } from '../i18n/catalogues.ts'
import type { Matter } from './attention.ts'

/** The origin of the application's pages, and the only one that main listens to. */
export const APP_ORIGIN = 'app://pishkhan'

/**
 * The text with which the preload hands a fresh port to the page by `window.postMessage` (a port cannot pass the
 * context bridge). It comes again after each restart of the core: the newest port replaces the one before.
 */
export const PORT_MESSAGE = 'pishkhan:port'

/** What the clerk chose in the menu and the page has to carry out. */
export const menuCommands = [
  'day',
  'queue',
  'schedule',
  'search',
  'palette',
  'settings',
  'print',
  'save-pdf',
  'shortcuts',
  'help',
  'diagnostics',
] as const
export type MenuCommand = (typeof menuCommands)[number]

/** `restarting`: it crashed and comes back by itself. `failed`: it does not; main has told the user in a dialog. */
export const coreStates = ['starting', 'ready', 'restarting', 'failed'] as const
export type CoreState = (typeof coreStates)[number]

/** What is on the paper: it only names the job in the printer's queue and the file. The page shows what is printed. */
export const printKinds = [...papers, 'escrow_code'] as const
export type PrintKind = (typeof printKinds)[number]

/** A sheet of A4, or one cut from a roll, in millimetres. */
export type PrintPaper = 'A4' | { widthMm: number; heightMm: number }

/** So many copies of one job at most. */
export const mostCopies = 9

/** `silent` prints without the dialog. `printer`: its name in the system; null is the default printer. */
export type PrintRequest = {
  kind: PrintKind
  silent: boolean
  printer: string | null
  copies: number
  paper: PrintPaper
}

/** A printer of this machine: its name in the system, and the one that people know it by. */
export type Printer = { name: string; displayName: string }

/** `printed` only when the system's print service took the job. */
export type PrintResult =
  | { status: 'printed' }
  | { status: 'cancelled' }
  | { status: 'failed'; code: PrintFailure }

/** `suggestedName` without folder; characters that a file system refuses are taken out. */
export type SavePdfRequest = { suggestedName: string }

/** `saved` only when the whole file is on the disk. `fileName` is the name without its folder. */
export type SaveResult =
  | { status: 'saved'; fileName: string }
  | { status: 'cancelled' }
  | { status: 'failed'; code: 'no_space' | 'not_permitted' | 'write_failed' | 'busy' }
export type SavePdfResult = SaveResult | { status: 'failed'; code: 'render_failed' }

/** What a page may save as text; each is the file's extension. */
export const savedTextKinds = ['json', 'csv', 'pishkhan'] as const
export type SavedTextKind = (typeof savedTextKinds)[number]
export type SaveTextRequest = { kind: SavedTextKind; suggestedName: string; text: string }

/** What a page may save as bytes; each is the file's extension. A workbook of a spreadsheet is a ZIP archive. */
export const savedBytesKinds = ['xlsx'] as const
export type SavedBytesKind = (typeof savedBytesKinds)[number]
export type SaveBytesRequest = { kind: SavedBytesKind; suggestedName: string; bytes: Uint8Array }

/** Channels on which the page asks and main answers once. */
export type RequestChannels = {
  'print:paper': { request: PrintRequest; answer: PrintResult }
  'print:printers': { request: Record<string, never>; answer: readonly Printer[] }
  'print:pdf': { request: SavePdfRequest; answer: SavePdfResult }
  'save:text': { request: SaveTextRequest; answer: SaveResult }
  'save:bytes': { request: SaveBytesRequest; answer: SaveResult }
}

/** Channels on which the page tells main something. The answer to `core:connect` is a port on `core:port`. */
export type ToMainChannels = {
  'core:connect': null
  'attention:tell': Matter
  'shell:language': Language
}

/** Channels on which main tells the page something. `core:port` carries one port. */
export type ToPageChannels = {
  'core:port': null
  'core:state': CoreState
  'menu:command': MenuCommand
  'attention:open': Matter
}

/** `window.pishkhan`: all that a page of the desktop app can reach beyond a browser's page. */
export type DesktopBridge = {
  readonly platform: 'darwin' | 'linux' | 'win32' | 'other'
  /** Asks for a port to the core. It comes as a `message` event of the window with the data `PORT_MESSAGE`. */
  connectCore(): void
  /** Calls back at each change of the core's state from now on; the returned function ends that. */
  onCoreState(listener: (state: CoreState) => void): () => void
  /** Prints the window as its print style shows it. */
  print(request: PrintRequest): Promise<PrintResult>
  /** The printers of this machine. */
  printers(): Promise<readonly Printer[]>
  /** Asks for a place and writes the window as PDF there. */
  savePdf(request: SavePdfRequest): Promise<SavePdfResult>
  /** Asks for a place and writes the text there. */
  saveText(request: SaveTextRequest): Promise<SaveResult>
  /** Asks for a place and writes the bytes there. */
  saveBytes(request: SaveBytesRequest): Promise<SaveResult>
  onMenu(listener: (command: MenuCommand) => void): () => void
  /** Menus and dialogs speak this language from now on. */
  setLanguage(language: Language): void
  /** Something needs a person: told by the operating system, unless the window is in front. */
  tellMatter(matter: Matter): void
  /** Calls back when the user has chosen a notification. */
  onMatter(listener: (matter: Matter) => void): () => void
}

/** What the core needs to start. The key travels only in this message, never in an argument or the environment. */
export type CoreStart = {
  dataDir: string
  /** Folder of the second copy of the records; absent: within `dataDir`. */
  journalDir?: string
  /** Name of the copy of the database to begin with, or `newest`; good for one start. */
  restore?: string
  /** 32 bytes. */
  databaseKey: Uint8Array
  centralUrl?: string
  activationCode?: string
  appVersion: string
  /** UTC instant at which the core's clock starts; absent: the machine's clock. */
  clockStart?: string
}

/** Which page a port is for: the waiting room's reaches nothing but what is shown there. */
export const corePages = ['office', 'display'] as const
export type CorePage = (typeof corePages)[number]

/** Main to core. `connect` carries one port: one connection, one session. */
export type ToCoreMessage =
  | { kind: 'start'; options: CoreStart }
  | { kind: 'connect'; connectionId: string; page: CorePage }
  | { kind: 'shutdown' }

/**
 * Core to main. `start_failed` is final: starting again would fail in the same way (for instance a database of a
 * newer version). A crash sends nothing; main sees the process end.
 */
export type FromCoreMessage = { kind: 'ready' } | { kind: 'start_failed'; code: string }
