import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromChromium, originOf, toChromium } from './addresses.ts'
import { appEvents } from './app-events.ts'
import { record } from './calls.ts'
import type { CdpSession } from './cdp.ts'
import { chromiumHost } from './chromium-host.ts'
import { receiveFromPage } from './ipc-main.ts'
import { RemotePorts, takeEnd } from './message-ports.ts'
import type { PausedRequest } from './page-requests.ts'
import { answerRequest } from './page-requests.ts'
import {
  BINDING_NAME,
  isolatedWorldScript,
  mainWorldScript,
  RECEIVER_NAME,
  WORLD_NAME,
} from './page-runtime.ts'
import { checkPdfOptions, checkPrintOptions, toCdpPdfOptions } from './print-options.ts'
import { session } from './session.ts'
import { settings } from './settings.ts'
import { ElectronDoubleError, StrictEmitter, strict } from './strict.ts'
import { createWire } from './wire.ts'

export type PageOptions = { preload: string | null; javascript: boolean; width: number; height: number }

const events = {
  emitted: [
    'did-finish-load',
    'did-fail-load',
    'will-navigate',
    'will-frame-navigate',
    'render-process-gone',
    'destroyed',
    'dom-ready',
  ],
  // Nothing here redirects on a server's side, without web views none can be attached, and there are no devices.
  silent: [
    'will-redirect',
    'will-attach-webview',
    'select-bluetooth-device',
    'unresponsive',
    'responsive',
    'preload-error',
  ],
}

/** What a page says; `token` names the document that says it. */
type FromPage = {
  k: string
  token: string
  id: number
  data: unknown
  channel: string
  args: unknown
  url: string
}

const wire = createWire()
let nextId = 0

/** A frame as it was when it sent something. */
class WebFrameMainDouble {
  readonly parent = null
  readonly url: string
  readonly origin: string
  readonly detached = false

  constructor(chromiumUrl: string) {
    this.url = fromChromium(chromiumUrl)
    this.origin = originOf(chromiumUrl)
  }
}

/** The page of one window: a target of the real Chromium, steered over the DevTools protocol. */
export class WebContentsDouble extends StrictEmitter {
  readonly id: number
  readonly session = session.defaultSession
  readonly #cdp: Promise<CdpSession>
  readonly #ports: RemotePorts
  readonly #options: PageOptions
  #targetId = ''
  #url = 'about:blank'
  #mainFrameId = ''
  #programmatic: string | null = null
  #contextId: number | null = null
  #document = ''
  #outgoing: object[] = []
  #destroyed = false
  #windowOpenHandler: ((details: never) => { action: string }) | null = null
  #shown: Electron.WebContents | null = null

  constructor(options: PageOptions) {
    super('WebContents', events)
    nextId += 1
    this.id = nextId
    this.#options = options
    this.#ports = new RemotePorts((message) =>
      this.#toPage('data' in message ? { ...message, data: wire.encode(message.data) } : message),
    )
    this.#cdp = this.#open()
    this.#cdp.catch((error: unknown) => appEvents.fail(error))
  }

  /** The strict face that the application sees. */
  get shown(): Electron.WebContents {
    this.#shown ??= strict('webContents', this) as unknown as Electron.WebContents
    return this.#shown
  }

  get targetId(): string {
    return this.#targetId
  }

  async #open(): Promise<CdpSession> {
    const { connection } = await chromiumHost()
    const browser = connection.session(null)
    const { width, height, javascript, preload } = this.#options
    const { targetId } = await browser.send('Target.createTarget', {
      url: 'about:blank',
      newWindow: true,
      width,
      height,
    })
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true })
    const cdp = connection.session(sessionId)
    this.#targetId = targetId
    browser.on('Target.detachedFromTarget', (event: { sessionId: string }) => {
      if (event.sessionId === sessionId) this.#gone()
    })
    browser.on(
      'Target.targetCreated',
      ({ targetInfo }: { targetInfo: { targetId: string; openerId?: string } }) => {
        // By a link: Chromium has opened it already; Electron would not have. The handler was asked by `Page.windowOpen`.
        if (targetInfo.openerId === targetId)
          browser.send('Target.closeTarget', { targetId: targetInfo.targetId }).catch(() => undefined)
      },
    )
    cdp.on('Fetch.requestPaused', (request: PausedRequest) => void this.#onRequest(request, cdp))
    cdp.on('Page.frameNavigated', ({ frame }: { frame: { id: string; parentId?: string; url: string } }) => {
      if (frame.parentId === undefined) this.#url = frame.url
    })
    cdp.on('Page.domContentEventFired', () => this.emit('dom-ready', {}))
    cdp.on('Page.loadEventFired', () => {
      if (this.#url === 'about:blank') return
      record('did-finish-load', fromChromium(this.#url))
      this.emit('did-finish-load', {})
    })
    cdp.on('Page.windowOpen', ({ url }: { url: string }) => this.#onWindowOpen(url))
    cdp.on('Inspector.targetCrashed', () => {
      this.#documentGone()
      // Chromium says so before it has taken the dead process out of the tab; a load that begins now can get lost.
      setTimeout(() => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 139 }), 200)
    })
    cdp.on('Runtime.bindingCalled', (call: { payload: string; executionContextId: number }) =>
      this.#fromPage(call),
    )
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }: { executionContextId: number }) => {
      if (executionContextId === this.#contextId) this.#documentGone()
    })
    const { frameTree } = await cdp.send('Page.getFrameTree')
    this.#mainFrameId = frameTree.frame.id
    await Promise.all([
      browser.send('Target.setDiscoverTargets', { discover: true }),
      cdp.send('Page.enable'),
      cdp.send('Inspector.enable'),
      cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
      ...(preload === null ? [] : this.#installPreload(cdp, preload)),
      ...(javascript ? [] : [cdp.send('Emulation.setScriptExecutionDisabled', { value: true })]),
    ])
    await this.#resize(cdp, width, height)
    return cdp
  }

  #installPreload(cdp: CdpSession, path: string): Promise<unknown>[] {
    const config = {
      secret: randomBytes(8).toString('hex'),
      binding: BINDING_NAME,
      receiver: RECEIVER_NAME,
      platform: process.platform,
      versions: { electron: process.versions.electron ?? '', chrome: '', node: process.versions.node },
    }
    const scripts = [
      { source: mainWorldScript(config) },
      { source: isolatedWorldScript(config, readFileSync(path, 'utf8')), worldName: WORLD_NAME },
    ]
    return [
      cdp.send('Runtime.enable'),
      cdp.send('Runtime.addBinding', { name: BINDING_NAME, executionContextName: WORLD_NAME }),
      ...scripts.map((script) => cdp.send('Page.addScriptToEvaluateOnNewDocument', script)),
    ]
  }

  async #resize(cdp: CdpSession, width: number, height: number): Promise<void> {
    const { windowId } = await cdp.send('Browser.getWindowForTarget')
    await cdp.send('Browser.setContentsSize', { windowId, width, height })
  }

  resize(width: number, height: number): void {
    this.#cdp.then((cdp) => this.#resize(cdp, width, height)).catch(() => undefined)
  }

  async #onRequest(request: PausedRequest, cdp: CdpSession): Promise<void> {
    const isMainFrame = request.frameId === this.#mainFrameId
    const isNavigation = request.resourceType === 'Document'
    const own = isMainFrame && isNavigation && request.request.url === this.#programmatic
    if (own) this.#programmatic = null
    await answerRequest(request, cdp, {
      mayNavigate: isNavigation && !own ? (event) => this.#askNavigation(event, isMainFrame) : null,
    })
  }

  #askNavigation(
    event: { readonly url: string; readonly defaultPrevented: boolean },
    isMainFrame: boolean,
  ): boolean {
    if (isMainFrame) this.emit('will-navigate', event, event.url)
    this.emit('will-frame-navigate', event)
    return !event.defaultPrevented
  }

  #onWindowOpen(url: string): void {
    const answer = this.#windowOpenHandler?.({ url: fromChromium(url), disposition: 'new-window' } as never)
    record('window-open', fromChromium(url), answer?.action ?? 'allow')
    if (answer?.action !== 'deny')
      appEvents.fail(new ElectronDoubleError('opening a further window is not implemented'))
  }

  /**
   * Each document greets before it says anything else. What Chromium tells of worlds that come and go is of no use here: at a change
   * of process the old one's farewell can come after the new one's arrival.
   */
  #fromPage({ payload, executionContextId }: { payload: string; executionContextId: number }): void {
    const message = JSON.parse(payload) as FromPage
    if (message.k === 'hello') {
      this.#documentGone()
      this.#contextId = executionContextId
      this.#document = message.token
    } else if (message.token !== this.#document) return
    else if (message.k === 'port') this.#ports.arrived(message.id, wire.decode(message.data))
    else if (message.k === 'port-close') this.#ports.closed(message.id)
    else if (message.k === 'window-open') this.#onWindowOpen(message.url)
    else {
      const frame = strict('WebFrameMain', new WebFrameMainDouble(this.#url))
      const args = wire.decode(message.args) as unknown[]
      receiveFromPage(
        message.k,
        message.channel,
        args,
        { sender: this.shown, senderFrame: frame },
        (ok, value) =>
          this.#toPage({ k: 'answer', id: message.id, ok, value: ok ? wire.encode(value) : value }),
      )
    }
  }

  /** What is said to a page within one turn travels together. */
  #toPage(message: object): void {
    if (this.#contextId === null) return
    this.#outgoing.push(message)
    if (this.#outgoing.length === 1) setImmediate(() => void this.#flush())
  }

  async #flush(): Promise<void> {
    const batch = JSON.stringify(this.#outgoing.splice(0))
    const executionContextId = this.#contextId
    if (executionContextId === null) return
    const cdp = await this.#cdp
    const functionDeclaration = `function (batch) { globalThis.${RECEIVER_NAME}(batch) }`
    await cdp
      .send('Runtime.callFunctionOn', {
        functionDeclaration,
        executionContextId,
        arguments: [{ value: batch }],
      })
      .catch(() => undefined)
  }

  #documentGone(): void {
    this.#contextId = null
    this.#document = ''
    this.#outgoing = []
    this.#ports.closeAll()
  }

  #gone(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    this.#documentGone()
    this.emit('destroyed')
  }

  get mainFrame(): Electron.WebFrameMain {
    return strict('WebFrameMain', new WebFrameMainDouble(this.#url)) as unknown as Electron.WebFrameMain
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  getURL(): string {
    return fromChromium(this.#url)
  }

  async loadURL(url: string): Promise<void> {
    const cdp = await this.#cdp
    const target = toChromium(url)
    this.#programmatic = target
    const loaded = new Promise<void>((resolve) => super.once('did-finish-load', () => resolve()))
    const { errorText } = await cdp.send('Page.navigate', { url: target })
    if (errorText !== undefined) {
      this.emit('did-fail-load', {}, -2, errorText, url, true)
      throw new Error(`${errorText} (-2) loading '${url}'`)
    }
    await loaded
  }

  reload(): void {
    void this.#cdp.then((cdp) => {
      this.#programmatic = this.#url
      return cdp.send('Page.navigate', { url: this.#url })
    })
  }

  setWindowOpenHandler(handler: (details: never) => { action: string }): void {
    this.#windowOpenHandler = handler
  }

  send(channel: string, ...args: unknown[]): void {
    this.#alive('send')
    this.#toPage({ k: 'ipc', channel, args: wire.encode(args), ports: [] })
  }

  postMessage(channel: string, message: unknown, transfer: readonly unknown[] = []): void {
    this.#alive('postMessage')
    const ports = transfer.map((port) => this.#ports.adopt(takeEnd(port)))
    this.#toPage({ k: 'ipc', channel, args: wire.encode([message]), ports })
  }

  print(
    options: Electron.WebContentsPrintOptions = {},
    callback?: (success: boolean, reason: string) => void,
  ): void {
    this.#alive('print')
    checkPrintOptions(options)
    record('webContents.print', options)
    const { deviceName } = options
    const isThere = deviceName === undefined || settings().printers.some(({ name }) => name === deviceName)
    const outcome = isThere
      ? (settings().printJobs.shift() ?? { success: true, reason: '' })
      : { success: false, reason: 'Invalid deviceName provided' }
    const paper = outcome.success ? this.#paper({ preferCSSPageSize: true, printBackground: true }) : null
    void Promise.resolve(paper).then((pdf) => {
      if (pdf !== null) keepPaper(pdf)
      callback?.(outcome.success, outcome.reason)
    })
  }

  async getPrintersAsync(): Promise<Electron.PrinterInfo[]> {
    this.#alive('getPrintersAsync')
    return settings().printers.map((printer) => ({ ...printer, options: { ...printer.options } }))
  }

  async printToPDF(options: Electron.PrintToPDFOptions): Promise<Buffer> {
    this.#alive('printToPDF')
    checkPdfOptions(options)
    record('webContents.printToPDF', options)
    return this.#paper(options)
  }

  async #paper(options: Electron.PrintToPDFOptions): Promise<Buffer> {
    const cdp = await this.#cdp
    const { data } = await cdp.send('Page.printToPDF', toCdpPdfOptions(options))
    return Buffer.from(data, 'base64')
  }

  #alive(what: string): void {
    if (this.#destroyed) throw new TypeError(`Object has been destroyed (webContents.${what})`)
  }

  /** As if the page's process had died. */
  crash(): void {
    void this.#cdp.then((cdp) => cdp.send('Page.crash')).catch(() => undefined)
  }

  /** Ends the page, for its window. */
  destroyPage(): void {
    if (this.#destroyed) return
    const targetId = this.#targetId
    this.#gone()
    void this.#cdp
      .then(() => chromiumHost())
      .then(({ connection }) =>
        connection.session(null).send('Target.closeTarget', { targetId: targetId || this.#targetId }),
      )
      .catch(() => undefined)
  }
}

let papers = 0

/** What a real printer would have put out lies in the machine's `printed` folder. */
function keepPaper(pdf: Buffer): void {
  const folder = join(settings().machineDir, 'printed')
  mkdirSync(folder, { recursive: true })
  papers += 1
  writeFileSync(join(folder, `${papers}.pdf`), pdf)
}
