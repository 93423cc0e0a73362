import { BrowserWindow, nativeTheme, screen } from 'electron'
import { APP_ORIGIN } from '#shared/contract/channels.ts'
import { paper } from './main-window.ts'
import { pagePreferences } from './page-preferences.ts'

/** The waiting room's page, in the desktop app's own scheme. */
export const DISPLAY_URL = `${APP_ORIGIN}/display.html`

/**
 * Opens the waiting room's window: full on a further monitor where there is one, else as a window beside the work, which
 * can be dragged to where it is to be.
 */
export function openDisplayWindow(title: string): BrowserWindow {
  const primary = screen.getPrimaryDisplay()
  const further = screen.getAllDisplays().find(({ id }) => id !== primary.id)
  const window = new BrowserWindow({
    ...(further?.workArea ?? { width: 1024, height: 640 }),
    fullscreen: further !== undefined,
    title,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? paper.dark : paper.light,
    webPreferences: {
      ...pagePreferences(),
      // Its sound is off until somebody turns it on; from then on nobody stands there to click after each start.
      autoplayPolicy: 'no-user-gesture-required',
    },
  })
  window.once('ready-to-show', () => window.show())
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload()
  })
  window.loadURL(DISPLAY_URL).catch(() => {
    if (!window.isDestroyed()) window.destroy()
  })
  return window
}
