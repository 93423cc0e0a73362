import type { Page } from '@playwright/test'
import { toPersianDigits } from '#shared/domain/digits.ts'
import { catalogues, type Language } from '#shared/i18n/catalogues.ts'
import { password, people } from './counter.ts'
import { expect } from './test.ts'

/**
 * Called at each screen and state; `page` is the display's for what the waiting room sees. `part`: what is new there; the rest
 * of the page is as it was.
 */
export type Look = (screen: string, page: Page, part: string | null) => Promise<void>

/** What is new on the page when a dialog, or the checklist, or the list has changed. */
export const parts = {
  dialog: '[role="dialog"], [role="alertdialog"]',
  main: 'main',
  side: '#applicant-side',
  list: '[data-tour="list"]',
  // What is done says so at the foot of the window.
  sideAndNotices: '#applicant-side, [data-react-aria-top-layer]',
  listAndNotices: '[data-tour="list"], [data-react-aria-top-layer]',
  mainAndAlerts: 'main, [role="alert"]',
} as const

/** A supervisor's way from screen to screen, in either language. */
export class Walk {
  readonly page: Page
  readonly language: Language
  private readonly look: Look

  constructor(page: Page, language: Language, look: Look) {
    this.page = page
    this.language = language
    this.look = look
  }
  get t() {
    return catalogues[this.language]
  }
  get dialog() {
    return this.page.getByRole('dialog').or(this.page.getByRole('alertdialog'))
  }
  get applicant() {
    return this.page.getByRole('region', { name: this.t.day.applicantSide })
  }
  press(keys: string): Promise<void> {
    return this.page.keyboard.press(keys)
  }
  see(screen: string, part: string | null = null, page = this.page): Promise<void> {
    return this.look(screen, page, part)
  }
  async settled(): Promise<void> {
    await expect(this.page.locator('[aria-busy="true"]')).toHaveCount(0)
  }
  async close(): Promise<void> {
    await this.press('Escape')
    await expect(this.dialog).toHaveCount(0)
  }
  /** Opens what stands in the palette by its name. */
  async open(name: string): Promise<void> {
    await this.press('Control+k')
    const palette = this.page.getByRole('dialog', { name: this.t.palette.title })
    await expect(palette).toBeVisible()
    await this.page.keyboard.type(name)
    await this.press('Enter')
    await expect(palette).toHaveCount(0)
  }
  async scan(code: string): Promise<void> {
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
    await this.enter(people.supervisor, password)
    await expect(this.page.getByRole('listbox', { name: this.t.day.list })).toBeVisible()
  }
  async enter(username: string, typed: string): Promise<void> {
    const { signIn } = this.t
    await this.page.getByLabel(signIn.username).fill(username)
    await this.page.getByLabel(signIn.password, { exact: true }).fill(typed)
    await this.press('Enter')
  }
}
