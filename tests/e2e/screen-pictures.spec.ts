import { type Browser, expect, type Page, test } from '@playwright/test'
import { catalogues, type Language } from '#shared/i18n/catalogues.ts'
import { password, people } from './support/counter.ts'
import { type PicturedOffice, startPicturedOffice } from './support/pictured-office.ts'

/**
 * Every screen beside a picture of it that somebody has looked at: Persian in light and dark, English in light, in two sizes.
 * New references are made by `playwright test screen-pictures --project=browser --update-snapshots=changed` and looked at one by one.
 */
const smaller = { width: 1366, height: 768 }
const larger = { width: 1920, height: 1080 }
const themesOf = { fa: ['light', 'dark'], en: ['light'] } as const

/** What is a column or a dialog in the middle of the window is pictured large once, in Persian light. */
type Pictures = 'all' | 'fewer'

// A trace of two hundred pictures costs more than the pictures; what differs is kept as a picture of its own.
test.use({ trace: 'off', screenshot: 'off' })

test('every screen looks as it did', async ({ browser }, testInfo) => {
  // What is drawn does not depend on who is behind the screen: once is enough.
  test.skip(testInfo.project.name !== 'browser', 'drawn once, in the browser')
  test.skip(
    process.platform !== 'linux',
    'other systems draw letters in their own way: the screens were NOT compared',
  )
  test.setTimeout(1_200_000)
  const office = await startPicturedOffice()
  for (const language of ['fa', 'en'] as const) {
    await firstStart(browser, language, office)
    const screen = await openScreen(browser, language, office.url)
    await walk(screen, office)
    await screen.page.context().close()
  }
  await office.end()
})

/** New installations: the address of the central system, the code, and who is expected to be the first. */
async function firstStart(
  browser: Browser,
  language: Language,
  { newOnes, centralUrl }: PicturedOffice,
): Promise<void> {
  const screen = await openScreen(browser, language, newOnes.bareUrl)
  const { page, texts } = screen
  const address = page.getByLabel(texts.activation.centralUrl)
  await address.waitFor()
  await screen.picture('first-start', 'fewer')
  await address.fill('http://127.0.0.1:9')
  await screen.press('Enter')
  await page.getByRole('alert').waitFor()
  await screen.picture('first-start-problem', 'fewer')
  await address.fill(centralUrl)
  await screen.press('Enter')
  await page.getByLabel(texts.activation.code).waitFor()
  await screen.picture('first-start-code', 'fewer')
  await page.goto(newOnes.namedUrl)
  await page.getByLabel(texts.signIn.username).waitFor()
  await screen.picture('first-people', 'fewer')
  await page.context().close()
}

/** A page whose clock hardly moves: what waits has waited as long in every run. */
async function openScreen(browser: Browser, language: Language, url: string): Promise<Screen> {
  const context = await browser.newContext({ reducedMotion: 'reduce', viewport: smaller })
  await context.addInitScript((chosen) => {
    localStorage.setItem('pishkhan.preferences', JSON.stringify({ language: chosen, theme: 'system' }))
    localStorage.setItem('pishkhan.tour', JSON.stringify(['supervisor']))
    const { performance } = window
    const now = performance.now.bind(performance)
    performance.now = () => now() / 1000
  }, language)
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(url)
  return new Screen(page, language)
}

/** One window, and the pictures that are taken of it. */
class Screen {
  readonly page: Page
  readonly language: Language
  readonly texts: (typeof catalogues)[Language]

  constructor(page: Page, language: Language) {
    this.page = page
    this.language = language
    this.texts = catalogues[language]
  }

  get dialog() {
    return this.page.getByRole('dialog').or(this.page.getByRole('alertdialog'))
  }
  press(keys: string) {
    return this.page.keyboard.press(keys)
  }
  button(name: string) {
    return this.page.getByRole('button', { name })
  }

  /** In each theme of the language and each size, as `NAME-fa-dark-1366x768.png`. What comes next is done in the smaller one. */
  async picture(name: string, pictures: Pictures = 'all', page = this.page): Promise<void> {
    // Nothing is under the mouse.
    await page.mouse.move(0, 0)
    for (const size of [larger, smaller]) {
      const isOnce = pictures === 'fewer' && size === larger
      if (isOnce && this.language !== 'fa') continue
      await page.setViewportSize(size)
      for (const colorScheme of isOnce ? (['light'] as const) : themesOf[this.language]) {
        await page.emulateMedia({ colorScheme })
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
        const file = `${name}-${this.language}-${colorScheme}-${size.width}x${size.height}.png`
        await expect.soft(page).toHaveScreenshot(file, {
          maxDiffPixelRatio: 0.001,
          scale: 'css',
          animations: 'disabled',
          timeout: 60_000,
        })
      }
    }
  }

  /** By its name in the palette. */
  async command(name: string): Promise<void> {
    await this.press('Control+k')
    await this.dialog.getByRole('combobox').fill(name)
    await this.dialog.getByRole('option').first().waitFor()
    await this.press('Enter')
  }

  async dialogPicture(name: string, pictures: Pictures = 'all'): Promise<void> {
    await this.dialog.waitFor()
    await this.picture(name, pictures)
    await this.press('Escape')
    await this.dialog.waitFor({ state: 'hidden' })
  }
}

async function walk(screen: Screen, office: PicturedOffice): Promise<void> {
  const { page, texts } = screen
  const search = page.getByRole('combobox', { name: texts.frame.searchLabel })
  const side = page.locator('#applicant-side')
  const rows = await office.rows()
  const open = async (row: (typeof rows)[number] | undefined) => {
    if (!row) throw new Error('the day has nobody like that')
    await search.fill(row.trackingCode)
    // The list has followed: from where it brings the row into view is the same in every run.
    await expect(page.locator('[data-appointment]')).toHaveCount(1)
    await search.press('Enter')
    await side.getByRole('heading', { level: 2 }).filter({ hasText: row.lastName }).waitFor()
  }

  await page.getByLabel(texts.signIn.username).waitFor()
  await screen.picture('sign-in')
  await page.getByLabel(texts.signIn.username).fill(people.supervisor)
  await page.getByLabel(texts.signIn.password, { exact: true }).fill(password)
  await screen.press('Enter')
  await page.locator('[data-appointment]').first().waitFor()
  await screen.picture('day')

  await open(rows.find(({ state }) => state === 'booked'))
  await screen.picture('applicant-booked')
  await open(rows.findLast(({ state }) => state === 'arrived'))
  await screen.picture('applicant-arrived')
  await screen.press('Enter')
  await side.locator('[data-verdict]:focus').waitFor()
  await screen.press('KeyF')
  await page.locator('[data-panel="fail"]').waitFor()
  await screen.picture('applicant-reason')
  await screen.press('Escape')
  await open(rows.find(({ state }) => state === 'documents_incomplete'))
  await side.getByRole('button', { name: texts.applicant.showHistory }).click()
  await side.getByRole('button', { name: texts.applicant.showChecklist }).waitFor()
  await screen.picture('applicant-history')
  await open(rows.find(({ state }) => state === 'served'))
  await screen.picture('applicant-served')
  await screen.press('Escape')
  await search.fill('zzzz')
  await screen.picture('day-nothing-found')
  await screen.press('Escape')

  for (const [digit, name] of [
    ['8', 'queue'],
    ['2', 'schedule'],
    ['3', 'tray'],
    ['5', 'log'],
    ['6', 'people'],
    ['7', 'reports'],
  ] as const) {
    // Who has looked at whom is sent with the next exchange.
    if (name === 'log') await office.settled()
    await screen.press(`Control+${digit}`)
    await screen.picture(name)
    if (name === 'people') await colleagues(screen)
  }
  await page.getByText(texts.reports.views.table, { exact: true }).click()
  await screen.picture('reports-tables')

  await screen.press('Control+4')
  await page.getByLabel(texts.citizenServices.field.postalCode).fill('12')
  await screen.press('Control+Enter')
  await page.getByText(texts.validation.postal_code_length).waitFor()
  await screen.picture('services-registration')
  for (const service of ['booking', 'recovery', 'status'] as const) {
    await page.getByRole('tab', { name: texts.citizenServices.service[service] }).click()
    await screen.picture(`services-${service}`)
  }

  await screen.press('Control+1')
  for (const [keys, name] of [
    ['?', 'shortcuts'],
    ['Control+Comma', 'settings'],
    ['Control+k', 'palette'],
    ['F1', 'help'],
    ['F4', 'walk-in'],
    ['Control+b', 'closing'],
  ] as const) {
    await screen.press(keys)
    await screen.dialogPicture(name)
  }
  for (const [command, name] of [
    [texts.paper.title, 'printers'],
    [texts.password.open, 'password'],
    [texts.exchange.open, 'exchange'],
  ] as const) {
    await screen.command(command)
    await screen.dialogPicture(name)
  }
  await screen.command(texts.backups.title)
  await screen.dialogPicture('backups', 'fewer')
  await screen.command(texts.escrow.title)
  await screen.dialogPicture('escrow', 'fewer')
  await screen.command(texts.diagnostics.open)
  await screen.dialog.locator('pre').waitFor()
  await hideTheMachine(screen)
  await screen.dialogPicture('diagnostics', 'fewer')
  await screen.press('F9')
  await screen.dialogPicture('desk')
  await screen.command(texts.tour.again)
  await screen.picture('tour')
  await screen.press('Escape')

  await office.cutLine()
  await page.getByText(texts.sync.offline).first().waitFor()
  await screen.picture('day-offline')
  await office.mendLine()
  await screen.command(texts.lock.lock)
  await screen.picture('lock')
  const display = await page.context().newPage()
  await display.goto(new URL('/display', page.url()).href)
  await display.locator('.display-number').first().waitFor()
  await screen.picture('display', 'all', display)
}

/** The dialogs of the people of the office. */
async function colleagues(screen: Screen): Promise<void> {
  const { page, texts, dialog } = screen
  await page.getByRole('button', { name: texts.people.add }).click()
  await dialog.getByLabel(texts.people.name).waitFor()
  await screen.press('Enter')
  await page.getByText(texts.people.nameInvalid).waitFor()
  await screen.dialogPicture('person-add', 'fewer')
  await page.locator(`[data-person="${people.documents}"]`).getByText(texts.people.edit).click()
  await screen.dialogPicture('person-edit', 'fewer')
}

/** Of the diagnostics, what differs from machine to machine is written over. */
async function hideTheMachine({ dialog, texts: { diagnostics } }: Screen): Promise<void> {
  for (const name of [diagnostics.system, diagnostics.central, diagnostics.backups, diagnostics.freeSpace]) {
    await dialog.getByText(name, { exact: true }).evaluate((term) => {
      if (term.nextElementSibling) term.nextElementSibling.textContent = '-'
    })
  }
  await dialog.locator('pre').evaluate((whole) => {
    whole.textContent = '{ }'
  })
}
