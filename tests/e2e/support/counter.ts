import { expect, type Locator, type Page } from '@playwright/test'
import { countStates, type StateCounts } from '#shared/domain/day.ts'
import { toAsciiDigits, toPersianDigits } from '#shared/domain/digits.ts'
import { appointmentStates } from '#shared/domain/state.ts'
import { catalogues } from '#shared/i18n/catalogues.ts'

export const { fa, en } = catalogues

/** Who works in the demonstration office. */
export const people = { reception: 'paziresh', documents: 'madarek', supervisor: 'masoul' } as const
export const password = 'pishkhan-demo'

/** What a person at the counter does, in the words of the screen. */
export class Counter {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  get search(): Locator {
    return this.page.getByRole('combobox', { name: fa.frame.searchLabel })
  }
  get list(): Locator {
    return this.page.getByRole('listbox', { name: fa.day.list })
  }
  row(appointmentId: string): Locator {
    return this.page.locator(`[data-appointment="${appointmentId}"]`)
  }
  get applicant(): Locator {
    return this.page.getByRole('region', { name: fa.day.applicantSide })
  }
  /** The button that opens the menu of whoever is signed in. */
  get person(): Locator {
    return this.page.getByRole('button', { name: new RegExp(Object.values(fa.role).join('|')) })
  }
  /** Whatever stands before the page and wants an answer. */
  get dialog(): Locator {
    return this.page.getByRole('dialog').or(this.page.getByRole('alertdialog'))
  }
  act(name: string): Locator {
    return this.applicant.getByRole('button', { name })
  }

  /** Clicks an act, as fast as a hand: what follows an act within half a second is the second half of a double click. */
  async perform(name: string): Promise<void> {
    await this.page.waitForTimeout(600)
    await this.act(name).click()
  }

  async signIn(user: keyof typeof people): Promise<void> {
    await this.page.getByLabel(fa.signIn.username).fill(people[user])
    await this.page.getByLabel(fa.signIn.password, { exact: true }).fill(password)
    await this.page.getByRole('button', { name: fa.signIn.submit }).click()
    await expect(this.list).toBeVisible()
  }

  async signOut(): Promise<void> {
    await this.person.click()
    await this.page.getByRole('menuitem', { name: fa.frame.signOut }).click()
    await expect(this.page.getByLabel(fa.signIn.username)).toBeVisible()
  }

  /** A scanner types faster than a hand and ends with Enter, wherever the focus is. */
  async scan(code: string): Promise<void> {
    await this.page.keyboard.type(code)
    await this.page.keyboard.press('Enter')
  }

  async expectApplicant(lastName: string): Promise<void> {
    await expect(this.applicant.getByRole('heading', { level: 2 }).first()).toContainText(lastName)
  }

  async expectState(state: keyof typeof fa.state): Promise<void> {
    const chip = this.applicant.locator(`header [data-state="${state}"]`)
    await expect(chip).toHaveText(fa.state[state])
  }

  /** The line of the checklist whose verdict is asked for. */
  verdict(item: string): Locator {
    return this.applicant.getByRole('group', { name: fa.applicant.verdictFor.replace('{{item}}', item) })
  }
  async accept(item: string): Promise<void> {
    const accept = this.verdict(item).getByRole('button', { name: fa.applicant.accept })
    await accept.click()
    await expect(accept).toHaveAttribute('aria-pressed', 'true')
  }
  async fail(item: string, reason: string): Promise<void> {
    const fail = this.verdict(item).getByRole('button', { name: fa.applicant.fail })
    await fail.click()
    await this.applicant
      .getByRole('group', { name: fa.applicant.failReasons.replace('{{item}}', item) })
      .getByRole('button', { name: reason })
      .click()
    await expect(fail).toHaveAttribute('aria-pressed', 'true')
  }

  /** `A` accepts the item that has the focus and goes on to the next; told by how many are decided. */
  async acceptByKey(decidedAfter: number, total: number): Promise<void> {
    // The focus goes to the next item when the core has answered; a hand is slower than that, a script is not.
    await expect(this.applicant.locator('[data-verdict]:focus')).toHaveCount(1)
    await this.page.keyboard.press('KeyA')
    const progress = fa.applicant.progress
      .replace('{{decided}}', toPersianDigits(decidedAfter))
      .replace('{{total}}', toPersianDigits(total))
    await expect(this.applicant.getByText(progress)).toBeVisible()
  }

  /** After the core has come up anew nobody is signed in; the screen asks again by itself. */
  async signInAgain(user: keyof typeof people): Promise<void> {
    await expect(this.page.getByLabel(fa.signIn.username)).toBeVisible({ timeout: 30_000 })
    await this.signIn(user)
  }

  /** What stands on the paper that is printed by itself alone (`LoneSheets`) when this is done. */
  async onPaper(ask: () => Promise<void>): Promise<string> {
    const text = this.page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          new MutationObserver((_changes, observer) => {
            const paper = document.querySelector('.lone-sheets')
            if (!paper) return
            observer.disconnect()
            resolve(paper.textContent ?? '')
          }).observe(document.body, { childList: true })
        }),
    )
    await ask()
    return text
  }

  async syncNow(): Promise<void> {
    const { online, offline, connecting } = fa.sync
    // Whatever it says just now: a line that is back may have been found already.
    await this.page
      .getByRole('banner')
      .getByRole('button', { name: new RegExp(`${online}|${offline}|${connecting}`) })
      .click()
    await this.page.getByRole('button', { name: fa.sync.retryNow }).click()
    await this.page.keyboard.press('Escape')
  }

  /** A counter above the list; each is a filter too. */
  filter(state: keyof typeof fa.state | 'all'): Locator {
    return this.page
      .getByRole('group', { name: fa.day.filters })
      .getByRole('button', { name: state === 'all' ? fa.day.all : fa.state[state] })
  }

  /** All counters above the list. */
  async countsOfTheDay(): Promise<StateCounts> {
    const counts = countStates([])
    for (const state of appointmentStates) {
      const text = await this.filter(state).textContent()
      counts[state] = Number(toAsciiDigits(text ?? '').match(/[0-9]+/)?.[0])
    }
    return counts
  }

  /** How many events wait to be sent, as the frame says. */
  waiting(count: number): Locator {
    return this.page.getByText(fa.sync.waiting_other.replace('{{count}}', toPersianDigits(count)))
  }
  get allSent(): Locator {
    return this.page.getByText(fa.sync.allSent).first()
  }
}
