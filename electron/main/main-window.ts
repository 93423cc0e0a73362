import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import { APP_ORIGIN } from '#shared/contract/channels.ts'
import { pagePreferences } from './page-preferences.ts'
import { fitToDisplays, keepWindowState, readWindowState, smallestSize } from './window-state.ts'

/** The paper of the two themes, so that nothing flashes before the page has painted. */
export const paper = { light: '#fbfaf8', dark: '#0f1518' } as const

/** So many crashes of the page in so long a time are taken for a fault that loading again does not mend. */
const crashLimit = { count: 3, withinMs: 60_000 } as const

export type MainWindow = { window: BrowserWindow; stateWritten: () => Promise<void> }

/**
 * Opens the window of the application where it was last, and loads it again when its page has crashed.
 *
 * @param pageLost is called when loading again does not help.
 */
export function openMainWindow(title: string, pageLost: () => void): MainWindow {
  const statePath = join(app.getPath('userData'), 'window-state.json')
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  const state = fitToDisplays(
    readWindowState(statePath),
    [primary, ...others].map(({ workArea }) => workArea),
  )
  const window = new BrowserWindow({
    ...state.bounds,
    minWidth: Math.min(smallestSize.width, state.bounds.width),
    minHeight: Math.min(smallestSize.height, state.bounds.height),
    title,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? paper.dark : paper.light,
    webPreferences: pagePreferences(),
  })
  if (state.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  reloadAfterCrash(window, pageLost)
  const stateWritten = keepWindowState(window, statePath)
  window.loadURL(`${APP_ORIGIN}/`).catch(() => {
    if (!window.isDestroyed()) pageLost()
  })
  return { window, stateWritten }
}

function reloadAfterCrash(window: BrowserWindow, pageLost: () => void): void {
  let crashes: number[] = []
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return
    const now = Date.now()
    crashes = [...crashes.filter((at) => now - at < crashLimit.withinMs), now]
    if (crashes.length >= crashLimit.count) pageLost()
    else if (!window.isDestroyed()) window.webContents.reload()
  })
}
