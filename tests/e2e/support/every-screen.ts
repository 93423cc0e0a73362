import type { Language } from '#shared/i18n/catalogues.ts'
import { type CentralSide, storyDay } from './central-side.ts'
import { dayStates, withoutCore, withoutLine } from './day-states.ts'
import { crashedParts, failedPlaces } from './failed-states.ts'
import { choosePassword, escrowAsked, firstStart, lock, refusedSignIn } from './first-screens.ts'
import type { OfficeSide } from './office-side.ts'
import { expect } from './test.ts'
import { type Look, parts, Walk } from './walk.ts'

type World = { central: CentralSide; office: OfficeSide }

async function start({ central, office }: World, language: Language, look: Look) {
  const booked = await central.appointmentsOn(storyDay)
  const codes = booked.map(({ applicant }) => applicant.trackingCode)
  if (codes.length < 5) throw new Error('the demonstration day is too short')
  return { walk: new Screens(office.page, language, look), booked, codes }
}

/**
 * Every place, dialog and state of the application, one after the other, as a supervisor meets them: what is to hold on every
 * screen is looked at here. In parts, none of which takes long.
 */
export const screens = {
  /** In a new installation. */
  'first start and day': async (world: World, language: Language, look: Look) => {
    const { walk, codes } = await start(world, language, look)
    await firstStart(walk, world.central)
    await refusedSignIn(walk)
    await walk.signIn()
    await escrowAsked(walk)
    await dayStates(walk, codes[0] ?? '', world.central)
    await lock(walk)
  },
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
    await withoutCore(walk)
    await choosePassword(walk)
  },
  'queue and line': async (world: World, language: Language, look: Look) => {
    const { walk, booked, codes } = await start(world, language, look)
    await walk.signIn()
    for (const code of codes.slice(0, 3)) await walk.checkIn(code)
    await walk.queue(world.office)
    await withoutLine(walk, world, booked[3])
  },
  'what fails': async (world: World, language: Language, look: Look) => {
    const { walk, booked, codes } = await start(world, language, look)
    const nationalCode = booked[1]?.applicant.nationalCode ?? ''
    const missing = { code: codes[1] ?? '', nationalCode }
    await walk.signIn()
    await walk.checkIn(codes[0] ?? '')
    await failedPlaces(walk, missing)
    await crashedParts(walk, missing)
  },
} as const

class Screens extends Walk {
  async dialogs(): Promise<void> {
    const { t } = this
    await this.press('Control+k')
    await expect(this.dialog).toBeVisible()
    await this.see('command palette', parts.dialog)
    await this.page.keyboard.type('zzzz')
    await this.see('command palette, nothing found', parts.dialog)
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
      await this.see(`dialog: ${name}`, parts.dialog)
      await this.close()
    }
    await this.press('F1')
    await expect(
      this.page.getByRole('dialog', { name: t.help.title }).getByRole('heading', { level: 3 }),
    ).toBeVisible()
    await this.see('help', parts.dialog)
    await this.close()
    await this.open(t.tour.again)
    for (const station of Object.values(t.tour.station)) {
      await expect(this.page.getByRole('dialog', { name: station.title })).toBeVisible()
      await this.see(`tour: ${station.title}`, parts.dialog)
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
    await this.see('adding somebody, with errors', parts.dialog)
    await this.close()
    await page
      .getByRole('button', { name: t.people.more.split('{{')[0] ?? '' })
      .last()
      .click()
    await expect(page.getByRole('menu')).toBeVisible()
    await this.see('what can be done with somebody', '[role="menu"]')
    await page.getByRole('menuitem', { name: t.people.reset }).click()
    await expect(this.dialog).toBeVisible()
    await this.see('another password for somebody', parts.dialog)
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
    await this.see('display, nobody', null, display)
    await this.press('Control+8')
    const documents = page.getByRole('listbox', { name: t.queue.stage.documents })
    await expect(documents.getByRole('option')).toHaveCount(3)
    await this.see('queue, nobody at a desk')
    await this.press('F9')
    await expect(this.dialog).toBeVisible()
    await this.see('choice of the desk', parts.dialog)
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
    await this.see('hand-over', parts.dialog)
    await this.close()
    await expect(display.locator('.display-newest')).toBeVisible()
    await this.see('display, a call', null, display)
  }
}
