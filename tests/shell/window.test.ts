import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DoubleApp, LaunchOptions } from '#tests/support/electron-double/launch.ts'
import { launchApp } from '#tests/support/electron-double/launch.ts'
import type { MenuEntry } from '#tests/support/electron-double/menu.ts'
import { makeStandInApp } from './stand-in-app.ts'
import { connect, eventually, inPage } from './stand-in-page.ts'

let stand: Awaited<ReturnType<typeof makeStandInApp>>
let app: DoubleApp | null = null
let dataDir = ''

beforeAll(async () => {
  stand = await makeStandInApp()
})
afterAll(() => stand?.remove())
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'pishkhan-window-'))
})
afterEach(async () => {
  await app?.close()
  app = null
  rmSync(dataDir, { recursive: true, force: true })
})

const start = async (options: LaunchOptions = {}) => {
  app = await launchApp({ appRoot: stand.appRoot, dataDir, ...options })
  await app.page.waitForLoadState('load')
  return app
}
const shown = async () => (await app?.control('windows'))?.[0]

describe('the window', () => {
  it('opens on the office monitor, is shown when its page is there, and comes back where it was', async () => {
    const { page, control } = await start()
    await eventually(shown).toMatchObject({ bounds: { x: 0, y: 0, width: 1366, height: 768 }, visible: true })
    expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([1366, 768])
    const moved = { x: 40, y: 30, width: 1100, height: 700 }
    await control('setBounds', moved)
    await control('maximize')
    await app?.close()
    await start()
    expect(await shown()).toMatchObject({ bounds: moved, maximized: true })
  })

  it('comes back into sight when its monitor is gone, and bears a broken file', async () => {
    const second = { id: 2, workArea: { x: -1920, y: 0, width: 1920, height: 1040 } }
    const first = { id: 1, workArea: { x: 0, y: 0, width: 1366, height: 768 } }
    const { control } = await start({ settings: { displays: [first, second] } })
    await control('setBounds', { x: -1800, y: 20, width: 1200, height: 700 })
    await app?.close()
    await start({ settings: { displays: [first, second] } })
    expect((await shown())?.bounds.x).toBe(-1800)
    await app?.close()
    await start({ settings: { displays: [first] } })
    expect((await shown())?.bounds).toEqual({ x: 83, y: 34, width: 1200, height: 700 })
    await app?.close()
    writeFileSync(join(dataDir, 'window-state.json'), '{"bounds":{"x":1e999}')
    await start()
    expect((await shown())?.bounds).toEqual({ x: 0, y: 0, width: 1366, height: 768 })
  })

  it('is the only one: a second start ends and brings the first forward', async () => {
    const first = await start()
    await first.control('minimize')
    const failing = launchApp({ appRoot: stand.appRoot, dataDir })
    await expect(failing).rejects.toThrow('the application ended with 0 before a window opened')
    await eventually(() => first.electronCalls('window.focus')).toHaveLength(1)
    expect(await shown()).toMatchObject({ minimized: false })
    expect(await first.control('windows')).toHaveLength(1)
    expect((await connect(first.page)).pid).toBeGreaterThan(0)
  })

  it('starts after one that was killed', async () => {
    await start()
    await app?.kill()
    await start()
    expect(await shown()).toMatchObject({ bounds: { width: 1366 } })
  })

  it('loads its page again when that crashes, and says so in words when it does so again and again', async () => {
    const { control, electronCalls, ended } = await start()
    const loads = async () => (await electronCalls('did-finish-load')).length
    for (const count of [2, 3]) {
      await control('crashPage')
      await eventually(loads).toBe(count)
    }
    await control('crashPage')
    expect(await ended).toBe(0)
  })

  it('has a Persian menu whose items the page carries out', async () => {
    const { page, control, clickMenu } = await start()
    const menu = await control('menu')
    expect(menu.map(({ label }) => label)).toEqual(['پرونده', 'ویرایش', 'رفتن', 'نما', 'راهنما'])
    const items = (entries: readonly MenuEntry[]): MenuEntry[] =>
      entries.flatMap((entry) => [entry, ...items(entry.items)])
    for (const { label, id, role } of items(menu)) {
      expect(label).not.toMatch(/^$|[a-zA-Z]{4}/)
      if (id !== undefined) expect(role).toBeUndefined()
    }
    for (const id of ['day', 'print']) await clickMenu(id)
    await eventually(() => inPage(page, 'menuCommands')).toEqual(['day', 'print'])
    await inPage(page, 'stopMenu()')
    await clickMenu('search')
    await connect(page)
    expect(await inPage(page, 'menuCommands')).toEqual(['day', 'print'])
  })
})

describe('paper', () => {
  const job = `kind: 'schedule', silent: false, printer: null, copies: 1, paper: 'A4'`
  const pdfPages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length

  it('is printed only when the system says so', async () => {
    const { page, answerPrint, machineDir } = await start()
    const print = (changes = '') => inPage(page, `pishkhan.print({ ${job}, ${changes} })`)
    expect(await print()).toEqual({ status: 'printed' })
    await answerPrint('cancelled')
    expect(await print()).toEqual({ status: 'cancelled' })
    await answerPrint('failed')
    expect(await print('silent: true')).toEqual({ status: 'failed', code: 'print_failed' })
    expect(readdirSync(join(machineDir, 'printed'))).toEqual(['1.pdf'])
    const options = { silent: false, printBackground: true, copies: 1, pageSize: 'A4' }
    expect((await app?.electronCalls('webContents.print'))?.map(({ args }) => args[0])).toEqual([
      options,
      options,
      { ...options, silent: true },
    ])
  })

  it('goes to the printer that was chosen for it, cut from the roll, and to no other', async () => {
    const printers = ['Thermal_80', 'Laser'].map((name) => ({
      name,
      displayName: `${name} at the counter`,
      description: '',
      options: {},
    }))
    const { page } = await start({ settings: { printers } })
    expect(await inPage(page, 'pishkhan.printers()')).toEqual(
      printers.map(({ name, displayName }) => ({ name, displayName })),
    )
    const slip = `${job}, kind: 'check_in_slip', silent: true, copies: 2, paper: { widthMm: 80, heightMm: 143 }`
    const print = (changes: string) =>
      inPage(page, `pishkhan.print({ ${slip}, ${changes} }).catch((error) => error.message)`)
    expect(await print(`printer: 'Thermal_80'`)).toEqual({ status: 'printed' })
    expect(await print(`printer: 'Gone'`)).toEqual({ status: 'failed', code: 'printer_missing' })
    for (const wrong of [
      `printer: ''`,
      'printer: 7',
      'copies: 0',
      'copies: 1.5',
      'copies: 100',
      `paper: 'A3'`,
      'paper: { widthMm: 80 }',
      'paper: { widthMm: 80, heightMm: 1e9 }',
      'paper: { widthMm: NaN, heightMm: 100 }',
      `kind: 'love_letter'`,
    ])
      expect(await print(wrong), wrong).toContain('malformed_request')
    expect((await app?.electronCalls('webContents.print'))?.map(({ args }) => args[0])).toEqual([
      {
        silent: true,
        printBackground: true,
        copies: 2,
        deviceName: 'Thermal_80',
        color: false,
        margins: { marginType: 'none' },
        pageSize: { width: 80_000, height: 143_000 },
      },
    ])
  })

  it('is not printed twice by a double click', async () => {
    const { page } = await start()
    const twice = `Promise.all([1, 2].map(() => pishkhan.print({ ${job} })))`
    expect(await inPage(page, twice)).toEqual([{ status: 'printed' }, { status: 'failed', code: 'busy' }])
  })

  it('is saved as PDF where the user says, whole or not at all', async () => {
    const { page, answerSaveDialog, machineDir } = await start()
    const save = () => inPage(page, `pishkhan.savePdf({ suggestedName: 'فهرست ۱۴۰۴/۰۵/۱۲' })`)
    const path = join(machineDir, 'فهرست.pdf')
    await answerSaveDialog(path)
    expect(await save()).toEqual({ status: 'saved', fileName: 'فهرست.pdf' })
    const pdf = readFileSync(path)
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdfPages(pdf)).toBe(1)
    // A4, from the page's own style: 595 x 842 points.
    expect(pdf.toString('latin1')).toMatch(
      /\/MediaBox\s*\[0 0 594\.9\d* 841\.9\d*\]|\/MediaBox\s*\[0 0 595(\.\d+)? 842(\.\d+)?\]/,
    )

    expect(await save()).toEqual({ status: 'cancelled' })
    await answerSaveDialog(join(machineDir, 'gone', 'x.pdf'))
    expect(await save()).toEqual({ status: 'failed', code: 'write_failed' })
    expect(existsSync(join(machineDir, 'gone'))).toBe(false)
    const [asked] = (await app?.electronCalls('dialog.showSaveDialog')) ?? []
    expect(asked?.args[0]).toMatchObject({
      defaultPath: join(machineDir, 'documents', 'فهرست ۱۴۰۴ ۰۵ ۱۲.pdf'),
    })
  })
})

describe('a text', () => {
  it('is saved where the user says, and only when it is one', async () => {
    const { page, answerSaveDialog, machineDir } = await start()
    const save = (request: string) =>
      inPage(page, `pishkhan.saveText(${request}).catch((error) => error.message)`)
    const bundle = `{ kind: 'json', suggestedName: 'بسته ۱۴۰۴/۰۵/۱۲', text: '{"سلامت":true}' }`
    const path = join(machineDir, 'بسته.json')
    await answerSaveDialog(path)
    expect(await save(bundle)).toEqual({ status: 'saved', fileName: 'بسته.json' })
    expect(readFileSync(path, 'utf8')).toBe('{"سلامت":true}')
    expect(await save(bundle)).toEqual({ status: 'cancelled' })
    const [asked] = (await app?.electronCalls('dialog.showSaveDialog')) ?? []
    expect(asked?.args[0]).toMatchObject({
      defaultPath: join(machineDir, 'documents', 'بسته ۱۴۰۴ ۰۵ ۱۲.json'),
    })
    for (const request of ['null', '{}', bundle.replace('json', 'exe'), bundle.replace(/'{.*}'/, '7')])
      expect(await save(request)).toContain('malformed_request')
    expect(await app?.electronCalls('dialog.showSaveDialog')).toHaveLength(2)
  })
})

describe('a workbook', () => {
  it('is saved byte for byte, and only when it is an archive', async () => {
    const { page, answerSaveDialog, machineDir } = await start()
    const save = (kind: string, bytes: string) =>
      inPage(
        page,
        `pishkhan.saveBytes({ kind: '${kind}', suggestedName: 'گزارش ۱۴۰۵/۰۹', bytes: ${bytes} }).catch((error) => error.message)`,
      )
    const archive = [0x50, 0x4b, 3, 4, 0, 255, 128, 10, 13]
    const path = join(machineDir, 'گزارش.xlsx')
    await answerSaveDialog(path)
    expect(await save('xlsx', `new Uint8Array(${JSON.stringify(archive)})`)).toEqual({
      status: 'saved',
      fileName: 'گزارش.xlsx',
    })
    expect([...readFileSync(path)]).toEqual(archive)
    const [asked] = (await app?.electronCalls('dialog.showSaveDialog')) ?? []
    expect(asked?.args[0]).toMatchObject({
      defaultPath: join(machineDir, 'documents', 'گزارش ۱۴۰۵ ۰۹.xlsx'),
    })
    const whole = `new Uint8Array(${JSON.stringify(archive)})`
    for (const [kind, bytes] of [
      ['exe', whole],
      ['csv', whole],
      ['xlsx', JSON.stringify(archive)],
      ['xlsx', `'PK'`],
      ['xlsx', 'new Uint8Array([77, 90, 3, 4])'],
      ['xlsx', 'new Uint8Array([])'],
    ] as const)
      expect(await save(kind, bytes), `${kind} ${bytes}`).toContain('malformed_request')
    expect(await app?.electronCalls('dialog.showSaveDialog')).toHaveLength(1)
  })
})
