import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { attention as en } from '#shared/i18n/en/attention.ts'
import { attention as fa } from '#shared/i18n/fa/attention.ts'
import type { DoubleApp, LaunchOptions } from '#tests/support/electron-double/launch.ts'
import { launchApp } from '#tests/support/electron-double/launch.ts'
import { makeStandInApp } from './stand-in-app.ts'
import { eventually, inPage } from './stand-in-page.ts'

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
  const started = await launchApp({ appRoot: stand.appRoot, ...options })
  app = started
  await started.page.waitForLoadState('load')
  const window = async () => (await started.control('windows'))[0]
  await eventually(window).toMatchObject({ visible: true, focused: true })
  return {
    ...started,
    window,
    notifications: () => started.control('notifications'),
    say: (about: string) => inPage(started.page, `pishkhan.tellMatter(${JSON.stringify(about)})`),
  }
}

describe('what needs a person', () => {
  it('is told by the system while the window is not in front, once for each, and is gone when it is', async () => {
    const { control, notifications, say, window } = await start()
    await control('blur')
    for (const about of ['disk_low', 'refusals', 'disk_low']) await say(about)
    const told = (matter: 'disk_low' | 'refusals') => {
      const { what, todo } = fa.matter[matter]
      return { title: what, body: todo, silent: true }
    }
    await eventually(notifications).toEqual([told('refusals'), told('disk_low')])
    expect(await window()).toMatchObject({ flashing: true, focused: false })
    await control('focus')
    expect(await notifications()).toEqual([])
    expect(await window()).toMatchObject({ flashing: false })
  })

  it('brings the window forward and leads to its place when it is chosen', async () => {
    const { control, notifications, page, say, window } = await start()
    await control('minimize')
    await say('backup_failed')
    await eventually(notifications).toHaveLength(1)
    await control('clickNotification', fa.matter.backup_failed.what)
    await eventually(() => inPage(page, 'matters')).toEqual(['backup_failed'])
    expect(await window()).toMatchObject({ minimized: false, focused: true, flashing: false })
  })

  it('is not told to who looks, nor by another window, nor in words of the page', async () => {
    const { clickMenu, control, electronCalls, pages, say } = await start()
    await say('disk_low')
    await clickMenu('display')
    const display = () => pages().find((page) => page.url().endsWith('/display.html'))
    await eventually(() => display() !== undefined).toBe(true)
    // The waiting room has the focus now, and it is not the window of the work.
    await eventually(async () => (await control('windows'))[1]?.focused).toBe(true)
    await display()?.waitForLoadState('load')
    await display()?.evaluate(`pishkhan.tellMatter('disk_full')`)
    await say('Zahra Rezaei, 0012345679')
    await say('toString')
    await say('version_old')
    await eventually(async () =>
      (await electronCalls('new Notification')).map(({ args }) => args[0]),
    ).toEqual([{ title: fa.matter.version_old.what, body: fa.matter.version_old.todo, silent: true }])
  })

  it('lets the frame flash where the system has no notifications', async () => {
    const { control, electronCalls, say, window } = await start({ settings: { notifications: false } })
    await control('blur')
    await say('disk_full')
    await eventually(async () => (await window())?.flashing).toBe(true)
    expect(await electronCalls('new Notification')).toEqual([])
  })
})

describe('the language', () => {
  it('of menu, dialogs and notifications is the page’s, at once', async () => {
    const { control, clickMenu, electronCalls, notifications, page, say } = await start()
    const labels = async () => (await control('menu')).map(({ label }) => label)
    expect(await labels()).toEqual(['پرونده', 'ویرایش', 'رفتن', 'نما', 'راهنما'])
    await inPage(page, `pishkhan.setLanguage('en')`)
    await eventually(labels).toEqual(['File', 'Edit', 'Go', 'View', 'Help'])
    const all = JSON.stringify(await control('menu'))
    expect(all).not.toMatch(/[\u0600-\u06FF]/)
    // What is chosen in it goes the same way as before.
    for (const id of ['palette', 'settings']) await clickMenu(id)
    await eventually(() => inPage(page, 'menuCommands')).toEqual(['palette', 'settings'])
    await inPage(page, `pishkhan.saveText({ kind: 'json', suggestedName: 'x', text: '{}' })`)
    expect((await electronCalls('dialog.showSaveDialog'))[0]?.args[0]).toMatchObject({
      title: 'Save the diagnostics bundle',
    })
    await control('blur')
    await say('clock_wrong')
    await eventually(async () => (await notifications()).map(({ title }) => title)).toEqual([
      en.matter.clock_wrong.what,
    ])

    await inPage(page, `pishkhan.setLanguage('xx')`)
    await inPage(page, `pishkhan.setLanguage('fa')`)
    await eventually(labels).toEqual(['پرونده', 'ویرایش', 'رفتن', 'نما', 'راهنما'])
  })
})
