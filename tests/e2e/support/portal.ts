import { type Browser, expect, type Locator, type Page } from '@playwright/test'
import type { demoCitizens, newestMessages } from '#central/demo/citizens.ts'
import { demoOffice } from '#central/demo/office.ts'
import { toAsciiDigits } from '#shared/domain/digits.ts'
import * as fa from '#shared/i18n/fa/portal/index.ts'

export type DemoCitizen = Awaited<ReturnType<typeof demoCitizens>>[number]
type DemoMessage = Awaited<ReturnType<typeof newestMessages>>[number]

export const phone = { width: 390, height: 844 } as const

/** What a citizen does in the portal, in the words of the page. */
export class Portal {
  readonly page: Page
  readonly url: string
  /** Errors on the console but for answers of refusal, which Chromium counts as such. */
  readonly errors: string[] = []

  constructor(page: Page, url: string) {
    this.page = page
    this.url = url
    page.on('pageerror', (error) => this.errors.push(error.message))
    page.on('console', (message) => {
      const refusal = /the server responded with a status of 4\d\d/.test(message.text())
      if (message.type() === 'error' && !refusal) this.errors.push(message.text())
    })
  }

  static async open(browser: Browser, url: string, viewport: { width: number; height: number } = phone) {
    const context = await browser.newContext({ viewport, locale: 'fa-IR', timezoneId: 'Asia/Tehran' })
    const portal = new Portal(await context.newPage(), url)
    await portal.page.goto(url)
    return portal
  }

  heading(name: string): Locator {
    return this.page.getByRole('heading', { level: 1, name })
  }
  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name })
  }
  get openDays(): Locator {
    return this.page.locator('[data-day][data-status="open"]')
  }

  /** People of the demonstration's registry whom the central system would register, or refuse for a reason, now. */
  async someone(reason: DemoCitizen['reason'] = null): Promise<DemoCitizen> {
    const answer = await fetch(`${this.url}/demo/people`)
    const { people } = (await answer.json()) as { people: DemoCitizen[] }
    const found = people.find((person) => person.reason === reason)
    if (!found) throw new Error(`nobody in the registry with ${reason}`)
    return found
  }

  async messagesTo(mobile: string): Promise<DemoMessage[]> {
    const answer = await fetch(`${this.url}/demo/outbox`)
    const { messages } = (await answer.json()) as { messages: DemoMessage[] }
    return messages.filter((message) => message.mobile === mobile)
  }

  /** By the menu, as nobody types addresses. */
  async go(page: 'register' | 'booking' | 'recovery' | 'status'): Promise<void> {
    await this.page.getByRole('link', { name: fa.shell.appName }).click()
    await this.page.getByRole('link', { name: new RegExp(`^${fa.menu[page]}`) }).click()
    await expect(this.heading(fa.menu.title)).toHaveCount(0)
    // The page is fetched when it is first gone to.
    await expect(this.page.getByRole('heading', { level: 1 })).toBeVisible()
  }

  async fillRegistration({ form, birthDateTyped }: DemoCitizen): Promise<void> {
    const { requestKind, gender, birthDate: _birthDate, ...typed } = form
    await this.page.getByRole('radio', { name: new RegExp(`^${fa.requestKind[requestKind]}`) }).check()
    await this.page.getByRole('radio', { name: fa.gender[gender] }).check()
    for (const [field, value] of Object.entries({ ...typed, birthDate: birthDateTyped })) {
      await this.page.getByLabel(fa.field[field as keyof typeof fa.field], { exact: true }).fill(value)
    }
  }

  /** @returns the tracking code as the page shows it, in ASCII digits */
  async register(person: DemoCitizen): Promise<string> {
    await this.go('register')
    await this.fillRegistration(person)
    await this.button(fa.register.submit).click()
    await expect(this.heading(fa.registered.title)).toBeVisible()
    const shown = await this.page.getByRole('definition').textContent()
    return toAsciiDigits(shown ?? '')
  }

  /** Where the demonstration's main office is; there are others in other places. */
  async choosePlace(): Promise<void> {
    await this.page.getByLabel(fa.booking.province).selectOption(demoOffice.province)
    await this.page.getByLabel(fa.booking.city).selectOption(demoOffice.city)
    await expect(this.page.getByRole('listitem').getByRole('button').first()).toBeVisible()
  }
  async chooseOffice(): Promise<void> {
    await this.choosePlace()
    await this.page.getByRole('listitem').getByRole('button').first().click()
    await expect(this.page.getByRole('grid', { name: fa.booking.calendar })).toBeVisible()
  }

  /** Chooses the `nth` open day and its last time with a free seat, and goes on to the review. */
  async chooseTime(nth: number): Promise<void> {
    await this.openDays.nth(nth).click()
    await this.page.locator('input[name="time"]:enabled').last().check()
    await this.button(fa.booking.review).click()
    await expect(this.heading(fa.booking.review)).toBeVisible()
  }

  async end(): Promise<void> {
    await this.page.context().close()
    expect(this.errors, 'errors on the console').toEqual([])
  }
}
