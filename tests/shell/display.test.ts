import type { Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { DoubleApp, LaunchOptions } from '#tests/support/electron-double/launch.ts'
import { launchApp } from '#tests/support/electron-double/launch.ts'
import { makeStandInApp } from './stand-in-app.ts'
import { askCore, eventually, inPage } from './stand-in-page.ts'

let stand: Awaited<ReturnType<typeof makeStandInApp>>
let app: DoubleApp | null = null
beforeAll(async () => {
  stand = await makeStandInApp()
})
afterAll(() => stand?.remove())
afterEach(async () => {
  await app?.close()
  app = null
})

const start = async (options: LaunchOptions = {}) => {
  app = await launchApp({ appRoot: stand.appRoot, ...options })
  await app.page.waitForLoadState('load')
  return app
}

/** Chooses the item of the menu and waits for the window's page. */
async function openDisplay({ clickMenu, pages }: DoubleApp): Promise<Page> {
  await clickMenu('display')
  const find = () => pages().find((page) => page.url().endsWith('/display.html'))
  await eventually(() => find() !== undefined).toBe(true)
  const display = find()
  if (!display) throw new Error('the display has gone again')
  await display.waitForLoadState('load')
  return display
}
const windows = async () => (await app?.control('windows')) ?? []

it('opens beside the work, once; its port reaches the waiting room and nothing else', async () => {
  const running = await start()
  const display = await openDisplay(running)
  await inPage(running.page, 'pishkhan.connectCore()')
  await inPage(display, 'pishkhan.connectCore()')
  expect(await askCore(running.page, { ask: 'page' })).toBe('office')
  expect(await askCore(display, { ask: 'page' })).toBe('display')
  await running.clickMenu('display')
  expect(await windows()).toHaveLength(2)
  // What the menu wants done is the work's window's.
  await running.clickMenu('queue')
  await eventually(() => inPage(running.page, 'menuCommands')).toEqual(['queue'])
  expect(await inPage(display, 'menuCommands')).toEqual([])
})

it('gets a port again when the core has come back', async () => {
  const running = await start()
  const display = await openDisplay(running)
  await inPage(display, 'pishkhan.connectCore()')
  expect(await askCore(display, { ask: 'page' })).toBe('display')
  const pid = await running.corePid()
  if (pid === null) throw new Error('no core runs')
  process.kill(pid, 'SIGKILL')
  expect(await askCore(display, { ask: 'page' }, 2)).toBe('display')
})

it('fills a further monitor', async () => {
  const displays = [
    { id: 1, workArea: { x: 0, y: 0, width: 1366, height: 768 } },
    { id: 2, workArea: { x: 1366, y: 0, width: 1920, height: 1080 } },
  ]
  const running = await start({ settings: { displays } })
  await openDisplay(running)
  const made = (await running.electronCalls('new BrowserWindow')).at(-1)
  expect(made?.args[0]).toMatchObject({ x: 1366, y: 0, width: 1920, height: 1080, fullscreen: true })
})

it('goes with the window of the work, and the application ends', async () => {
  const running = await start()
  await openDisplay(running)
  await running.control('closeWindow')
  expect(await running.ended).toBe(0)
})
