import type { BrowserWindow, IpcMain, Notification, NotificationConstructorOptions } from 'electron'
import { type Matter, matters } from '#shared/contract/attention.ts'
import type { WhatAndTodo } from '#shared/i18n/messages.ts'
import { listen, tell } from './ipc.ts'

export type AttentionDeps = {
  ipcMain: Pick<IpcMain, 'on'>
  /** The window of the work; null while there is none. */
  window: () => BrowserWindow | null
  /** Null where the system has no notifications. */
  notification: (options: NotificationConstructorOptions) => Notification | null
  words: (matter: Matter) => WhatAndTodo
}

/**
 * Tells of what needs a person by a notification of the operating system, as long as the window is not in front. Choosing it
 * brings the window forward and the page to the place. The words are main's own: the page says only which matter it is.
 */
export function tellMatters(deps: AttentionDeps): void {
  // Held, so that they answer for as long as they are to be seen; one for each matter.
  const shown = new Map<Matter, Notification>()
  const watched = new WeakSet<BrowserWindow>()

  const seen = (window: BrowserWindow) => {
    window.flashFrame(false)
    for (const notification of shown.values()) notification.close()
    shown.clear()
  }

  listen(deps.ipcMain, 'attention:tell', (event, message) => {
    const matter = matters.find((known) => known === message)
    const window = deps.window()
    if (matter === undefined || window === null || window.webContents !== event.sender) return
    if (window.isFocused()) return
    if (!watched.has(window)) {
      watched.add(window)
      window.on('focus', () => seen(window))
    }
    window.flashFrame(true)
    shown.get(matter)?.close()
    const { what, todo } = deps.words(matter)
    // Silent: a sound is the page's own matter, and off unless somebody has turned it on.
    const notification = deps.notification({ title: what, body: todo, silent: true })
    if (notification === null) return
    shown.set(matter, notification)
    notification.on('click', () => {
      if (window.isDestroyed()) return
      bringForward(window)
      tell(window.webContents, 'attention:open', matter)
    })
    notification.show()
  })
}

/** Puts a window before everything else, wherever it was. */
export function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
