import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DoubleApp } from '#tests/support/electron-double/launch.ts'
import { launchApp } from '#tests/support/electron-double/launch.ts'
import type { DoubleSettings } from '#tests/support/electron-double/settings.ts'
import { makeStandInApp } from './stand-in-app.ts'
import type { WhoIsCore } from './stand-in-page.ts'
import { askCore, connect, eventually, inPage } from './stand-in-page.ts'

let stand: Awaited<ReturnType<typeof makeStandInApp>>
let app: DoubleApp | null = null
let dataDir = ''

beforeAll(async () => {
  stand = await makeStandInApp()
})
afterAll(() => stand?.remove())
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'pishkhan-core-'))
})
afterEach(async () => {
  await app?.close()
  app = null
  rmSync(dataDir, { recursive: true, force: true })
})

const start = async (args: string[] = [], settings: Partial<DoubleSettings> = {}) => {
  app = await launchApp({ appRoot: stand.appRoot, dataDir, args, settings })
  await app.page.waitForLoadState('load')
  return app
}
const coreLog = () =>
  readFileSync(join(dataDir, 'office', 'core.log'), 'utf8')
    .trim()
    .split('\n')

/** A process that has ended may still stand in the table until its parent has looked. */
function isRunning(pid: number): boolean {
  const path = `/proc/${pid}/stat`
  return existsSync(path) && !/^\d+ \(.*\) [ZX]/.test(readFileSync(path, 'utf8'))
}

describe('the core', () => {
  it('runs in a process of its own and answers the page over a port', async () => {
    const { page, corePid } = await start(['--central=http://localhost:9', '--activation=CODE'])
    const who = await connect(page)
    expect(who.pid).toBe(await corePid())
    expect(who.options).toEqual({
      dataDir: join(dataDir, 'office'),
      databaseKey: 32,
      appVersion: '9.8.7',
      centralUrl: 'http://localhost:9',
      activationCode: 'CODE',
    })
    expect(await app?.control('utilities')).toEqual([{ pid: who.pid, serviceName: 'Pishkhan office core' }])
  })

  it('gets its key by message only: it is in no argument, no variable and no file', async () => {
    const { page } = await start()
    const who = await connect(page)
    const seen = JSON.stringify(await askCore(page, { ask: 'environment' }))
    const file = readFileSync(join(dataDir, 'key.json'), 'utf8')
    expect(who.key).toMatch(/^[0-9a-f]{64}$/)
    for (const place of ['cmdline', 'environ'])
      expect(readFileSync(`/proc/${who.pid}/${place}`, 'utf8')).not.toContain(file)
    expect(seen).not.toMatch(/databaseKey|key\.json/)
    // The same key at the next start.
    await app?.close()
    const again = await start()
    expect((await connect(again.page)).key).toBe(who.key)
  })

  it('carries every kind of value that the contract sends', async () => {
    const { page } = await start()
    await connect(page)
    const value = { text: 'علی‌رضا', list: [1, null, true], nested: { $: 'x' }, big: 'پ'.repeat(200_000) }
    expect(await askCore(page, { ask: 'echo', value })).toEqual(value)
    const bytes = `askCore({ ask: 'echo', value: new Uint8Array([1, 2, 255]) }).then((v) => [v instanceof Uint8Array, ...v])`
    expect(await inPage(page, bytes)).toEqual([true, 1, 2, 255])
  })

  it('comes back by itself after SIGKILL, and the page gets a fresh port without asking', async () => {
    const { page } = await start()
    const first = await connect(page)
    for (let round = 1; round <= 2; round += 1) {
      process.kill((await app?.corePid()) ?? Number.NaN, 'SIGKILL')
      const who = await askCore<WhoIsCore>(page, { ask: 'who' }, 1 + round)
      expect(who).toEqual({ ...first, pid: who.pid })
      expect(who.pid).not.toBe(first.pid)
    }
    await eventually(() => inPage(page, 'ports.map(({ closed }) => closed)')).toEqual([true, true, false])
    expect(await inPage(page, 'coreStates.slice(-4)')).toEqual(['restarting', 'ready', 'restarting', 'ready'])
    expect(await app?.electronCalls('dialog.showMessageBox')).toEqual([])
  })

  it('says so in words when it crashes again and again, and tries again when told to', async () => {
    mkdirSync(join(dataDir, 'office'))
    await start()
    await app?.close()
    writeFileSync(join(dataDir, 'office', 'crash'), '')
    const { page, control, electronCalls } = await start([], { holdMessageBoxes: true })
    await inPage(page, 'pishkhan.connectCore()')
    await eventually(() => electronCalls('dialog.showMessageBox')).toHaveLength(1)
    const [box] = await electronCalls('dialog.showMessageBox')
    expect(box?.args[0]).toMatchObject({
      type: 'error',
      message: 'سرویس دفتر چند بار پشت سر هم از کار افتاد.',
    })
    const { cancelId } = (box?.args[0] ?? {}) as { cancelId?: number }
    await control('set', { messageBoxes: [cancelId ?? Number.NaN] })
    expect(await app?.ended).toBe(0)
    expect(coreLog().filter((line) => line === 'started')).toHaveLength(1 + 5)
  })

  it('names the reason when it cannot start, does not try again by itself, but when the user says so', async () => {
    await start()
    await app?.close()
    writeFileSync(join(dataDir, 'office', 'refuse'), '')
    // Retry, retry, quit. The app may be gone before its window is there.
    const launched = launchApp({ appRoot: stand.appRoot, dataDir, settings: { messageBoxes: [0, 0, 1] } })
    const end = await launched.then(
      ({ ended }) => ended,
      (error: Error) => error.message,
    )
    expect(String(end)).toMatch(/^0$|ended with 0 before a window opened/)
    expect(coreLog().filter((line) => line === 'started')).toHaveLength(1 + 3)
  })

  it('closes its database before the app ends, and forgets the page that went', async () => {
    const { page } = await start()
    await connect(page)
    await page.reload()
    await page.waitForLoadState('load')
    await eventually(() => coreLog()).toContain('port closed')
    expect(await inPage(page, 'ports.length')).toBe(0)
    await connect(page)
    await app?.control('closeWindow')
    expect(await app?.ended).toBe(0)
    expect(coreLog().at(-1)).toBe('closed')
  })

  it('does not outlive an app that is killed', async () => {
    const { page } = await start()
    const { pid } = await connect(page)
    await app?.kill()
    await eventually(() => isRunning(pid)).toBe(false)
  })
})
