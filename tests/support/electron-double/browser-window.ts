import { appEvents } from './app-events.ts'
import { record } from './calls.ts'
import { lifecycle } from './lifecycle.ts'
import { settings } from './settings.ts'
import { ElectronDoubleError, onlyKnown, preventable, StrictEmitter, strict } from './strict.ts'
import { WebContentsDouble } from './web-contents.ts'

const knownOptions = [
  ...[
    'x',
    'y',
    'width',
    'height',
    'minWidth',
    'minHeight',
    'title',
    'show',
    'autoHideMenuBar',
    'backgroundColor',
  ],
  ...['fullscreen', 'resizable', 'minimizable', 'maximizable', 'fullscreenable', 'webPreferences'],
]
const knownPreferences = [
  ...[
    'preload',
    'sandbox',
    'contextIsolation',
    'nodeIntegration',
    'webviewTag',
    'spellcheck',
    'navigateOnDragDrop',
  ],
  ...['devTools', 'javascript', 'autoplayPolicy'],
]
const events = {
  emitted: [
    'ready-to-show',
    'show',
    'close',
    'closed',
    'resize',
    'move',
    'maximize',
    'unmaximize',
    'focus',
    'blur',
    'minimize',
    'restore',
  ],
}

const windows = new Map<WebContentsDouble, BrowserWindowDouble>()

/** The window behind what the application holds, for the control channel. */
export const openWindows = (): BrowserWindowDouble[] => [...windows.values()]

export class BrowserWindowDouble extends StrictEmitter {
  readonly #contents: WebContentsDouble
  #bounds: Electron.Rectangle
  #maximized = false
  #minimized = false
  #visible: boolean
  #focused = false
  isFlashing = false
  #destroyed = false
  shown: Electron.BrowserWindow | null = null

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow', events)
    lifecycle.onlyAfterReady('BrowserWindow')
    onlyKnown('BrowserWindow', options, knownOptions)
    const preferences = options.webPreferences ?? {}
    onlyKnown('webPreferences', preferences, knownPreferences)
    if (
      preferences.sandbox !== true ||
      preferences.contextIsolation !== true ||
      preferences.nodeIntegration !== false
    )
      throw new ElectronDoubleError('a window without sandbox and context isolation is not implemented')
    record('new BrowserWindow', options)
    const { workArea } = settings().displays[0] ?? { workArea: { x: 0, y: 0, width: 800, height: 600 } }
    const { width = 800, height = 600 } = options
    this.#bounds = { x: options.x ?? workArea.x, y: options.y ?? workArea.y, width, height }
    this.#visible = options.show !== false
    this.#contents = new WebContentsDouble({
      preload: preferences.preload ?? null,
      javascript: preferences.javascript !== false,
      width,
      height,
    })
    windows.set(this.#contents, this)
    this.#contents.once('did-finish-load', () => this.emit('ready-to-show'))
    this.#contents.on('destroyed', () => this.#closed())
    appEvents.webContentsCreated(this.#contents.shown)
  }

  get webContents(): Electron.WebContents {
    return this.#contents.shown
  }

  get page(): WebContentsDouble {
    return this.#contents
  }

  loadURL(url: string): Promise<void> {
    this.#alive('loadURL')
    return this.#contents.loadURL(url)
  }

  show(): void {
    this.#visible = true
    record('window.show')
    this.emit('show')
    this.gainFocus()
  }

  focus(): void {
    this.#alive('focus')
    record('window.focus')
    this.gainFocus()
  }

  isFocused(): boolean {
    return this.#focused
  }

  /** The window manager gives it the focus; it flashes until it is told to stop, as on Windows. */
  gainFocus(): void {
    if (this.#focused || !this.#visible || this.#minimized) return
    for (const other of openWindows()) if (other !== this) other.loseFocus()
    this.#focused = true
    this.emit('focus')
  }

  loseFocus(): void {
    if (!this.#focused) return
    this.#focused = false
    this.emit('blur')
  }

  flashFrame(flag: boolean): void {
    this.#alive('flashFrame')
    if (typeof flag !== 'boolean') throw new TypeError('flashFrame takes a boolean')
    this.isFlashing = flag
    record('window.flashFrame', flag)
  }

  isVisible(): boolean {
    return this.#visible
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  isMinimized(): boolean {
    return this.#minimized
  }

  minimize(): void {
    this.#minimized = true
    this.emit('minimize')
    this.loseFocus()
  }

  restore(): void {
    this.#minimized = false
    record('window.restore')
    this.emit('restore')
  }

  isMaximized(): boolean {
    return this.#maximized
  }

  maximize(): void {
    this.#maximized = true
    this.emit('maximize')
  }

  unmaximize(): void {
    this.#maximized = false
    this.emit('unmaximize')
  }

  getBounds(): Electron.Rectangle {
    this.#alive('getBounds')
    return { ...this.#bounds }
  }

  getNormalBounds(): Electron.Rectangle {
    return this.getBounds()
  }

  /** As if the user had moved or resized the window. */
  setBounds(bounds: Electron.Rectangle): void {
    this.#bounds = { ...bounds }
    this.#contents.resize(bounds.width, bounds.height)
    this.emit('move')
    this.emit('resize')
  }

  close(): void {
    if (this.#destroyed) return
    const event = preventable({})
    this.emit('close', event)
    if (!event.defaultPrevented) this.destroy()
  }

  destroy(): void {
    this.#contents.destroyPage()
  }

  #closed(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    windows.delete(this.#contents)
    this.emit('closed')
    appEvents.windowClosed()
  }

  #alive(what: string): void {
    if (this.#destroyed) throw new TypeError(`Object has been destroyed (BrowserWindow.${what})`)
  }
}

function show(window: BrowserWindowDouble): Electron.BrowserWindow {
  window.shown ??= strict('BrowserWindow', window) as unknown as Electron.BrowserWindow
  return window.shown
}

/** What the application imports: `new BrowserWindow(…)` gives the strict face. */
export const BrowserWindow = new Proxy(BrowserWindowDouble, {
  construct: (_target, [options]) => show(new BrowserWindowDouble(options)),
  get(_target, key) {
    if (key === 'prototype') return BrowserWindowDouble.prototype
    if (key === 'getAllWindows') return () => openWindows().map(show)
    if (key === 'fromWebContents')
      return (contents: unknown) => {
        const window = openWindows().find(({ page }) => page.shown === contents)
        return window === undefined ? null : show(window)
      }
    throw new ElectronDoubleError(`BrowserWindow.${String(key)} is not implemented`)
  },
}) as unknown as typeof Electron.BrowserWindow
