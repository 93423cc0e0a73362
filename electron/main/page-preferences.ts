import { join } from 'node:path'
import { app, type WebPreferences } from 'electron'

/** How every page of the application runs: in the sandbox, with the one bridge and nothing else of Electron or Node. */
export const pagePreferences = (): WebPreferences => ({
  preload: join(app.getAppPath(), 'out', 'preload', 'index.cjs'),
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webviewTag: false,
  spellcheck: false,
  navigateOnDragDrop: false,
  devTools: !app.isPackaged,
})
