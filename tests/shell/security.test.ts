import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DoubleApp } from '#tests/support/electron-double/launch.ts'
import { launchApp } from '#tests/support/electron-double/launch.ts'
import { makeStandInApp } from './stand-in-app.ts'
import { eventually, inPage } from './stand-in-page.ts'

let stand: Awaited<ReturnType<typeof makeStandInApp>>
let app: DoubleApp

beforeAll(async () => {
  stand = await makeStandInApp()
  app = await launchApp({ appRoot: stand.appRoot })
  await app.page.waitForLoadState('load')
})
afterAll(async () => {
  await app?.close()
  stand?.remove()
})

const status = (path: string) =>
  inPage<number>(app.page, `fetch(${JSON.stringify(path)}).then(({ status }) => status)`)

describe('the page', () => {
  it('is served from the renderer and keeps to the policy', async () => {
    expect(await app.page.textContent('h1')).toBe('صفحهٔ آزمایشی')
    expect(await inPage(app.page, 'getComputedStyle(document.body).color')).toBe('rgb(1, 2, 3)')
    expect(await inPage(app.page, 'document.body.dataset.inlineScript')).toBeUndefined()
    await eventually(() => inPage(app.page, 'violations')).toContain('script-src-elem')
  })

  it('may not make code of text, nor set a style in the markup', async () => {
    expect(await inPage(app.page, 'evalOutcome')).toBe('EvalError')
    const code = `document.querySelector('#inline').setAttribute('style', 'color: red');
      getComputedStyle(document.querySelector('#inline')).color`
    expect(await inPage(app.page, code)).toBe('rgb(1, 2, 3)')
    expect(await inPage(app.page, 'violations')).toEqual(
      expect.arrayContaining(['script-src', 'style-src-attr']),
    )
  })

  it('may set styles by script, as React does', async () => {
    const code = `document.querySelector('#inline').style.color = 'red'; getComputedStyle(document.querySelector('#inline')).color`
    expect(await inPage(app.page, code)).toBe('rgb(255, 0, 0)')
  })

  it('reaches nothing but the renderer’s files', async () => {
    expect(await status('/page.js')).toBe(200)
    for (const path of [
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/..%5csecret.txt',
      '/none',
      '/package.json',
    ])
      expect([path, await status(path)]).toEqual([path, 404])
  })

  it('reaches no network', async () => {
    const blocked = `fetch('https://example.com/x').then(() => 'reached', () => 'refused')`
    expect(await inPage(app.page, blocked)).toBe('refused')
    const picture = `new Promise((done) => { const image = new Image(); image.onload = () => done('reached');
      image.onerror = () => done('refused'); image.src = 'https://example.com/x.png' })`
    expect(await inPage(app.page, picture)).toBe('refused')
    expect(await app.electronCalls('request-to-network')).toEqual([])
  })

  it('has the bridge and nothing else of Electron or Node', async () => {
    expect(await inPage<string[]>(app.page, 'Object.keys(pishkhan)')).toEqual([
      'platform',
      'connectCore',
      'onCoreState',
      'print',
      'printers',
      'savePdf',
      'saveText',
      'saveBytes',
      'onMenu',
      'setLanguage',
      'tellMatter',
      'onMatter',
    ])
    expect(await inPage(app.page, 'pishkhan.platform')).toBe('linux')
    expect(await inPage(app.page, 'Object.isFrozen(pishkhan)')).toBe(true)
    expect(
      await inPage(
        app.page,
        `(() => { 'use strict'; try { window.pishkhan = 1 } catch (e) { return e.name } })()`,
      ),
    ).toBe('TypeError')
    const names = [
      'require',
      'process',
      'module',
      'Buffer',
      'ipcRenderer',
      '__electronDoubleSend',
      '__electronDoubleReceive',
    ]
    expect(await inPage(app.page, `${JSON.stringify(names)}.filter((name) => name in window)`)).toEqual([])
  })

  it('may not go away, open a window, or load a frame', async () => {
    const before = app.page.url()
    // One after the other: a second attempt would take the place of a first that has not been refused yet.
    for (const [href, refused] of [
      ['https://example.com/', 'https://example.com/'],
      ['/page.css', 'app://pishkhan/page.css'],
    ]) {
      await inPage(app.page, `void (location.href = ${JSON.stringify(href)})`)
      await eventually(async () =>
        (await app.electronCalls('navigation-refused')).map(({ args }) => args[0]),
      ).toContain(refused)
    }
    expect(app.page.url()).toBe(before)
    expect(await inPage(app.page, `window.open('https://example.com/')`)).toBe(null)
    await eventually(() => app.electronCalls('window-open')).toEqual([
      { name: 'window-open', args: ['https://example.com/', 'deny'] },
    ])
    await inPage(
      app.page,
      `document.body.append(Object.assign(document.createElement('iframe'), { src: '/index.html' }))`,
    )
    await eventually(() => inPage(app.page, 'violations')).toContain('frame-src')
  })

  it('is given no permission, no device and no download', async () => {
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'hid',
      'openExternal',
    ])
      expect(await app.control('askPermission', permission)).toEqual({
        request: false,
        check: false,
        device: false,
      })
    expect(await app.control('mayDownload')).toBe(false)
  })

  it('lives in a sandboxed window', async () => {
    const [created] = await app.electronCalls('new BrowserWindow')
    expect(created?.args[0]).toMatchObject({
      webPreferences: {
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
      },
    })
    expect(await app.electronCalls('app.enableSandbox')).toHaveLength(1)
  })

  it('gets a refusal for a request that does not fit', async () => {
    for (const request of [
      'null',
      '{}',
      `{ kind: 'schedule' }`,
      `{ kind: 'other', silent: true }`,
      `{ kind: 'schedule', silent: 1 }`,
    ]) {
      const outcome = await inPage<string>(
        app.page,
        `pishkhan.print(${request}).then(() => 'taken', (error) => error.message)`,
      )
      expect(outcome).toContain('malformed_request')
    }
    expect(await app.electronCalls('webContents.print')).toEqual([])
  })
})
