import { writeFileSync } from 'node:fs'
import { en as enHelp } from '#shared/help/en.ts'
import { fa as faHelp } from '#shared/help/fa.ts'
import type { HelpPage } from '#shared/help/pages.ts'
import { catalogues } from '#shared/i18n/catalogues.ts'
import { expectAccessible } from './support/accessible.ts'
import { storyDay } from './support/central-side.ts'
import { fa, password } from './support/counter.ts'
import { expect, test } from './support/test.ts'

test('F1 opens the page for where one is, says what to do about an error, and gives the focus back', async ({
  central,
  counter,
  office,
  expectedErrors,
}) => {
  test.setTimeout(180_000)
  expectedErrors.push(/status of 401/)
  const { page } = office
  const help = page.getByRole('dialog', { name: fa.help.title })
  const shown = (title: string) => help.getByRole('heading', { level: 3, name: title })

  // Before anybody is signed in; an error leads to its remedy, by keyboard.
  await page.getByLabel(fa.signIn.username).fill('masoul')
  await page.getByLabel(fa.signIn.password, { exact: true }).fill('not the password')
  await page.getByRole('button', { name: fa.signIn.submit }).click()
  const remedy = page.getByRole('button', { name: fa.help.remedy })
  await remedy.focus()
  await page.keyboard.press('Enter')
  await expect(shown(faHelp.start.title)).toBeVisible()
  await expect(help.locator('[data-section="start#signIn"]')).toBeFocused()
  await expectAccessible(page, 'help, the remedy of an error')
  await page.keyboard.press('Escape')
  await expect(help).toBeHidden()
  await expect(remedy).toBeFocused()

  await page.getByLabel(fa.signIn.password, { exact: true }).fill(password)
  await page.getByRole('button', { name: fa.signIn.submit }).click()
  await expect(counter.list).toBeVisible()
  await page.keyboard.press('F1')
  await expect(shown(faHelp.day.title)).toBeVisible()
  await page.keyboard.press('Escape')

  const [appointment] = await central.appointmentsOn(storyDay)
  await counter.scan(appointment?.applicant.trackingCode ?? '')
  await counter.expectApplicant(appointment?.applicant.lastName ?? '')
  await counter.act(fa.applicant.showHistory).focus()
  await page.keyboard.press('F1')
  await expect(shown(faHelp.applicant.title)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(counter.act(fa.applicant.showHistory)).toBeFocused()

  // Out of the palette as well, and from what the note across the window says.
  await page.keyboard.press('Control+k')
  await page.keyboard.press('F1')
  await expect(help.locator('[data-section="keyboard#palette"]')).toBeFocused()
  const palette = page.getByRole('dialog', { name: fa.palette.title })
  await page.keyboard.press('Escape')
  await expect(help).toHaveCount(0)
  await expect(palette.getByRole('combobox')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(palette).toHaveCount(0)
  const note = page.getByRole('region', { name: fa.conditionNote.title })
  await note.getByRole('button', { name: fa.help.remedy }).click()
  await expect(help.locator('[data-section="safety#code"]')).toBeFocused()
  await page.keyboard.press('Escape')

  // In another place, and out of a dialog: the page of the dialog.
  await page.keyboard.press('Control+7')
  await expect(page.getByRole('heading', { level: 2, name: fa.reports.title })).toBeVisible()
  await page.keyboard.press('F1')
  await expect(shown(faHelp.reports.title)).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+1')
  await page.getByRole('button', { name: fa.closing.button }).click()
  await page.keyboard.press('F1')
  await expect(shown(faHelp.closing.title)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await page.keyboard.press('Escape')

  // Searching in any spelling, by keyboard alone.
  await page.keyboard.press('?')
  await counter.dialog.getByRole('button', { name: fa.help.open }).click()
  await expect(shown(faHelp.keyboard.title)).toBeVisible()
  await help.getByRole('searchbox', { name: fa.help.search }).focus()
  await page.keyboard.type('كد بازيابي')
  const hit = help.getByRole('button', { name: faHelp.safety.sections.code.title })
  await expect(hit).toBeVisible()
  await hit.focus()
  await page.keyboard.press('Enter')
  await expect(help.locator('[data-section="safety#code"]')).toBeFocused()
  await expectAccessible(page, 'help, found by searching')
  await page.keyboard.press('Escape')
  await expect(help).toBeHidden()
})

test('the help speaks the language of the screen, also without a line', async ({ office }) => {
  const { page } = office
  test.setTimeout(180_000)
  // The office's data have to come first.
  await page.getByLabel(fa.signIn.username).waitFor()
  await page.evaluate(() => localStorage.setItem('pishkhan.preferences', JSON.stringify({ language: 'en' })))
  office.cutLine()
  await page.reload()
  await page.getByLabel(catalogues.en.signIn.username).waitFor()
  await page.keyboard.press('F1')
  const help = page.getByRole('dialog', { name: catalogues.en.help.title })
  await expect(help.getByRole('heading', { level: 3, name: enHelp.start.title })).toBeVisible()
  await help.getByRole('button', { name: enHelp.line.title }).click()
  await expect(help.getByText(enHelp.line.sections.offline.title)).toBeVisible()
})

/** Makes the pictures of the help from the real screens; nothing is tested. */
test('pictures of the help', async ({ central, counter, office }, testInfo) => {
  test.skip(!process.env.PISHKHAN_HELP_PICTURES || testInfo.project.name !== 'browser', 'only when asked for')
  test.setTimeout(240_000)
  const { page } = office
  await page.setViewportSize({ width: 1366, height: 768 })
  const appointments = await central.appointmentsOn(storyDay)
  const scan = (index: number) => counter.scan(appointments[index]?.applicant.trackingCode ?? '')
  for (const language of ['fa', 'en'] as const) {
    await page.evaluate(
      (chosen) =>
        localStorage.setItem('pishkhan.preferences', JSON.stringify({ language: chosen, theme: 'light' })),
      language,
    )
    await page.reload()
    if (language === 'fa') await asAtWork()
    const picture = async (name: HelpPage) => {
      await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0, { timeout: 30_000 })
      await page.waitForTimeout(800)
      const shot = (await page.screenshot({ scale: 'css' })).toString('base64')
      const webp = await page.evaluate(async (png) => {
        const image = new Image()
        image.src = `data:image/png;base64,${png}`
        await image.decode()
        const canvas = Object.assign(document.createElement('canvas'), { width: 880, height: 495 })
        canvas.getContext('2d')?.drawImage(image, 0, 0, 880, 495)
        return canvas.toDataURL('image/webp', 0.82).split(',')[1] ?? ''
      }, shot)
      writeFileSync(`renderer/features/help/pictures/${name}-${language}.webp`, Buffer.from(webp, 'base64'))
    }
    await page.getByRole('listbox').first().waitFor()
    await picture('day')
    await scan(0)
    await picture('applicant')
    for (const [key, name] of [
      ['8', 'queue'],
      ['2', 'schedule'],
      ['4', 'services'],
      ['5', 'log'],
      ['6', 'people'],
      ['7', 'reports'],
    ] as const) {
      await page.keyboard.press(`Control+${key}`)
      await picture(name)
    }
    await page.keyboard.press('Control+1')
  }

  /** As on any other day: nothing of a first start stands above the work, and some people have come. */
  async function asAtWork(): Promise<void> {
    await counter.signIn('supervisor')
    await page.getByRole('button', { name: fa.tour.decline }).click()
    await page.getByRole('button', { name: fa.conditionNote.makeEscrow }).click()
    await counter.dialog.getByRole('button', { name: fa.escrow.make }).click()
    await counter.dialog.getByRole('button', { name: fa.escrow.noted }).click()
    for (const index of [1, 2, 3, 4]) {
      await scan(index)
      await counter.expectApplicant(appointments[index]?.applicant.lastName ?? '')
      await counter.perform(fa.applicant.acts.checkIn)
      await counter.expectState('arrived')
    }
    await expect(page.getByRole('region', { name: fa.common.notices }).locator('p')).toHaveCount(0, {
      timeout: 30_000,
    })
    await expect(counter.allSent).toBeVisible({ timeout: 60_000 })
    await page.reload()
  }
})
