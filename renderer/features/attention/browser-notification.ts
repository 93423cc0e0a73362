import type { Matter } from '#shared/contract/attention.ts'
import type { WhatAndTodo } from '#shared/i18n/messages.ts'

/** Whether this is a browser that knows notifications, and what it was told about them. */
export type BrowserPermission = NotificationPermission | 'unknown'

export const browserPermission = (): BrowserPermission =>
  'Notification' in window ? Notification.permission : 'unknown'

const shown = new Map<Matter, Notification>()

/** A notification of the browser, where somebody has permitted it in the settings; one for each matter. */
export function tellInBrowser(matter: Matter, { what, todo }: WhatAndTodo, chosen: () => void): void {
  if (browserPermission() !== 'granted') return
  const { lang, dir } = document.documentElement
  const notification = new Notification(what, {
    body: todo,
    tag: matter,
    lang,
    dir: dir === 'rtl' ? 'rtl' : 'ltr',
    silent: true,
  })
  shown.set(matter, notification)
  notification.onclick = () => {
    window.focus()
    chosen()
    notification.close()
  }
}

/** Somebody looks: nothing has to be told any more. */
export function withdrawFromBrowser(): void {
  for (const notification of shown.values()) notification.close()
  shown.clear()
}
