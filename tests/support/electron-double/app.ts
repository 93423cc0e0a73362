import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { appEvents } from './app-events.ts'
import { openWindows } from './browser-window.ts'
import { record } from './calls.ts'
import { endChromium } from './chromium-host.ts'
import { lifecycle } from './lifecycle.ts'
import { settings } from './settings.ts'
import { SingleInstance } from './single-instance.ts'
import { ElectronDoubleError, preventable, StrictEmitter, strict } from './strict.ts'

const folders = ['home', 'appData', 'userData', 'documents', 'temp', 'logs'] as const

class AppDouble extends StrictEmitter {
  readonly #paths = new Map<string, string>()
  readonly #manifest: { name: string; productName?: string; version: string }
  #lock: SingleInstance | null = null
  #quitting = false

  constructor() {
    super('app', {
      emitted: [
        ...[
          'ready',
          'window-all-closed',
          'before-quit',
          'will-quit',
          'quit',
          'second-instance',
          'web-contents-created',
        ],
      ],
      silent: ['activate'],
    })
    this.#manifest = JSON.parse(readFileSync(join(settings().appRoot, 'package.json'), 'utf8'))
    appEvents.webContentsCreated = (contents) => this.emit('web-contents-created', {}, contents)
    appEvents.windowClosed = () => this.#windowClosed()
  }

  get isPackaged(): boolean {
    return settings().packaged
  }

  isReady(): boolean {
    return lifecycle.isReady
  }

  whenReady(): Promise<void> {
    return lifecycle.whenReady()
  }

  /** The application's module has run: now Electron emits `ready`. */
  becomeReady(): void {
    lifecycle.markReady()
    this.emit('ready', {})
  }

  enableSandbox(): void {
    lifecycle.onlyBeforeReady('app.enableSandbox')
    record('app.enableSandbox')
  }

  getAppPath(): string {
    return settings().appRoot
  }

  getVersion(): string {
    return this.#manifest.version
  }

  getName(): string {
    return this.#manifest.productName ?? this.#manifest.name
  }

  getPath(name: string): string {
    const known = folders.find((folder) => folder === name)
    if (known === undefined) throw new ElectronDoubleError(`app.getPath('${name}') is not implemented`)
    const set = this.#paths.get(name)
    if (set !== undefined) return set
    const path =
      known === 'userData'
        ? join(this.getPath('appData'), this.getName())
        : join(settings().machineDir, known)
    mkdirSync(path, { recursive: true })
    return path
  }

  setPath(name: string, path: string): void {
    if (!folders.some((folder) => folder === name)) throw new Error(`Failed to set path '${name}'`)
    if (!isAbsolute(path)) throw new Error('Path must be absolute')
    if (!statSync(path).isDirectory()) throw new Error(`${path} is no directory`)
    this.#paths.set(name, path)
  }

  requestSingleInstanceLock(): boolean {
    this.#lock ??= SingleInstance.request(this.getPath('userData'), (argv, cwd) =>
      this.emit('second-instance', {}, argv, cwd, null),
    )
    return this.#lock.isFirst
  }

  #windowClosed(): void {
    if (openWindows().length > 0 || this.#quitting) return
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed')
    else this.quit()
  }

  quit(): void {
    // Electron, too, leaves the code that called it before it starts to end.
    setImmediate(() => this.#quit())
  }

  #quit(): void {
    const before = preventable({})
    this.emit('before-quit', before)
    if (before.defaultPrevented) return
    this.#quitting = true
    for (const window of openWindows()) window.close()
    if (openWindows().length > 0) {
      this.#quitting = false
      return
    }
    const will = preventable({})
    this.emit('will-quit', will)
    if (!will.defaultPrevented) this.exit(0)
  }

  exit(code = 0): void {
    record('app.exit', code)
    appEvents.ending = true
    this.emit('quit', {}, code)
    this.#lock?.release()
    void endChromium().finally(() => process.exit(code))
  }
}

const double = new AppDouble()

export const becomeReady = (): void => double.becomeReady()
export const quitFromOutside = (): void => double.quit()
export const app = strict('app', double) as unknown as Electron.App
