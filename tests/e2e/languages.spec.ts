import type { Page } from '@playwright/test'
import { searchKey } from '#shared/domain/persian-text.ts'
import { catalogues, type Language } from '#shared/i18n/catalogues.ts'
import { violationsInThemes } from './support/accessible.ts'
import { badlyNamed } from './support/at-rest.ts'
import { type CentralSide, storyDay } from './support/central-side.ts'
import type { Counter } from './support/counter.ts'
import { expect, test } from './support/test.ts'

/** What stands on the screen and what is read out, but not what somebody has written or what is a code. */
const readPage = (page: Page) =>
  page.evaluate(() => {
    const spoken = ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder', 'alt']
    const texts: string[] = []
    for (const element of document.body.querySelectorAll('*')) {
      if (element.closest('pre, script, style, kbd, code, body [lang], [data-live-announcer]')) continue
      for (const name of spoken) texts.push(element.getAttribute(name) ?? '')
      for (const node of element.childNodes) {
        if (node.nodeType === Node.TEXT_NODE) texts.push(node.textContent ?? '')
      }
    }
    return texts.filter((text) => text.trim() !== '')
  })

/** Names and addresses are in Persian in either language: their words. */
async function wordsOfData(central: CentralSide, page: Page): Promise<Set<string>> {
  const data = (await central.appointmentsOn(storyDay)).flatMap(({ applicant }) => Object.values(applicant))
  const office = await page.locator('header p[title]').getAttribute('title')
  const people = ['احمد محمودی', 'زهرا رضایی', 'مریم کاظمی', 'باجهٔ', catalogues.fa.settings.languageName.fa]
  const words = [...data, office, ...people].flatMap((text) =>
    String(text ?? '').split(/[^\p{L}\p{M}\u200C]+/u),
  )
  return new Set(words.map(searchKey))
}

/** Names of keys, formats and products, which have no Persian letters. */
const latinNames =
  /\b(?:English|masoul|paziresh|madarek|linux|Ctrl|Alt|Shift|Enter|Esc|Tab|Home|End|Delete|PgUp|PgDn|F\d{1,2}|PDF|CSV|XLSX|QR|SHA|Save as PDF|https?|Windows|Electron|Chromium|Node|SQLite|SQLCipher|PostgreSQL|Vazirmatn)\b/gu

async function foreign(page: Page, language: Language, data: ReadonlySet<string>): Promise<string[]> {
  const texts = await readPage(page)
  if (language === 'en') {
    return texts.filter((text) => {
      const words = text.match(/[\p{L}\p{M}\u200C]+/gu) ?? []
      // One letter is the mark, or the first of somebody's name.
      const persian = words.filter((word) => /\p{Script=Arabic}/u.test(word) && word.length > 1)
      if (persian.length === 0) return /[،؛؟٪٬]/u.test(text)
      return persian.some((word) => !data.has(searchKey(word)))
    })
  }
  // Somebody's name to sign in with, a device's name, a number of a version.
  return texts.filter((text) =>
    /[A-Za-z]{2}/.test(text.replace(latinNames, '').replace(/\S*[\d@:/_.]\S*/g, '')),
  )
}

/** Digits of the other language among what is ours: dates, counts, times, codes. */
async function foreignDigits(page: Page, language: Language): Promise<string[]> {
  const texts = await readPage(page)
  const isAddress = (text: string) => /[\p{Script=Arabic}]{3}/u.test(text.replace(/[۰-۹]/gu, ''))
  return language === 'en'
    ? texts.filter((text) => /[۰-۹]/u.test(text) && !isAddress(text))
    : texts.filter((text) => /^[\s\d:/,.·–-]*\d[\s\d:/,.·–-]*$/.test(text))
}

async function walk(counter: Counter, language: Language, look: (screen: string) => Promise<void>) {
  const { page } = counter
  const { keyboard } = page
  const t = catalogues[language]
  const openByName = async (name: string) => {
    await keyboard.press('Control+k')
    await expect(page.getByRole('dialog', { name: t.palette.title })).toBeVisible()
    await keyboard.type(name)
    await keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: t.palette.title })).toHaveCount(0)
  }
  await keyboard.press('Control+1')
  await look('day, applicant')
  await page.locator('#applicant-side [data-first-focus]').focus()
  await keyboard.press('h')
  await look('history')
  await keyboard.press('h')
  const places = [t.schedule, t.tray, t.citizenServices, t.eventLog, t.people, t.reports]
  for (const [index, { title }] of places.entries()) {
    const place = `Control+${index + 2}`
    await keyboard.press(place)
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeAttached()
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
    await look(place)
  }
  await keyboard.press('Control+1')
  await keyboard.press('Control+k')
  await look('palette')
  await keyboard.press('Escape')
  const dialogs = [t.settings.title, t.shortcuts.title, t.backups.title, t.escrow.title, t.diagnostics.open]
  for (const name of [...dialogs, t.password.open, t.walkIn.shortcut, t.closing.button]) {
    await openByName(name)
    await expect(counter.dialog.first()).toBeVisible()
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
    await look(name)
    await keyboard.press('Escape')
    await expect(counter.dialog).toHaveCount(0)
  }
  await keyboard.press('Control+l')
  await look('lock')
}

for (const language of ['en', 'fa'] as const) {
  test(`every place and dialog is in its language alone: ${language}`, async ({
    central,
    counter,
    office,
  }) => {
    test.setTimeout(240_000)
    const { page } = office
    await counter.signIn('supervisor')
    const data = await wordsOfData(central, page)
    const [first] = await central.appointmentsOn(storyDay)
    await counter.scan(first?.applicant.trackingCode ?? '')
    await counter.expectApplicant(first?.applicant.lastName ?? '')
    if (language === 'en') {
      // What is looked for is found on a screen of the other language.
      expect((await foreign(page, 'en', data)).length).toBeGreaterThan(20)
      await page.keyboard.press('Control+Comma')
      await page.getByRole('radio', { name: catalogues.fa.settings.languageName.en }).press('Space')
      await page.keyboard.press('Escape')
      expect((await foreign(page, 'fa', data)).length).toBeGreaterThan(20)
    }
    const found: string[] = []
    await walk(counter, language, async (screen) => {
      for (const text of await foreign(page, language, data)) found.push(`${screen}: ${text.trim()}`)
      for (const text of await foreignDigits(page, language)) found.push(`${screen}, digits: ${text.trim()}`)
      // In Persian `every-screen.spec.ts` looks at more than these.
      if (language === 'fa') return
      const opened = (await counter.dialog.count()) > 0 ? '[role="dialog"], [role="alertdialog"]' : null
      for (const one of [
        ...(await badlyNamed(page, language)),
        ...(await violationsInThemes(page, opened, [{ theme: 'light', contrast: 'regular' }])),
      ]) {
        found.push(`${screen}: ${one}`)
      }
    })
    expect([...new Set(found)]).toEqual([])
  })
}
