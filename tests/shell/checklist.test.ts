import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findElectron, hasDisplay } from '#build/electron-binary.ts'
import { requiredFuses } from '#build/package-rules.ts'
import { projectRoot } from '#build/project.ts'
import { findUnpacked, verifyPackage } from '#build/verify-package.ts'
import { isTrustedSender } from '#main/trusted-sender.ts'
import type { DoubleApp } from '#tests/support/electron-double/launch.ts'
import { launchApp } from '#tests/support/electron-double/launch.ts'
import { launchReal, type RealApp } from '#tests/support/electron-real/launch.ts'
import { makeStandInApp } from './stand-in-app.ts'

/**
 * Electron's checklist for applications (electronjs.org/docs/latest/tutorial/security), each point from the configuration and the
 * source, on the double, and on the real Electron and the package where there are any. A check gives the breaches in words.
 */
type Subject = {
  page: Page
  /** Of every window that was opened. */
  preferences(): Promise<Record<string, unknown>[]>
}
type Point = {
  point: string
  configuration?: () => string[]
  /** On the double and on the real Electron alike. */
  running?: (subject: Subject) => Promise<string[]>
  /** What only the double lets a test ask. */
  double?: (app: DoubleApp) => Promise<string[]>
}

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8')

/** The shell's own source without its comments, which speak of what is not done. */
const source = ['electron/main', 'electron/preload']
  .flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => `${folder}/${name}`),
  )
  .map((path) => ({ path, code: read(path).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '') }))
const nowhere = (...patterns: RegExp[]): string[] =>
  source.flatMap(({ path, code }) =>
    patterns.filter((pattern) => pattern.test(code)).map((pattern) => `${path} has ${pattern.source}`),
  )

/** A block of `electron-builder.yml`, its keys and values. */
function builderBlock(name: string): Record<string, string> {
  const block = new RegExp(`^${name}:\\n((?: {2}.+\\n)+)`, 'm').exec(read('electron-builder.yml'))?.[1] ?? ''
  return Object.fromEntries(
    block
      .trimEnd()
      .split('\n')
      .map((line) => line.trim().split(/:\s*/) as [string, string]),
  )
}

const inPage = <T>(page: Page, expression: string) => page.evaluate<T>(expression)
const unless = (holds: boolean, breach: string): string[] => (holds ? [] : [breach])

/** Preferences that must be as they are here in every window; what is absent has Electron's default, which is the same. */
const wantedPreferences: Record<string, { value: boolean; isDefault: boolean }> = {
  sandbox: { value: true, isDefault: true },
  contextIsolation: { value: true, isDefault: true },
  nodeIntegration: { value: false, isDefault: true },
  nodeIntegrationInWorker: { value: false, isDefault: true },
  nodeIntegrationInSubFrames: { value: false, isDefault: true },
  webviewTag: { value: false, isDefault: true },
  webSecurity: { value: true, isDefault: true },
  allowRunningInsecureContent: { value: false, isDefault: true },
  experimentalFeatures: { value: false, isDefault: true },
}

const points: Point[] = [
  {
    point: 'fuses: each is decided on, and the configuration says what the check of the package says',
    configuration() {
      const configured = builderBlock('electronFuses')
      const names = new Set([...Object.keys(configured), ...Object.keys(requiredFuses)])
      return [...names].filter(
        (name) => configured[name] !== String(requiredFuses[name as keyof typeof requiredFuses]),
      )
    },
  },
  {
    point: 'the archive’s integrity: packed, validated, and the only thing that is loaded',
    configuration: () => [
      ...unless(/^asar: true$/m.test(read('electron-builder.yml')), 'asar is not on'),
      ...unless(!/disableAsarIntegrity/.test(read('electron-builder.yml')), 'its integrity is switched off'),
      ...unless(requiredFuses.enableEmbeddedAsarIntegrityValidation, 'it is not validated'),
      ...unless(requiredFuses.onlyLoadAppFromAsar, 'something else may be loaded'),
    ],
  },
  {
    point: 'sandbox, isolation, no Node in a page',
    configuration: () =>
      nowhere(
        /sandbox:\s*false/,
        /contextIsolation:\s*false/,
        /nodeIntegration\w*:\s*true/,
        /webSecurity:\s*false/,
        /webviewTag:\s*true/,
        /allowRunningInsecureContent/,
        /experimentalFeatures/,
        /enableBlinkFeatures/,
        /--no-sandbox['"]/,
      ),
    async running({ page, preferences }) {
      const windows = await preferences()
      const wrong = windows.flatMap((found) =>
        Object.entries(wantedPreferences)
          .filter(
            ([name, { value, isDefault }]) => (found[name] ?? (isDefault ? value : undefined)) !== value,
          )
          .map(([name]) => `${name} is ${found[name]}`),
      )
      const globals = await inPage<string[]>(
        page,
        `['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter((name) => name in window)`,
      )
      return [...unless(windows.length > 0, 'no window'), ...wrong, ...globals]
    },
    async double(app) {
      return unless(
        (await app.electronCalls('app.enableSandbox')).length === 1,
        'the sandbox is not enforced',
      )
    },
  },
  {
    point: 'the bridge: plain functions, frozen, nothing of Electron',
    configuration: () => nowhere(/exposeInMainWorld\([^)]*ipcRenderer/),
    async running({ page }) {
      const shape = await inPage<string>(
        page,
        `JSON.stringify([Object.isFrozen(pishkhan), Object.values(pishkhan).every((one) => ['function', 'string'].includes(typeof one))])`,
      )
      return unless(shape === '[true,true]', `frozen and plain: ${shape}`)
    },
  },
  {
    point: 'content security policy: no inline script, no network, no frame',
    async running({ page }) {
      const ran = await inPage<boolean>(
        page,
        `(() => { const script = document.createElement('script'); script.textContent = 'window.inlineRan = true';
          document.head.append(script); script.remove(); return 'inlineRan' in window })()`,
      )
      const network = await inPage<string>(
        page,
        `fetch('https://example.com/').then(() => 'reached', () => 'refused')`,
      )
      const frame = await inPage<string>(
        page,
        `new Promise((done) => { const frame = document.createElement('iframe'); frame.src = '/index.html'; frame.hidden = true;
          const look = () => { let found; try { found = frame.contentWindow?.pishkhan ? 'a bridge' : 'nothing' } catch { found = 'nothing' }
            frame.remove(); done(found) };
          frame.onload = look; document.body.append(frame); setTimeout(look, 3000) })`,
      )
      return [
        ...unless(!ran, 'an inline script ran'),
        ...unless(network === 'refused', 'the network was reached'),
        ...unless(frame === 'nothing', `a frame has ${frame}`),
      ]
    },
  },
  {
    point: 'the protocol gives the renderer’s files and no way out',
    async running({ page }) {
      const paths = [
        '/..%2fpackage.json',
        '/%2e%2e/package.json',
        '/..%5cpackage.json',
        '/%00',
        '/package.json',
        '/C:/x.js',
      ]
      const found = await inPage<number[]>(
        page,
        `Promise.all(${JSON.stringify(paths)}.map((path) => fetch(path).then(({ status }) => status, () => 0)))`,
      )
      return paths.filter((_path, index) => ![0, 400, 404].includes(found[index] ?? 200))
    },
    configuration: () => nowhere(/registerFileProtocol|loadFile\(/, /['"`]file:\/\//),
  },
  {
    point: 'no page goes away',
    async running({ page }) {
      const before = page.url()
      await inPage(page, `void (location.href = 'https://example.com/')`)
      await inPage(page, `new Promise((done) => setTimeout(done, 500))`)
      return unless(page.url() === before, `it went to ${page.url()}`)
    },
  },
  {
    // Asked of the double in security.test.ts.
    point: 'no page opens a window',
    configuration: () =>
      unless(
        read('electron/main/guards.ts').includes("setWindowOpenHandler(() => ({ action: 'deny' }))"),
        'windows are not denied',
      ),
  },
  {
    point: 'nothing is handed to other programs: the allow list of openExternal is empty',
    configuration: () => nowhere(/openExternal\(/, /openPath\(/, /\bshell\b\s*[,}].*from 'electron'/),
  },
  {
    point: 'permissions, devices and downloads are refused by handlers',
    configuration: () =>
      [
        'setPermissionRequestHandler',
        'setPermissionCheckHandler',
        'setDevicePermissionHandler',
        'setDisplayMediaRequestHandler',
        'will-download',
        'select-bluetooth-device',
        'onBeforeRequest',
      ].filter((name) => !read('electron/main/guards.ts').includes(name)),
    async double(app) {
      const wishes = [
        'media',
        'geolocation',
        'notifications',
        'clipboard-read',
        'hid',
        'serial',
        'usb',
        'openExternal',
        'fullscreen',
      ]
      const granted: string[] = []
      for (const wish of wishes) {
        const answers = (await app.control('askPermission', wish)) as Record<string, boolean>
        if (Object.values(answers).some((allowed) => allowed)) granted.push(wish)
      }
      return [...granted, ...unless((await app.control('mayDownload')) === false, 'a download')]
    },
  },
  {
    point: 'main listens to the top frame of our own origin alone, and in one file',
    configuration() {
      const strangers = [
        null,
        { parent: {}, url: 'app://pishkhan/', origin: 'app://pishkhan' },
        { parent: null, url: 'https://pishkhan/', origin: 'https://pishkhan' },
        { parent: null, url: 'app://pishkhan.example/', origin: 'app://pishkhan.example' },
        { parent: null, url: 'app://passphrase/', origin: 'app://passphrase' },
        { parent: null, url: 'data:text/html,x', origin: 'null' },
      ]
      const listeners = source.filter(({ code }) => /ipcMain\.(on|handle|once|addListener)\(/.test(code))
      return [
        ...strangers.filter(isTrustedSender).map((frame) => `trusts ${frame?.url}`),
        ...listeners.map(({ path }) => path).filter((path) => path !== 'electron/main/ipc.ts'),
      ]
    },
  },
  {
    point: 'the port goes to the page itself, never to whatever origin is there',
    configuration: () => [
      ...nowhere(/postMessage\([^)]*['"]\*['"]/),
      ...unless(
        read('renderer/transport/port-link.ts').includes('event.source !== window'),
        'the page does not look at the source',
      ),
    ],
  },
  {
    point: 'no crash is reported to anybody, and nothing but the core reaches a network',
    configuration: () =>
      nowhere(
        /crashReporter/,
        /\bautoUpdater\b/,
        /\bnet\.(request|fetch)\b/,
        /https?:\/\/(?!www\.w3\.org)[a-z]/,
      ),
  },
  {
    point: 'no inspector in a package, and no switch that opens one',
    configuration: () => nowhere(/openDevTools|toggleDevTools|devTools:\s*true/),
  },
]

describe('from the configuration and the source', () => {
  it.each(points.filter(({ configuration }) => configuration))('$point', ({ configuration }) => {
    expect(configuration?.()).toEqual([])
  })

  it('each point is looked at somewhere', () => {
    expect(points.filter((point) => !point.configuration && !point.running && !point.double)).toEqual([])
  })
})

describe('on the double', () => {
  let stand: Awaited<ReturnType<typeof makeStandInApp>>
  let app: DoubleApp
  let subject: Subject
  beforeAll(async () => {
    stand = await makeStandInApp()
    app = await launchApp({ appRoot: stand.appRoot })
    await app.page.waitForLoadState('load')
    subject = { page: app.page, preferences: () => preferencesOf(app) }
  })
  afterAll(async () => {
    await app?.close()
    stand?.remove()
  })

  it.each(points.filter(({ running }) => running))('$point', async ({ running }) => {
    expect(await running?.(subject)).toEqual([])
  })
  it.each(points.filter(({ double }) => double))('$point (asked of its handlers)', async ({ double }) => {
    expect(await double?.(app)).toEqual([])
  })

  it('a packaged app has no inspector in any window, and does not start with a switch that opens one', async () => {
    const packaged = await launchApp({ appRoot: stand.appRoot, settings: { packaged: true } })
    try {
      const windows = await preferencesOf(packaged)
      expect(windows.map(({ devTools }) => devTools)).toEqual(windows.map(() => false))
    } finally {
      await packaged.close()
    }
    for (const argument of ['--remote-debugging-port=0', '--inspect=0', '--no-sandbox'])
      await expect(
        launchApp({ appRoot: stand.appRoot, args: [argument], settings: { packaged: true } }),
      ).rejects.toThrow('ended with 1 before a window opened')
  })
})

async function preferencesOf(app: DoubleApp): Promise<Record<string, unknown>[]> {
  const created = await app.electronCalls('new BrowserWindow')
  return created.map(({ args }) => (args[0] as { webPreferences: Record<string, unknown> }).webPreferences)
}

const electron = process.env.PISHKHAN_ELECTRON ?? findElectron()
const canRun = electron !== undefined && hasDisplay()
if (!canRun)
  process.stderr.write(
    'SKIPPED: the checklist on the real Electron, of which there is no binary here (or no display).\n',
  )

describe.skipIf(!canRun)('on the real Electron', () => {
  let app: RealApp
  let subject: Subject
  beforeAll(async () => {
    app = await launchReal({ electron: electron ?? '' })
    await app.page.waitForLoadState('load')
    subject = { page: app.page, preferences: app.webPreferences }
  })
  afterAll(() => app?.close())

  it.each(points.filter(({ running }) => running))('$point', async ({ running }) => {
    expect(await running?.(subject)).toEqual([])
  })

  it('opens no window for a page', async () => {
    expect(await inPage(app.page, `window.open('https://example.com/') === null`)).toBe(true)
  })

  it('grants nothing that a page asks for', async () => {
    const wishes = `Promise.all([
      Notification.requestPermission(),
      navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'granted', () => 'denied'),
      new Promise((done) => navigator.geolocation.getCurrentPosition(() => done('granted'), () => done('denied'))),
    ])`
    expect(await inPage<string[]>(app.page, wishes)).toEqual(['denied', 'denied', 'denied'])
  })
})

const packages = findUnpacked(join(projectRoot, 'dist'))
if (packages.length === 0)
  process.stderr.write(
    'SKIPPED: the fuses and the archive of a real package, of which there is none in dist/.\n',
  )

describe.skipIf(packages.length === 0)('in the package', () => {
  it.each(packages)('$name is as it should be', async (unpacked) => {
    expect(await verifyPackage(unpacked)).toEqual([])
  })
})
