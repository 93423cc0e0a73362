import type { Page } from '@playwright/test'
import { catalogues } from '#shared/i18n/catalogues.ts'
import { expectAccessible } from './support/accessible.ts'
import { storyDay } from './support/central-side.ts'
import { fa } from './support/counter.ts'
import { expect, test } from './support/test.ts'

const { en } = catalogues

const root = (page: Page, name: string) => page.evaluate((key) => document.documentElement.dataset[key], name)

/** Whether the window itself has to be moved sideways to see everything. */
const isWider = (page: Page) =>
  page.evaluate(() => document.body.scrollWidth > document.documentElement.clientWidth)

test('language, text size, theme and contrast are set by keyboard, at once and for the next start', async ({
  central,
  counter,
  office,
}) => {
  test.setTimeout(180_000)
  const { page } = office
  const { keyboard } = page
  await counter.signIn('supervisor')
  const [first] = await central.appointmentsOn(storyDay)
  await counter.scan(first?.applicant.trackingCode ?? '')
  await counter.expectApplicant(first?.applicant.lastName ?? '')
  const before = await counter.list.boundingBox()

  await test.step('the language, without a restart: words, digits and direction', async () => {
    await keyboard.press('Control+Comma')
    const dialog = page.getByRole('dialog', { name: fa.settings.title })
    await expect(dialog).toBeVisible()
    await expectAccessible(page, 'settings')
    await dialog.getByRole('radio', { name: fa.settings.languageName.en }).press('Space')
    await expect(page.getByRole('dialog', { name: en.settings.title })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.dir)).toBe('ltr')
    await keyboard.press('Escape')
    // The applicant is still the one that was open, in the other language.
    await expect(page.getByRole('region', { name: en.day.applicantSide })).toContainText(
      first?.applicant.trackingCode ?? '-',
    )
    const mirrored = await page.getByRole('listbox', { name: en.day.list }).boundingBox()
    expect(mirrored?.x).toBeLessThan(before?.x ?? 0)
    await keyboard.press('Control+Comma')
    await page.getByRole('radio', { name: en.settings.languageName.fa }).press('Space')
    await expect(page.getByRole('dialog', { name: fa.settings.title })).toBeVisible()
  })

  await test.step('larger text: list and person stay side by side', async () => {
    await page
      .getByRole('radiogroup', { name: fa.settings.textSize })
      .getByRole('radio')
      .last()
      .press('Space')
    expect(await root(page, 'textSize')).toBe('150')
    await expectAccessible(page, 'settings, 150 %')
    await keyboard.press('Escape')
    expect(await page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize))).toBe(21)
    expect(await isWider(page)).toBe(false)
    const [list, side] = [await counter.list.boundingBox(), await counter.applicant.boundingBox()]
    expect(side && list && side.x + side.width <= list.x + 1 && side.width > 500).toBe(true)
    for (const button of await counter.applicant.getByRole('button').all()) {
      const box = await button.boundingBox()
      if (box && side) expect(box.x >= side.x && box.x + box.width <= side.x + side.width).toBe(true)
    }
  })

  await test.step('more contrast, light and dark', async () => {
    await keyboard.press('Control+Comma')
    await page.getByRole('radio', { name: fa.settings.contrasts.more }).press('Space')
    expect(await root(page, 'contrast')).toBe('more')
    await expectAccessible(page, 'settings, more contrast')
    await page.getByRole('radio', { name: fa.settings.themes.dark }).press('Space')
    expect(await root(page, 'theme')).toBe('dark')
    await keyboard.press('Escape')
    await expectAccessible(page, 'applicant, dark, more contrast, 150 %')
  })

  await test.step('kept for the next start', async () => {
    await page.reload()
    await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more')
    await expect(page.locator('html')).toHaveAttribute('data-text-size', '150')
  })
})

test('what the system asks for is followed: more contrast, and colours of its own', async ({
  counter,
  office,
}) => {
  const { page } = office
  await counter.signIn('reception')
  await page.emulateMedia({ contrast: 'more' })
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more')
  await page.emulateMedia({ contrast: 'no-preference', forcedColors: 'active' })
  await page.keyboard.press('ArrowDown')
  const chosen = counter.list.locator('[aria-selected="true"]')
  await expect(chosen).toHaveCSS('outline-style', 'solid')
})
