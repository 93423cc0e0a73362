import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { shellTexts } from '#main/shell-texts.ts'
import type { DoubleApp, LaunchOptions } from '#tests/support/electron-double/launch.ts'
import { launchApp } from '#tests/support/electron-double/launch.ts'
import { makeStandInApp } from './stand-in-app.ts'
import { connect, eventually, inPage } from './stand-in-page.ts'

let stand: Awaited<ReturnType<typeof makeStandInApp>>
let app: DoubleApp | null = null
let folder = ''

beforeAll(async () => {
  stand = await makeStandInApp()
})
afterAll(() => stand?.remove())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pishkhan-key-'))
})
afterEach(async () => {
  await app?.close()
  app = null
  rmSync(folder, { recursive: true, force: true })
})

const start = async (settings: LaunchOptions['settings'] = {}) => {
  const [dataDir, machineDir] = [join(folder, 'data'), join(folder, 'machine')]
  app = await launchApp({ appRoot: stand.appRoot, dataDir, machineDir, settings })
  return app
}
/** For a start that opens no window: its exit code. */
const startWithout = async (settings: LaunchOptions['settings']) => {
  await expect(start(settings)).rejects.toThrow('the application ended with 0 before a window opened')
}
const keyFile = () => readFileSync(join(folder, 'data', 'key.json'), 'utf8')
const noKeyring = { keyring: { backend: 'basic_text', available: true, stale: false } } as const
const usePassphrase = 0

async function mainPage() {
  await eventually(() => app?.pages().filter((page) => page.url().includes('//pishkhan.'))).toHaveLength(1)
  const page = app?.pages().find((candidate) => candidate.url().includes('//pishkhan.'))
  if (page === undefined) throw new Error('no page')
  await page.waitForLoadState('load')
  return page
}

describe('the key', () => {
  it('is locked by the password store of the system and opens the same at each start', async () => {
    await start()
    const first = await connect(await mainPage())
    await app?.close()
    expect(JSON.parse(keyFile())).toMatchObject({ version: 1, key: { by: 'os' } })
    await start()
    expect((await connect(await mainPage())).key).toBe(first.key)
  })

  it('is refused where the store only obscures, and nothing is kept', async () => {
    await startWithout(noKeyring)
    expect(existsSync(join(folder, 'data', 'key.json'))).toBe(false)
    expect(existsSync(join(folder, 'data', 'office'))).toBe(false)
  })

  it('is locked by a passphrase when the user accepts that, and asked for at the next start', async () => {
    const { page: choose } = await start({ ...noKeyring, messageBoxes: [usePassphrase] })
    expect(choose.url()).toContain('//passphrase.')
    expect(await choose.getAttribute('html', 'dir')).toBe('rtl')
    await choose.getByLabel('گذرواژه', { exact: true }).fill('کوتاه')
    await choose.getByLabel('تکرار گذرواژه').fill('کوتاه')
    await choose.getByRole('button').click()
    await choose.getByRole('alert').getByText('دست‌کم ۱۲ نویسه').waitFor()
    await choose.getByLabel('گذرواژه', { exact: true }).fill('گذرواژهٔ درازِ دفتر')
    await choose.getByLabel('تکرار گذرواژه').fill('گذرواژهٔ درازِ دفتر')
    await choose.getByRole('button').click()
    const first = await connect(await mainPage())
    expect(choose.isClosed()).toBe(true)
    const [offer] = (await app?.electronCalls('dialog.showMessageBox')) ?? []
    expect(offer?.args[0]).toMatchObject({
      message: 'این رایانه جای امنی برای نگهداری کلید پایگاه داده ندارد.',
    })
    await app?.close()
    const file = keyFile()
    expect(JSON.parse(file)).toMatchObject({ key: { by: 'passphrase' } })

    const { page: enter } = await start(noKeyring)
    await enter.getByLabel('گذرواژه').fill('گذرواژهٔ نادرست')
    await enter.keyboard.press('Enter')
    await enter.getByRole('alert').getByText('درست نیست').waitFor()
    await enter.getByLabel('گذرواژه').fill('گذرواژهٔ درازِ دفتر')
    await enter.keyboard.press('Enter').catch((error: unknown) => {
      // The right one closes the window, perhaps before the key is up.
      if (!enter.isClosed()) throw error
    })
    expect((await connect(await mainPage())).key).toBe(first.key)
    await app?.close()

    // Closing the question ends the app; the key stays as it is.
    await start(noKeyring)
    await app?.control('closeWindow')
    expect(await app?.ended).toBe(0)
    expect(keyFile()).toBe(file)
  })

  it('is asked for in the language of the last window, before a page can say which', async () => {
    await start()
    const page = await mainPage()
    await inPage(page, `pishkhan.setLanguage('en')`)
    const kept = join(folder, 'data', 'language.json')
    await eventually(() => existsSync(kept)).toBe(true)
    await app?.close()
    expect(readFileSync(kept, 'utf8')).toBe('"en"')
    rmSync(join(folder, 'data', 'key.json'))
    rmSync(join(folder, 'data', 'office'), { recursive: true, force: true })

    const { page: choose } = await start({ ...noKeyring, messageBoxes: [usePassphrase] })
    expect(await choose.getAttribute('html', 'dir')).toBe('ltr')
    await choose.getByLabel('Passphrase', { exact: true }).waitFor()
    const [offer] = (await app?.electronCalls('dialog.showMessageBox')) ?? []
    expect(offer?.args[0]).toMatchObject({ message: shellTexts.en.passphraseOffer.message })
    await app?.control('closeWindow')
    await app?.ended

    // What is no language is Persian again.
    writeFileSync(kept, '"xx"')
    const { page: again } = await start({ ...noKeyring, messageBoxes: [usePassphrase] })
    expect(await again.getAttribute('html', 'dir')).toBe('rtl')
  })

  it('the passphrase page runs no script and has no bridge', async () => {
    const { page } = await start({ ...noKeyring, messageBoxes: [usePassphrase] })
    expect(await page.evaluate('"pishkhan" in window')).toBe(false)
    const created = await app?.electronCalls('new BrowserWindow')
    expect(created?.[0]?.args[0]).toMatchObject({ webPreferences: { javascript: false, sandbox: true } })
    await page.screenshot({ path: join(folder, 'passphrase.png') })
  })

  it('is never made anew while there is data', async () => {
    await start()
    await connect(await mainPage())
    await app?.close()
    rmSync(join(folder, 'data', 'key.json'))
    await startWithout({})
    expect(existsSync(join(folder, 'data', 'key.json'))).toBe(false)
  })

  it('that another store has locked is an error in words, and stays', async () => {
    await start()
    await mainPage()
    await app?.close()
    const file = keyFile()
    rmSync(join(folder, 'machine', 'keyring'))
    await startWithout({ messageBoxes: [0, 1] })
    expect(keyFile()).toBe(file)
    // The store is closed: the user opens it and tries again.
    await startWithout({ keyring: { backend: 'gnome_libsecret', available: false, stale: false } })
    expect(keyFile()).toBe(file)
  })
})
