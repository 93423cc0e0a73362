import { join, resolve } from 'node:path'
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  Notification,
  protocol,
  safeStorage,
  session,
  utilityProcess,
  type WebContents,
} from 'electron'
import type { MenuCommand } from '#shared/contract/channels.ts'
import { escrowFileName } from '#shared/escrow/sealed-key.ts'
import type { Language } from '#shared/i18n/catalogues.ts'
import { handleAppProtocol } from './app-protocol.ts'
import { bringForward, tellMatters } from './attention.ts'
import { connectPages } from './core-connections.ts'
import type { CoreFailure } from './core-supervisor.ts'
import { superviseCore } from './core-supervisor.ts'
import { openDisplayWindow } from './display-window.ts'
import { guardSession } from './guards.ts'
import { listen, tell } from './ipc.ts'
import { keepLanguage, readKeptLanguage } from './kept-language.ts'
import { hasEscrow, recoverDatabaseKey } from './key-recovery.ts'
import type { KeyErrorCode } from './key-store.ts'
import { obtainDatabaseKey } from './key-store.ts'
import type { MainWindow } from './main-window.ts'
import { openMainWindow } from './main-window.ts'
import { menuTemplate } from './menu.ts'
import type { ShellOptions } from './options.ts'
import { PASSPHRASE_HOST, passphraseQuestions } from './passphrase/questions.ts'
import { answerPrinting } from './printing.ts'
import { answerSaving } from './saving.ts'
import { isLanguage, shellTexts } from './shell-texts.ts'

/** As it was kept, until the page has said which one is set. */
let language: Language = 'fa'
const texts = () => shellTexts[language]

/** Runs the application from the moment that this instance is known to be the only one. */
export async function runShell(options: ShellOptions): Promise<void> {
  let main: MainWindow | null = null
  let display: BrowserWindow | null = null
  app.on('second-instance', () => {
    const window = mainWindow()
    if (window !== null) bringForward(window)
  })
  // While a question about the key stands, its window may close without the app ending.
  let keyKnown = false
  app.on('window-all-closed', () => {
    if (keyKnown) app.quit()
  })

  const languageFile = join(app.getPath('userData'), 'language.json')
  language = readKeptLanguage(languageFile)
  let languageKept = Promise.resolve()
  await app.whenReady()
  guardSession(session.defaultSession)
  const questions = passphraseQuestions((window) => new BrowserWindow(window), language, texts().passphrase)
  handleAppProtocol(protocol, join(app.getAppPath(), 'out', 'renderer'), {
    [PASSPHRASE_HOST]: questions.handle,
  })
  setMenu()

  const dataDir = join(app.getPath('userData'), 'office')
  const journalDir = options.journalDir === undefined ? join(dataDir, 'journal') : resolve(options.journalDir)
  const databaseKey = await keyOrQuit(dataDir, journalDir, questions)
  if (databaseKey === null) return
  keyKnown = true

  const core = superviseCore({
    fork: () =>
      utilityProcess.fork(join(app.getAppPath(), 'out', 'core', 'index.js'), [], {
        serviceName: 'Pishkhan office core',
      }),
    options: {
      dataDir,
      databaseKey,
      ...(options.journalDir === undefined ? {} : { journalDir: resolve(options.journalDir) }),
      ...(options.restore === undefined ? {} : { restore: options.restore }),
      appVersion: app.getVersion(),
      ...(options.centralUrl === undefined ? {} : { centralUrl: options.centralUrl }),
      ...(options.activationCode === undefined ? {} : { activationCode: options.activationCode }),
      ...(options.clockStart === undefined || app.isPackaged ? {} : { clockStart: options.clockStart }),
    },
    onState: (state) => connections.coreChanged(state),
    onFailure: (failure) => void afterCoreFailure(failure, () => core.start()),
    forceKill: (pid) => process.kill(pid, 'SIGKILL'),
  })
  // Whatever is not the window of the work gets no more than the waiting room.
  const connections = connectPages(
    ipcMain,
    () => core,
    (contents) => (contents === main?.window.webContents ? 'office' : 'display'),
  )
  const saving = {
    ipcMain,
    dialog,
    windowOf: (contents: WebContents) => BrowserWindow.fromWebContents(contents),
    documentsDir: () => app.getPath('documents'),
    texts: () => texts().save,
  }
  answerPrinting(saving)
  answerSaving(saving)
  tellMatters({
    ipcMain,
    window: mainWindow,
    notification: (options) => (Notification.isSupported() ? new Notification(options) : null),
    words: (matter) => texts().attention.matter[matter],
  })
  listen(ipcMain, 'shell:language', (_event, wanted) => {
    if (!isLanguage(wanted)) return
    if (wanted !== language) languageKept = languageKept.then(() => keepLanguage(languageFile, wanted))
    language = wanted
    setMenu()
  })
  stopCoreBeforeTheEnd(async () => {
    await Promise.all([core.stop(), main?.stateWritten(), languageKept])
  })
  core.start()
  main = openMainWindow(texts().appName, () => {
    dialog.showErrorBox(texts().page.crashed, texts().page.crashedDetail)
    app.quit()
  })
  // The waiting room's window does not keep the application open.
  main.window.on('closed', () => display?.destroy())

  function mainWindow(): BrowserWindow | null {
    return main === null || main.window.isDestroyed() ? null : main.window
  }
  function setMenu(): void {
    const template = menuTemplate(texts().menu, process.platform, sendCommand, showDisplay)
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }
  function showDisplay(): void {
    if (mainWindow() === null) return
    if (display === null || display.isDestroyed()) display = openDisplayWindow(texts().display)
    else display.focus()
  }
  function sendCommand(command: MenuCommand): void {
    const window = mainWindow()
    if (window !== null) tell(window.webContents, 'menu:command', command)
  }
}

/** The key, after as many tries as the user wants; null when the app ends without one. */
async function keyOrQuit(
  dataDir: string,
  journalDir: string,
  questions: ReturnType<typeof passphraseQuestions>,
): Promise<Uint8Array | null> {
  const deps = {
    keyPath: join(app.getPath('userData'), 'key.json'),
    dataDir,
    storage: safeStorage,
    platform: process.platform,
    questions: { offer: offerPassphrase, choose: questions.choose, enter: questions.enter },
    escrowFiles: [dataDir, journalDir].map((folder) => join(folder, escrowFileName)),
    askCode: questions.code,
  }
  let result = await obtainDatabaseKey(deps)
  while (!result.ok) {
    const answer = await askAboutKey(result.code, await hasEscrow(deps))
    if (answer === 'quit') {
      app.quit()
      return null
    }
    result = await (answer === 'code' ? recoverDatabaseKey(deps) : obtainDatabaseKey(deps))
  }
  return result.key
}

async function offerPassphrase(): Promise<'passphrase' | 'retry' | null> {
  const answers = ['passphrase', 'retry', null] as const
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: texts().appName,
    message: texts().passphraseOffer.message,
    detail: texts().passphraseOffer.detail,
    buttons: [texts().buttons.usePassphrase, texts().buttons.retry, texts().buttons.quit],
    defaultId: 1,
    cancelId: 2,
    noLink: true,
  })
  return answers[response] ?? null
}

/** A question that was closed is an answer, unless a recovery code may help whoever has forgotten the passphrase. */
async function askAboutKey(code: KeyErrorCode, mayRecover: boolean): Promise<'code' | 'retry' | 'quit'> {
  if (code === 'key_declined' && !mayRecover) return 'quit'
  const { message, detail } = texts().keyErrors[code]
  const answers = [...(mayRecover ? (['code'] as const) : []), 'retry' as const, 'quit' as const]
  const words = { code: texts().buttons.useCode, retry: texts().buttons.retry, quit: texts().buttons.quit }
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: texts().appName,
    message,
    detail: `${detail}\n\n${code}`,
    buttons: answers.map((answer) => words[answer]),
    defaultId: 0,
    cancelId: answers.length - 1,
    noLink: true,
  })
  return answers[response] ?? 'quit'
}

async function afterCoreFailure(failure: CoreFailure, again: () => void): Promise<void> {
  const retry =
    failure.code === 'start_failed'
      ? await askRetry(texts().core.startFailed, `${texts().core.startFailedDetail}${failure.reason}`)
      : await askRetry(texts().core.crashed, texts().core.crashedDetail)
  if (retry) again()
  else app.quit()
}

async function askRetry(message: string, detail: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: texts().appName,
    message,
    detail,
    buttons: [texts().buttons.retry, texts().buttons.quit],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}

/** Holds the end of the app until the core has closed its database. */
function stopCoreBeforeTheEnd(stop: () => Promise<void>): void {
  let stopped = false
  app.on('will-quit', (event) => {
    if (stopped) return
    event.preventDefault()
    void stop().finally(() => {
      stopped = true
      app.quit()
    })
  })
}
