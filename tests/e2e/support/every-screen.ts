import type { Page } from '@playwright/test'
import { toPersianDigits } from '#shared/domain/digits.ts'
import { catalogues, type Language } from '#shared/i18n/catalogues.ts'
import { type CentralSide, storyDay } from './central-side.ts'
import { password, people } from './counter.ts'
import type { OfficeSide } from './office-side.ts'
import { expect } from './test.ts'

/**
 * Called at each screen and state; `page` is the display's for what the waiting room sees. `part`: what is new there; the rest
 * of the page is as it was.
 */
export type Look = (screen: string, page: Page, part: string | null) => Promise<void>

const dialog = '[role="dialog"], [role="alertdialog"]'

type World = { central: CentralSide; office: OfficeSide }

async function start({ central, office }: World, language: Language, look: Look) {
  const [first, second, third] = await central.appointmentsOn(storyDay)
  if (!first || !second || !third) throw new Error('the demonstration day is too short')
  const codes = [first, second, third].map(({ applicant }) => applicant.trackingCode)
  return { walk: new Walk(office.page, language, look), codes }
}

/**
 * Places, dialogs and the queue, one screen after the other, as a supervisor meets them: what is to hold on every screen is looked
 * at here. In parts, none of which takes long.
 */
export const screens = {
  dialogs: async (world: World, language: Language, look: Look) => {
    const { walk } = await start(world, language, look)
    await walk.signIn()
    await walk.dialogs()
  },
  places: async (world: World, language: Language, look: Look) => {
    const { walk, codes } = await start(world, language, look)
    await walk.signIn()
    await walk.checkIn(codes[0] ?? '')
    await walk.places()
    await walk.services()
  },
  queue: async (world: World, language: Language, look: Look) => {
    const { walk, codes } = await start(world, language, look)
    await walk.signIn()
    for (const code of codes) await walk.checkIn(code)
    await walk.queue(world.office)
  },
} as const

class Walk {
  private readonly page: Page
  private readonly look: Look
  private readonly language: Language

  constructor(page: Page, language: Language, look: Look) {
    this.page = page
    this.language = language
    this.look = look
  }
  private get t() {
    return catalogues[this.language]
  }
  private get dialog() {
    return this.page.getByRole('dialog').or(this.page.getByRole('alertdialog'))
  }
  private get applicant() {
    return this.page.getByRole('region', { name: this.t.day.applicantSide })
  }
  private press(keys: string): Promise<void> {
    return this.page.keyboard.press(keys)
  }
  private see(screen: string, part: string | null = null): Promise<void> {
    return this.look(screen, this.page, part)
  }
  private async settled(): Promise<void> {
    await expect(this.page.locator('[aria-busy="true"]')).toHaveCount(0)
  }
  private async close(): Promise<void> {
    await this.press('Escape')
    await expect(this.dialog).toHaveCount(0)
  }
  /** Opens what stands in the palette by its name. */
  private async open(name: string): Promise<void> {
    await this.press('Control+k')
    const palette = this.page.getByRole('dialog', { name: this.t.palette.title })
    await expect(palette).toBeVisible()
    await this.page.keyboard.type(name)
    await this.press('Enter')
    await expect(palette).toHaveCount(0)
  }
  private async scan(code: string): Promise<void> {
    await this.page.keyboard.type(code)
    await this.press('Enter')
  }
  async checkIn(code: string): Promise<void> {
    await this.press('Control+1')
    await this.scan(code)
    await expect(this.applicant).toContainText(this.language === 'fa' ? toPersianDigits(code) : code)
    await this.press('Control+Enter')
    await expect(this.applicant.locator('header [data-state="arrived"]')).toBeVisible()
  }

  async signIn(): Promise<void> {
    await this.enter(password)
    await expect(this.page.getByRole('listbox', { name: this.t.day.list })).toBeVisible()
  }
  private async enter(typed: string): Promise<void> {
    const { signIn } = this.t
    await this.page.getByLabel(signIn.username).fill(people.supervisor)
    await this.page.getByLabel(signIn.password, { exact: true }).fill(typed)
    await this.page.getByRole('button', { name: signIn.submit }).click()
  }

  async dialogs(): Promise<void> {
    const { t } = this
    await this.press('Control+k')
    await expect(this.dialog).toBeVisible()
    await this.see('command palette', dialog)
    await this.page.keyboard.type('zzzz')
    await this.see('command palette, nothing found', dialog)
    await this.close()
    for (const name of [
      t.settings.title,
      t.shortcuts.title,
      t.backups.title,
      t.escrow.title,
      t.diagnostics.open,
      t.password.open,
      t.exchange.open,
      t.paper.title,
      t.walkIn.shortcut,
      t.closing.button,
    ]) {
      await this.open(name)
      await expect(this.dialog.first()).toBeVisible()
      await this.settled()
      await this.see(`dialog: ${name}`, dialog)
      await this.close()
    }
    await this.press('F1')
    await expect(
      this.page.getByRole('dialog', { name: t.help.title }).getByRole('heading', { level: 3 }),
    ).toBeVisible()
    await this.see('help', dialog)
    await this.close()
    await this.open(t.tour.again)
    for (const station of Object.values(t.tour.station)) {
      await expect(this.page.getByRole('dialog', { name: station.title })).toBeVisible()
      if (station === t.tour.station.search || station === t.tour.station.places) {
        await this.see(`tour: ${station.title}`, dialog)
      }
      await this.press('Enter')
    }
  }

  async places(): Promise<void> {
    const { t, page } = this
    await this.press('Control+2')
    await expect(page.locator('[data-sheets]')).toBeVisible()
    await this.see('schedule')
    await this.press('Control+3')
    await expect(page.getByText(t.tray.empty)).toBeVisible()
    await this.see('tray, empty')
    await this.press('Control+5')
    await expect(page.locator('[data-event]').first()).toBeVisible()
    await this.see('report of events')
    await this.press('Control+6')
    await expect(page.getByRole('row').nth(3)).toBeVisible()
    await this.see('people')
    await page.getByRole('button', { name: t.people.add }).click()
    await this.press('Enter')
    await expect(page.getByText(t.people.nameInvalid)).toBeVisible()
    await this.see('adding somebody, with errors', dialog)
    await this.close()
    await page
      .getByRole('button', { name: t.people.more.split('{{')[0] ?? '' })
      .last()
      .click()
    await expect(page.getByRole('menu')).toBeVisible()
    await this.see('what can be done with somebody', '[role="menu"]')
    await page.getByRole('menuitem', { name: t.people.reset }).click()
    await expect(this.dialog).toBeVisible()
    await this.see('another password for somebody', dialog)
    await this.close()
    await this.press('Control+7')
    await expect(page.locator('[data-plot]').first()).toBeVisible()
    await this.see('reports, charts')
    await page.getByText(t.reports.views.table, { exact: true }).click()
    await this.see('reports, tables')
  }

  async services(): Promise<void> {
    const { t, page } = this
    await this.press('Control+4')
    await page.getByLabel(t.citizenServices.field.postalCode).fill('12')
    await this.press('Control+Enter')
    await expect(page.getByText(t.validation.postal_code_length)).toBeVisible()
    await this.see('services, registration with errors')
    for (const service of ['booking', 'recovery', 'status'] as const) {
      await page.getByRole('tab', { name: t.citizenServices.service[service] }).click()
      await this.see(`services, ${service}`)
    }
  }

  async queue(office: OfficeSide): Promise<void> {
    const { t, page } = this
    const display = await office.openDisplay()
    if (this.language === 'en') {
      await display.evaluate(() =>
        localStorage.setItem('pishkhan.preferences', JSON.stringify({ language: 'en' })),
      )
      await display.reload()
    }
    await expect(display.getByText(t.display.nobody)).toBeVisible()
    await this.look('display, nobody', display, null)
    await this.press('Control+8')
    const documents = page.getByRole('listbox', { name: t.queue.stage.documents })
    await expect(documents.getByRole('option')).toHaveCount(3)
    await this.see('queue, nobody at a desk')
    await this.press('F9')
    await expect(this.dialog).toBeVisible()
    await this.see('choice of the desk', dialog)
    await page.getByLabel(t.queue.deskNumber).fill('7')
    await this.press('Enter')
    await expect(page.locator('[data-at-desk="1"]')).toBeVisible()
    await this.see('applicant at the desk')
    await this.press('Control+8')
    await documents.focus()
    await this.press('ArrowDown')
    await expect(documents.locator('[aria-selected="true"]')).toHaveCount(1)
    await this.see('queue, somebody chosen')
    // Sideways to the desks and back.
    const [there, back] = this.language === 'fa' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft']
    await this.press(there ?? '')
    await expect(page.getByRole('listbox', { name: t.queue.stage.at_desk })).toBeFocused()
    await this.press(back ?? '')
    await expect(documents).toBeFocused()
    await this.press('Shift+F9')
    await expect(this.dialog).toBeVisible()
    await this.see('hand-over', dialog)
    await this.close()
    await expect(display.locator('.display-newest')).toBeVisible()
    await this.look('display, a call', display, null)
  }
}
