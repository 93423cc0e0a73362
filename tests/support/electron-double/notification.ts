import { record } from './calls.ts'
import { lifecycle } from './lifecycle.ts'
import { settings } from './settings.ts'
import { ElectronDoubleError, onlyKnown, StrictEmitter, strict } from './strict.ts'

// Where a user would see them: those that have been shown and not closed, the oldest first.
const onScreen: NotificationDouble[] = []

/** What the application calls a notification. The system's own look, sound and list of earlier ones are not here. */
class NotificationDouble extends StrictEmitter {
  readonly title: string
  readonly body: string
  readonly silent: boolean

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super('Notification', { emitted: ['show', 'click', 'close'] })
    lifecycle.onlyAfterReady('Notification')
    onlyKnown('Notification', options, ['title', 'body', 'silent'])
    this.title = options.title ?? ''
    this.body = options.body ?? ''
    this.silent = options.silent ?? false
    record('new Notification', options)
  }

  /** One that is shown again takes the place of its former self, as Electron documents it. */
  show(): void {
    if (!settings().notifications) throw new ElectronDoubleError('the system has no notifications')
    remove(this)
    onScreen.push(this)
    record('notification.show', { title: this.title, body: this.body })
    setImmediate(() => this.emit('show', {}))
  }

  close(): void {
    remove(this)
    record('notification.close', { title: this.title })
  }
}

function remove(notification: NotificationDouble): void {
  const index = onScreen.indexOf(notification)
  if (index >= 0) onScreen.splice(index, 1)
}

/** What the user sees of them, for the control channel. */
export const shownNotifications = () => onScreen.map(({ title, body, silent }) => ({ title, body, silent }))

function withTitle(title: string): NotificationDouble {
  const notification = onScreen.find((one) => one.title === title)
  if (notification === undefined) throw new ElectronDoubleError(`no notification «${title}» is shown`)
  return notification
}

/** As if the user had chosen it: it goes, as the systems let it. */
export function clickNotification(title: string): void {
  const notification = withTitle(title)
  remove(notification)
  notification.emit('click', {})
}

/** As if the user had waved it away. */
export function dismissNotification(title: string): void {
  const notification = withTitle(title)
  remove(notification)
  notification.emit('close', {})
}

export const Notification = new Proxy(NotificationDouble, {
  construct: (_target, [options]) => strict('Notification', new NotificationDouble(options)),
  get(_target, key) {
    if (key === 'prototype') return NotificationDouble.prototype
    if (key === 'isSupported') return () => settings().notifications
    throw new ElectronDoubleError(`Notification.${String(key)} is not implemented`)
  },
}) as unknown as typeof Electron.Notification
