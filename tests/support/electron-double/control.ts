import { quitFromOutside } from './app.ts'
import { openWindows } from './browser-window.ts'
import { recordedCalls } from './calls.ts'
import { chromiumHost } from './chromium-host.ts'
import { clickMenu, menuEntries } from './menu.ts'
import { clickNotification, dismissNotification, shownNotifications } from './notification.ts'
import { askPermission, mayDownload } from './session.ts'
import type { DoubleSettings } from './settings.ts'
import { settings } from './settings.ts'
import { ElectronDoubleError } from './strict.ts'
import { utilities } from './utility-process.ts'

/** What a test can do to the machine and see of it, beside what it does in the page. */
export const controls = {
  calls: (name?: string | null) => recordedCalls(name),
  /** Answers are put behind those that wait; the rest replaces. */
  set({ messageBoxes = [], saveDialogs = [], printJobs = [], ...rest }: Partial<DoubleSettings>) {
    const current = settings()
    current.messageBoxes.push(...messageBoxes)
    current.saveDialogs.push(...saveDialogs)
    current.printJobs.push(...printJobs)
    Object.assign(current, rest)
  },
  menu: () => menuEntries(),
  clickMenu: (id: string) => clickMenu(id),
  notifications: () => shownNotifications(),
  clickNotification: (title: string) => clickNotification(title),
  dismissNotification: (title: string) => dismissNotification(title),
  utilities: () => utilities(),
  windows: () =>
    openWindows().map((window) => ({
      bounds: window.getBounds(),
      visible: window.isVisible(),
      maximized: window.isMaximized(),
      minimized: window.isMinimized(),
      focused: window.isFocused(),
      flashing: window.isFlashing,
      url: window.page.getURL(),
      targetId: window.page.targetId,
    })),
  setBounds: (bounds: Electron.Rectangle) => firstWindow().setBounds(bounds),
  maximize: () => firstWindow().maximize(),
  minimize: () => firstWindow().minimize(),
  /** As if the user had gone to a window of something else. */
  blur: () => firstWindow().loseFocus(),
  /** As if the user had come back to it. */
  focus: () => firstWindow().gainFocus(),
  /** As the cross at the window's corner. */
  closeWindow: () => firstWindow().close(),
  crashPage: () => firstWindow().page.crash(),
  askPermission: (permission: string) => askPermission(firstWindow().page.shown, permission),
  mayDownload: () => mayDownload(),
  quit: () => quitFromOutside(),
}

export type Controls = typeof controls

function firstWindow() {
  const [window] = openWindows()
  if (window === undefined) throw new ElectronDoubleError('no window is open')
  return window
}

type Request = { id: number; op: keyof Controls; args: unknown[] }
export type ControlAnswer = { id: number; ok: boolean; value: unknown } | { chromium: string }

/** Serves the launcher, which is the parent process; when that goes, the application goes as well. */
export function serveControl(): void {
  const say = (answer: ControlAnswer) => process.send?.(answer)
  process.on('message', ({ id, op, args }: Request) => {
    Promise.try(() => (controls[op] as (...given: unknown[]) => unknown)(...args)).then(
      (value) => say({ id, ok: true, value }),
      (error: unknown) =>
        say({ id, ok: false, value: error instanceof Error ? error.message : String(error) }),
    )
  })
  process.once('disconnect', () => process.exit(1))
  chromiumHost().then(
    ({ endpoint }) => say({ chromium: endpoint }),
    (error: unknown) => {
      process.stderr.write(`${error}\n`)
      process.exit(70)
    },
  )
}
