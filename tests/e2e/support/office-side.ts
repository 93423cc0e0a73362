import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, expect, type Page } from '@playwright/test'
import { launchDesktop } from '#tests/support/launch-desktop.ts'
import { createLine } from '#tests/support/line.ts'
import { type Program, startProgram } from '#tests/support/program.ts'

export type Transport = 'browser' | 'electron-double' | 'electron'

/** An office at work: a screen and the core behind it, over whichever transport. */
export type OfficeSide = {
  transport: Transport
  page: Page
  /** Another screen on the same core; only where the transport knows such a thing. */
  anotherScreen(): Promise<Page>
  /** The waiting room's display: a page of the web host without a session, or the window that the menu opens. */
  openDisplay(): Promise<Page>
  /**
   * `SIGKILL` of the core; it comes up again by itself (desktop) or is started again (web host), there after `meanwhile`
   * was done to its folder.
   */
  killCore(meanwhile?: (folder: string) => void): Promise<void>
  /** The network between this office and the central system fails, in the middle of whatever it carries. */
  cutLine(): void
  restoreLine(): void
  /** As if the user had chosen the item of the menu; desktop only. */
  chooseMenu(id: string): Promise<void>
  /** The user has gone to a window of something else. */
  goAway(): Promise<void>
  /** Titles of the notifications of the system that are to be seen; desktop only. */
  notifications(): Promise<string[]>
  chooseNotification(title: string): Promise<void>
  /** The printer, or the browser's dialog, does not take the next job. */
  failNextPrint(): Promise<void>
  /** The file that comes of the save dialog which `ask` opens; desktop only. */
  savePdf(ask: () => Promise<void>): Promise<Buffer>
  end(): Promise<void>
}

export type OfficeOptions = {
  central: string
  /** Null for a new installation that nobody has activated. */
  activationCode: string | null
  browser: Browser
  clock: string
}

const activation = (code: string | null): string[] => (code === null ? [] : [`--activation=${code}`])

/** The office's core in plain Node with its web host, and a browser before it. */
export async function startWebOffice(options: OfficeOptions): Promise<OfficeSide> {
  // Spaces and Persian letters, as in a user's home folder.
  const folder = mkdtempSync(join(tmpdir(), 'pishkhan دفتر '))
  const line = await createLine(options.central)
  let port = '0'
  const launch = () =>
    startProgram('electron/core/office.ts', [
      ...['--port', port, '--data', folder, '--central', line.url, '--clock', options.clock],
      ...(port === '0' ? activation(options.activationCode) : []),
    ])
  let core: Program = await launch()
  const app = core.ready.app
  if (!app) throw new Error('the office did not say where it is')
  port = new URL(app).port
  const context = await options.browser.newContext({ viewport: { width: 1366, height: 768 } })
  await context.addInitScript(closePrintDialogs)
  const page = await context.newPage()
  await page.goto(app)
  const others: Page[] = []
  return {
    transport: 'browser',
    page,
    async anotherScreen() {
      const other = await (
        await options.browser.newContext({ viewport: { width: 1366, height: 768 } })
      ).newPage()
      others.push(other)
      await other.goto(app)
      return other
    },
    async openDisplay() {
      const display = await (
        await options.browser.newContext({ viewport: { width: 1366, height: 768 } })
      ).newPage()
      others.push(display)
      await display.goto(new URL('/display', app).href)
      return display
    },
    async killCore(meanwhile) {
      await core.kill()
      meanwhile?.(folder)
      core = await launch()
    },
    cutLine: line.cut,
    restoreLine: line.mend,
    chooseMenu: () => Promise.reject(new Error('a browser has its own menu')),
    goAway: () => loseFocus(page),
    notifications: () => Promise.reject(new Error('a browser without a head shows no notifications')),
    chooseNotification: () => Promise.reject(new Error('a browser without a head shows no notifications')),
    failNextPrint: () =>
      page.evaluate(() => {
        const { print } = window
        window.print = () => {
          window.print = print
          throw new Error('no printer')
        }
      }),
    savePdf: () => Promise.reject(new Error('a browser saves by its own print dialog')),
    async end() {
      for (const open of [page, ...others]) await open.context().close()
      await core.stop()
      await line.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Playwright keeps every page awake and in front: what the page asks is answered as if it were not. */
async function loseFocus(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.hasFocus = () => false
    window.dispatchEvent(new Event('blur'))
  })
}

/** A browser without a head opens no print dialog and never tells that it was closed: this one is closed at once. */
function closePrintDialogs(): void {
  window.print = () => {
    window.dispatchEvent(new Event('beforeprint'))
    window.dispatchEvent(new Event('afterprint'))
  }
}

/** The desktop application on the double of Electron (`tests/support/electron-double`). */
export async function startDesktopOffice(options: Omit<OfficeOptions, 'browser'>): Promise<OfficeSide> {
  const line = await createLine(options.central)
  const folder = mkdtempSync(join(tmpdir(), 'pishkhan saved '))
  const app = await launchDesktop([
    `--central=${line.url}`,
    ...activation(options.activationCode),
    `--clock=${options.clock}`,
  ])
  await app.page.setViewportSize({ width: 1366, height: 768 })
  return {
    transport: app.kind,
    page: app.page,
    anotherScreen: () => Promise.reject(new Error('the desktop application has one screen')),
    async openDisplay() {
      await app.clickMenu('display')
      const opened = () => app.pages().find((page) => page.url().endsWith('/display.html'))
      await expect.poll(() => opened() !== undefined, { timeout: 30_000 }).toBe(true)
      const display = opened()
      if (!display) throw new Error('the display has gone again')
      await display.setViewportSize({ width: 1366, height: 768 })
      return display
    },
    async killCore() {
      const pid = await app.corePid()
      if (pid === null) throw new Error('no core is running')
      process.kill(pid, 'SIGKILL')
    },
    cutLine: line.cut,
    restoreLine: line.mend,
    chooseMenu: app.clickMenu,
    async goAway() {
      await loseFocus(app.page)
      await app.blur()
    },
    notifications: app.notifications,
    chooseNotification: app.chooseNotification,
    failNextPrint: () => app.answerPrint('failed'),
    async savePdf(ask) {
      const file = join(folder, 'schedule.pdf')
      await app.answerSaveDialog(file)
      await ask()
      await expect.poll(() => existsSync(file), { timeout: 30_000 }).toBe(true)
      return readFileSync(file)
    },
    async end() {
      await app.close()
      await line.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
