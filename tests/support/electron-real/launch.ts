import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ElectronApplication } from '@playwright/test'
import { _electron } from '@playwright/test'
import { electronArgs } from '#build/electron-binary.ts'
import { projectRoot } from '#build/project.ts'
import type { RunningApp } from '#tests/support/running-app.ts'

export type LaunchRealOptions = {
  /** The Electron program. */
  electron: string
  /** The application's data; absent: a fresh folder that is removed at the end. */
  dataDir?: string
  args?: readonly string[]
}

/** What `hook.cjs` keeps in the main process. */
type Answers = {
  saveDialogs: (string | null)[]
  printJobs: { success: boolean; reason: string }[]
  notifications: { title: string; emit(event: 'click', details: object): void }[]
  simulatedKeyring: boolean
}

const hook = fileURLToPath(new URL('./hook.cjs', import.meta.url))

/** With what only the real Electron can tell. */
export type RealApp = RunningApp & {
  /** The preferences that are in force in each window. */
  webPreferences(): Promise<Record<string, unknown>[]>
}

/** Starts the application on the real Electron and waits for its first window. Same shape as `launchApp` of the double. */
export async function launchReal(options: LaunchRealOptions): Promise<RealApp> {
  const scratch = mkdtempSync(join(tmpdir(), 'pishkhan-electron-'))
  const dataDir = options.dataDir ?? join(scratch, 'data')
  const app = await _electron.launch({
    executablePath: options.electron,
    args: [...electronArgs(), '-r', hook, projectRoot, `--data-dir=${dataDir}`, ...(options.args ?? [])],
  })
  const page = await app.firstWindow()
  const answers = await app.evaluate(
    () => (globalThis as unknown as { pishkhanTestAnswers: Answers }).pishkhanTestAnswers,
  )
  if (answers.simulatedKeyring)
    process.stderr.write('This machine has no password store: one is simulated.\n')
  const child = app.process()
  const finish = () => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 })
  return {
    kind: 'electron',
    page,
    dataDir,
    pages: () => app.windows(),
    webPreferences: () =>
      app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map(({ webContents }) => {
          // Electron has it and does not document it.
          const contents = webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
          return { ...contents.getLastWebPreferences() }
        }),
      ),
    corePid: () => corePid(app),
    answerSaveDialog: (path) =>
      app.evaluate((_electron, given) => {
        const { pishkhanTestAnswers } = globalThis as unknown as { pishkhanTestAnswers: Answers }
        pishkhanTestAnswers.saveDialogs.push(given)
      }, path),
    answerPrint: (outcome) =>
      app.evaluate(
        (_electron, given) => {
          const { pishkhanTestAnswers } = globalThis as unknown as { pishkhanTestAnswers: Answers }
          pishkhanTestAnswers.printJobs.push(given)
        },
        outcome === 'printed'
          ? { success: true, reason: '' }
          : { success: false, reason: outcome === 'cancelled' ? 'Print job canceled' : 'Print job failed' },
      ),
    clickMenu: (id) =>
      app.evaluate(({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.click(), id),
    blur: () =>
      app.evaluate(({ BrowserWindow }) => {
        for (const window of BrowserWindow.getAllWindows()) window.blur()
      }),
    notifications: () =>
      app.evaluate(() => {
        const { pishkhanTestAnswers } = globalThis as unknown as { pishkhanTestAnswers: Answers }
        return pishkhanTestAnswers.notifications.map((notification) => notification.title)
      }),
    chooseNotification: (title) =>
      app.evaluate((_electron, wanted) => {
        const { pishkhanTestAnswers } = globalThis as unknown as { pishkhanTestAnswers: Answers }
        pishkhanTestAnswers.notifications.find((one) => one.title === wanted)?.emit('click', {})
      }, title),
    async close() {
      const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
      await app.evaluate(({ app: electron }) => electron.quit()).catch(() => undefined)
      const code = child.exitCode ?? (await ended)
      finish()
      return code
    },
    async kill() {
      child.kill('SIGKILL')
      await app.close().catch(() => undefined)
      finish()
    },
  }
}

const corePid = (app: ElectronApplication): Promise<number | null> =>
  app.evaluate(({ app: electron }) => {
    const core = electron
      .getAppMetrics()
      .find(({ type, name }) => type === 'Utility' && name === 'Pishkhan office core')
    return core?.pid ?? null
  })
