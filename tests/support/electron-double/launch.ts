import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from '@playwright/test'
import { chromium } from '@playwright/test'
import { projectRoot } from '#build/project.ts'
import { chromiumArgs, chromiumPath } from '#tests/support/chromium.ts'
import type { RunningApp } from '#tests/support/running-app.ts'
import type { RecordedCall } from './calls.ts'
import type { ControlAnswer, Controls } from './control.ts'
import type { DoubleSettings } from './settings.ts'
import { defaultSettings, SETTINGS_VARIABLE } from './settings.ts'

export type LaunchOptions = {
  /** The application's data; absent: a fresh folder. Kept by the caller if given. */
  dataDir?: string
  /** Further arguments, `--central=http://…`. */
  args?: readonly string[]
  env?: Readonly<Record<string, string>>
  /** Where the application lies; absent: this project, whose bundles must have been made. */
  appRoot?: string
  /** The machine (keyring, documents folder); absent: a folder in the application's data. */
  machineDir?: string
  settings?: Partial<Omit<DoubleSettings, 'appRoot' | 'machineDir' | 'chromium'>>
  timeoutMs?: number
}

/** The application on the double, and what a test can do to the machine around it. */
export type DoubleApp = RunningApp & {
  readonly machineDir: string
  /** The answer of a control of the double, see `controls`. */
  control<K extends keyof Controls>(
    op: K,
    ...args: Parameters<Controls[K]>
  ): Promise<Awaited<ReturnType<Controls[K]>>>
  /** The calls to the double that are recorded, of one name or all. */
  electronCalls(name?: string): Promise<RecordedCall[]>
  /** Resolves with the exit code when the application has ended. */
  readonly ended: Promise<number | null>
  /** What the application and its core have written to their standard streams. */
  output(): string
}

const boot = fileURLToPath(new URL('./boot.ts', import.meta.url))

/** Starts the application on the double and waits until the page of its first window is loaded. */
export async function launchApp(options: LaunchOptions = {}): Promise<DoubleApp> {
  const scratch = mkdtempSync(join(tmpdir(), 'pishkhan-double-'))
  const dataDir = options.dataDir ?? join(scratch, 'data')
  const machineDir = options.machineDir ?? join(dataDir, '.machine')
  mkdirSync(machineDir, { recursive: true })
  const settings: DoubleSettings = {
    ...defaultSettings,
    ...options.settings,
    appRoot: options.appRoot ?? projectRoot,
    machineDir,
    chromium: {
      executablePath: chromiumPath(),
      args: chromiumArgs,
      profileDir: join(scratch, 'chromium'),
    },
  }
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', boot, `--data-dir=${dataDir}`, ...(options.args ?? [])],
    {
      // A group of its own, so that `kill` can take everything at once, as a power cut does.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, ...options.env, [SETTINGS_VARIABLE]: JSON.stringify(settings) },
    },
  )
  const messages = new Messages(child)
  const dispose = () => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 })
  try {
    const { browser, page } = await opened(messages, options.timeoutMs ?? 30_000)
    return running(child, messages, browser, page, { dataDir, machineDir, dispose })
  } catch (error) {
    killGroup(child)
    dispose()
    throw error
  }
}

/** The application's Chromium and first window; fails when the application ends before. */
async function opened(messages: Messages, timeoutMs: number): Promise<{ browser: Browser; page: Page }> {
  const opening = async () => {
    const browser = await chromium.connectOverCDP(await messages.chromium, { isLocal: true })
    const page = await firstPage(browser)
    // Playwright, which joins in the middle, may take the load of the empty page before for this one's.
    while (((await messages.control('calls', 'did-finish-load')) as RecordedCall[]).length === 0)
      await delay(20)
    return { browser, page }
  }
  const ending = messages.ended.then((code) => {
    throw new Error(`the application ended with ${code} before a window opened\n${messages.output}`)
  })
  // An application that ends takes Chromium with it, and then the connection fails too: the end is the reason.
  const unlessEnding = opening().catch((error: unknown) =>
    within(2_000, ending, () => `${error}\n${messages.output}`),
  )
  return within(timeoutMs, Promise.race([unlessEnding, ending]), () => `no window opened\n${messages.output}`)
}

function running(
  child: ChildProcess,
  messages: Messages,
  browser: Browser,
  page: Page,
  places: { dataDir: string; machineDir: string; dispose: () => void },
): DoubleApp {
  const control = messages.control.bind(messages) as DoubleApp['control']
  const finish = async () => {
    const code = await messages.ended
    await browser.close().catch(() => undefined)
    places.dispose()
    return code
  }
  return {
    kind: 'electron-double',
    page,
    dataDir: places.dataDir,
    machineDir: places.machineDir,
    control,
    electronCalls: (name) => control('calls', name),
    pages: () => browser.contexts().flatMap((context) => context.pages()),
    corePid: async () => (await control('utilities')).at(-1)?.pid ?? null,
    answerSaveDialog: (path) => control('set', { saveDialogs: [path] }),
    answerPrint: (outcome) =>
      control('set', {
        printJobs: [
          outcome === 'printed'
            ? { success: true, reason: '' }
            : { success: false, reason: outcome === 'cancelled' ? 'Print job canceled' : 'Print job failed' },
        ],
      }),
    clickMenu: (id) => control('clickMenu', id),
    blur: () => control('blur'),
    notifications: async () => (await control('notifications')).map(({ title }) => title),
    chooseNotification: (title) => control('clickNotification', title),
    ended: messages.ended,
    output: () => messages.output,
    async close() {
      if (child.exitCode === null && child.signalCode === null) await control('quit').catch(() => undefined)
      return finish()
    },
    async kill() {
      killGroup(child)
      await finish()
    },
  }
}

/** The first page of the application that has begun to load something of its own. */
async function firstPage(browser: Browser): Promise<Page> {
  while (true) {
    const page = browser
      .contexts()
      .flatMap((context) => context.pages())
      .find((candidate) => candidate.url().startsWith('https://'))
    if (page !== undefined) return page
    if (!browser.isConnected()) throw new Error('Chromium has gone')
    await delay(20)
  }
}

class Messages {
  readonly chromium: Promise<string>
  readonly ended: Promise<number | null>
  output = ''
  readonly #child: ChildProcess
  readonly #pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  #next = 0

  constructor(child: ChildProcess) {
    this.#child = child
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text
      })
    const { promise, resolve } = Promise.withResolvers<string>()
    this.chromium = promise
    child.on('message', (answer: ControlAnswer) => {
      if ('chromium' in answer) resolve(answer.chromium)
      else {
        const pending = this.#pending.get(answer.id)
        this.#pending.delete(answer.id)
        if (answer.ok) pending?.resolve(answer.value)
        else pending?.reject(new Error(String(answer.value)))
      }
    })
    this.ended = new Promise((done) =>
      child.once('close', (code) => {
        for (const { reject } of this.#pending.values())
          reject(new Error(`the application has ended\n${this.output}`))
        done(code)
      }),
    )
  }

  control(op: string, ...args: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#next += 1
      this.#pending.set(this.#next, { resolve, reject })
      this.#child.send({ id: this.#next, op, args }, (error) => {
        if (error !== null) reject(error)
      })
    })
  }
}

async function within<T>(ms: number, work: Promise<T>, message: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(message())), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** Ends the application, its core and its Chromium at one blow. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  process.kill(-child.pid, 'SIGKILL')
}
