import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { fromChromium, isOwn, originOf, toChromium } from './addresses.ts'
import type { DoubleApp } from './launch.ts'
import { launchApp } from './launch.ts'
import { createWire } from './wire.ts'

// The double is only worth something if it refuses what Electron refuses. Each case here is a small application that does it.

let folder = ''
let app: DoubleApp | null = null
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pishkhan-strict-'))
})
afterEach(async () => {
  await app?.close()
  app = null
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const preamble = `
import * as electron from 'electron'
import { writeFileSync } from 'node:fs'
const { app, protocol, BrowserWindow, Menu, safeStorage, session, utilityProcess, MessageChannelMain, Notification, ipcMain, dialog, screen } = electron
const found = {}
const attempt = async (name, work) => {
  try { await work(); found[name] = 'nothing' } catch (error) { found[name] = error.message }
}
const scheme = { scheme: 'app', privileges: { standard: true, secure: true } }
const secure = { sandbox: true, contextIsolation: true, nodeIntegration: false }
`

function makeApp(name: string, main: string, preload = ''): string {
  const appRoot = join(folder, name)
  mkdirSync(appRoot, { recursive: true })
  writeFileSync(
    join(appRoot, 'package.json'),
    '{"name":"strict","version":"1.0.0","type":"module","main":"main.js"}',
  )
  writeFileSync(join(appRoot, 'main.js'), preamble + main)
  writeFileSync(join(appRoot, 'preload.cjs'), preload)
  writeFileSync(join(appRoot, 'child.js'), 'setInterval(() => undefined, 1000)')
  return appRoot
}

/** Runs an application that opens no window and writes what it met. */
async function findings(name: string, main: string): Promise<Record<string, string>> {
  const report = join(folder, `${name}.json`)
  const ending = `writeFileSync(${JSON.stringify(report)}, JSON.stringify(found)); app.exit(0)`
  const appRoot = makeApp(name, `${main}\n`.replace('END', ending))
  await expect(launchApp({ appRoot })).rejects.toThrow('ended with 0 before a window opened')
  return JSON.parse(readFileSync(report, 'utf8'))
}

describe('before the app is ready', () => {
  it('refuses what Electron gives only afterwards', async () => {
    const found = await findings(
      'early',
      `await attempt('window', () => new BrowserWindow({ webPreferences: secure }))
       await attempt('handle', () => protocol.handle('app', () => new Response()))
       await attempt('session', () => session.defaultSession)
       await attempt('menu', () => Menu.setApplicationMenu(null))
       await attempt('fork', () => utilityProcess.fork('x.js'))
       await attempt('channel', () => new MessageChannelMain())
       await attempt('storage', () => safeStorage.isAsyncEncryptionAvailable())
       await attempt('encrypt', () => safeStorage.encryptStringAsync('x'))
       await attempt('screen', () => screen.getPrimaryDisplay())
       await attempt('notification', () => new Notification({ title: 'x' }))
       await attempt('box', () => dialog.showMessageBox({ message: 'x' }))
       found.backend = safeStorage.getSelectedStorageBackend()
       app.whenReady().then(() => { END })`,
    )
    const { backend, ...refused } = found
    expect(backend).toBe('unknown')
    for (const [name, message] of Object.entries(refused))
      expect([name, message]).toEqual([name, expect.stringContaining('before the app is ready')])
    expect(Object.keys(refused)).toHaveLength(11)
  })
})

describe('when the app is ready', () => {
  it('refuses what must come before, and what comes twice', async () => {
    const found = await findings(
      'late',
      `protocol.registerSchemesAsPrivileged([scheme])
       await attempt('twice', () => protocol.registerSchemesAsPrivileged([scheme]))
       app.whenReady().then(async () => {
         await attempt('late', () => protocol.registerSchemesAsPrivileged([scheme]))
         await attempt('sandbox', () => app.enableSandbox())
         protocol.handle('app', () => new Response())
         await attempt('handled', () => protocol.handle('app', () => new Response()))
         await attempt('foreign', () => protocol.handle('other', () => new Response()))
         ipcMain.handle('x', () => 1)
         await attempt('handler', () => ipcMain.handle('x', () => 1))
         END
       })`,
    )
    expect(found).toEqual({
      twice: expect.stringContaining('only once'),
      late: expect.stringContaining('before the app is ready'),
      sandbox: expect.stringContaining('before the app is ready'),
      handled: expect.stringContaining('handled already'),
      foreign: expect.stringContaining('not registered'),
      handler: expect.stringContaining('second handler'),
    })
  })

  it('refuses what it does not carry: it never pretends', async () => {
    const found = await findings(
      'absent',
      `app.whenReady().then(async () => {
         await attempt('method', () => app.getGPUInfo('basic'))
         await attempt('event', () => app.on('accessibility-support-changed', () => undefined))
         await attempt('path', () => app.getPath('crashDumps'))
         await attempt('static', () => BrowserWindow.getFocusedWindow())
         await attempt('option', () => new BrowserWindow({ kiosk: true, webPreferences: secure }))
         await attempt('preference', () => new BrowserWindow({ webPreferences: { ...secure, plugins: true } }))
         await attempt('isolation', () => new BrowserWindow({ webPreferences: { ...secure, contextIsolation: false } }))
         await attempt('sync', () => safeStorage.encryptString('x'))
         await attempt('notificationEvent', () => new Notification({ title: 'x' }).on('reply', () => undefined))
         await attempt('notificationOption', () => new Notification({ title: 'x', hasReply: true }))
         await attempt('notificationHistory', () => Notification.getHistory())
         await attempt('role', () => Menu.buildFromTemplate([{ role: 'services' }]))
         await attempt('accelerator', () => Menu.buildFromTemplate([{ label: 'x', accelerator: 'Hyper+P' }]))
         await attempt('display', () => screen.getPrimaryDisplay().rotation)
         await attempt('fork', () => utilityProcess.fork('x.js', [], { execArgv: ['--inspect'] }))
         END
       })`,
    )
    for (const [name, message] of Object.entries(found))
      expect([name, message]).toEqual([
        name,
        expect.stringMatching(/not implemented|does not carry|cannot be set/),
      ])
    expect(Object.keys(found)).toHaveLength(15)
  })

  it('does not link an import of a module that it does not have', async () => {
    const appRoot = makeApp('import', `import { autoUpdater } from 'electron'\nautoUpdater.checkForUpdates()`)
    await expect(launchApp({ appRoot })).rejects.toThrow(/does not provide an export named 'autoUpdater'/)
  })

  it('treats ports as Electron does', async () => {
    const found = await findings(
      'ports',
      `app.whenReady().then(async () => {
         const { port1, port2 } = new MessageChannelMain()
         const got = []
         port2.on('message', ({ data }) => got.push(data))
         port1.postMessage({ n: 1 })
         await new Promise((done) => setTimeout(done, 50))
         found.silentUntilStarted = JSON.stringify(got)
         port2.start()
         port1.postMessage(new Map([['a', 2n]]))
         await new Promise((done) => setTimeout(done, 50))
         found.received = got.length + ' ' + (got[1] instanceof Map)
         await attempt('function', () => port1.postMessage(() => 1))
         const closed = new Promise((done) => port2.on('close', () => done('closed')))
         const child = utilityProcess.fork(new URL('./child.js', import.meta.url).pathname)
         const other = new MessageChannelMain()
         child.postMessage('x', [other.port1])
         await attempt('transferredTwice', () => child.postMessage('x', [other.port1]))
         await attempt('usedAfterTransfer', () => other.port1.postMessage('x'))
         await attempt('foreignPort', () => child.postMessage('x', [{}]))
         await attempt('notCloneable', () => child.postMessage(() => 1))
         port1.close()
         found.closing = await closed
         const orphaned = new Promise((done) => other.port2.on('close', () => done('closed')))
         child.kill()
         found.orphan = await orphaned
         END
       })`,
    )
    expect(found).toEqual({
      silentUntilStarted: '[]',
      received: '2 true',
      function: expect.stringContaining('could not be cloned'),
      transferredTwice: expect.stringContaining('not been transferred'),
      usedAfterTransfer: expect.stringContaining('has been transferred'),
      foreignPort: expect.stringContaining('not been transferred'),
      notCloneable: expect.stringContaining('could not be cloned'),
      closing: 'closed',
      orphan: 'closed',
    })
  })
})

describe('a preload', () => {
  const main = `
    protocol.registerSchemesAsPrivileged([scheme])
    ipcMain.handle('add', (_event, a, b) => a + b)
    ipcMain.handle('fail', () => { throw new TypeError('no') })
    ipcMain.handle('odd', () => ({ run: () => 1 }))
    ipcMain.on('crash', (event) => { globalThis.crashed = event })
    app.whenReady().then(async () => {
      protocol.handle('app', (request) => request.url.endsWith('.js')
        ? new Response('window.early = typeof window.api', { headers: { 'content-type': 'text/javascript' } })
        : new Response('<script src="/page.js"></script>', { headers: { 'content-type': 'text/html' } }))
      const window = new BrowserWindow({ webPreferences: { ...secure, preload: new URL('./preload.cjs', import.meta.url).pathname } })
      window.webContents.on('render-process-gone', (_event, { reason }) => { globalThis.gone = reason; window.webContents.reload() })
      await window.loadURL('app://strict/')
      await attempt('send', () => window.webContents.send('x', () => 1))
      await attempt('pdf', () => window.webContents.printToPDF({ pageSize: 'B5' }))
      await attempt('scale', () => window.webContents.printToPDF({ scale: 7 }))
      await attempt('print', () => window.webContents.print({ silent: 'yes' }))
      await attempt('small', () => window.webContents.print({ pageSize: { width: 80, height: 143 } }))
      await attempt('margins', () => window.webContents.print({ margins: { marginType: 'narrow' } }))
      await attempt('copies', () => window.webContents.print({ copies: 0 }))
      await attempt('printer', () => new Promise((done, fail) =>
        window.webContents.print({ deviceName: 'Gone' }, (ok, reason) => ok ? done() : fail(new Error(reason)))))
      ipcMain.handle('found', () => ({ ...found, gone: globalThis.gone }))
    })`
  const preload = `
    const { contextBridge, ipcRenderer } = require('electron')
    const failure = (work) => { try { work(); return 'nothing' } catch (error) { return error.message } }
    contextBridge.exposeInMainWorld('api', {
      version: 3,
      add: (a, b) => ipcRenderer.invoke('add', a, b),
      fail: (channel) => ipcRenderer.invoke(channel).catch((error) => { throw new Error(error.message) }),
      found: () => ipcRenderer.invoke('found'),
      now: (text) => text.toUpperCase(),
      explode: () => { throw new RangeError('too far') },
      each: (numbers, callback) => numbers.map((number) => callback(number)),
      date: () => new Date(0),
      sees: () => [typeof window.secretOfThePage, typeof globalThis.api],
      twice: () => failure(() => contextBridge.exposeInMainWorld('api', {})),
      node: () => failure(() => require('node:fs')),
      absent: () => failure(() => ipcRenderer.sendSync('x')),
      cloneless: () => failure(() => ipcRenderer.send('x', () => 1)),
    })`

  it('runs before the page, in a world of its own, with a bridge that copies', async () => {
    app = await launchApp({ appRoot: makeApp('preload', main, preload) })
    const { page } = app
    await page.waitForFunction('window.early')
    const run = (expression: string) => page.evaluate<unknown>(expression)
    expect(await run('early')).toBe('object')
    expect(await run('(window.secretOfThePage = 1, api.sees())')).toEqual(['undefined', 'undefined'])
    expect(await run('api.now("abc")')).toBe('ABC')
    expect(await run('api.add(2, 3)')).toBe(5)
    expect(await run('api.each([1, 2], (n) => n * 10)')).toEqual([10, 20])
    expect(await run('api.date() instanceof Date')).toBe(true)
    expect(await run('(() => { try { api.explode() } catch (e) { return e.name + e.message } })()')).toBe(
      'RangeErrortoo far',
    )
    expect(await run('api.fail("fail").catch((e) => e.message)')).toContain(
      "remote method 'fail': TypeError: no",
    )
    expect(await run('api.fail("none").catch((e) => e.message)')).toContain(
      "No handler registered for 'none'",
    )
    expect(await run('api.fail("odd").catch((e) => e.message)')).toContain('could not be cloned')
    expect(await run('Object.isFrozen(api) && !delete window.api')).toBe(true)
    expect(await run('api.twice()')).toContain('existing property')
    expect(await run('api.node()')).toContain('module not found: node:fs')
    expect(await run('api.absent()')).toContain('not implemented')
    expect(await run('api.cloneless()')).toContain('could not be cloned')
    expect(await run('api.found()')).toMatchObject({
      send: expect.stringContaining('could not be cloned'),
      pdf: expect.stringContaining('Unsupported pageSize'),
      scale: expect.stringContaining('scale'),
      print: expect.stringContaining('boolean'),
      small: expect.stringContaining('microns'),
      margins: expect.stringContaining('marginType'),
      copies: expect.stringContaining('copies'),
      printer: expect.stringContaining('deviceName'),
    })
  })
})

describe('values on the wire', () => {
  const wire = createWire()
  const carried = (value: unknown) => wire.decode(JSON.parse(JSON.stringify(wire.encode(value))))

  it.each([
    [undefined],
    [null],
    [-0],
    [Number.NaN],
    [12n],
    ['پ\u200Cx'],
    [new Date(5)],
    [/a+/gi],
    [new Map([[1, new Set(['a'])]])],
    [new Uint8Array([1, 2, 255])],
    [new Float64Array([1.5])],
    [{ $: 'undefined', v: { $: 1 } }],
    [[1, [undefined, { a: null }]]],
  ])('%o arrives as it is', (value) => expect(carried(value)).toStrictEqual(value))

  it('carries many bytes, and errors by name and message', () => {
    const bytes = new Uint8Array(300_000).map((_byte, index) => index)
    expect(carried(bytes)).toEqual(bytes)
    expect(carried(new TypeError('x'))).toMatchObject({ name: 'TypeError', message: 'x' })
  })

  it.each([[() => 1], [Symbol('x')], [{ a: () => 1 }], [new WeakMap()]])('%o is refused', (value) => {
    expect(() => wire.encode(value)).toThrow()
  })

  it('a cyclic value is refused, not followed for ever', () => {
    const cyclic: unknown[] = []
    cyclic.push(cyclic)
    expect(() => wire.encode(cyclic)).toThrow('cyclic')
  })
})

describe('addresses', () => {
  it('go to Chromium and come back', () => {
    for (const url of ['app://pishkhan/', 'app://pishkhan/a/b?c#d', 'app://passphrase/submit'])
      expect(fromChromium(toChromium(url))).toBe(url)
    expect(toChromium('https://example.com/')).toBe('https://example.com/')
    expect(originOf(toChromium('app://pishkhan/x'))).toBe('app://pishkhan')
    expect(originOf('https://example.com/x')).toBe('https://example.com')
    expect(isOwn('https://example.com/.app-double.invalid')).toBe(false)
    expect(isOwn('https://x.app-double.invalid.example.com/')).toBe(false)
  })
})
