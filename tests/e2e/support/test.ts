import { test as base, type ConsoleMessage, expect, type Page } from '@playwright/test'
import { createTestDatabase } from '#tests/support/postgres.ts'
import { type CentralSide, startCentralSide, storyTime } from './central-side.ts'
import { Counter } from './counter.ts'
import { type OfficeSide, startDesktopOffice, startWebOffice } from './office-side.ts'

export { expect } from '@playwright/test'

type Story = {
  central: CentralSide
  office: OfficeSide
  counter: Counter
  /** Whether the office's device was activated before the story begins. */
  activated: boolean
  /** Console errors and page errors that a test expects, for instance of a refused request. */
  expectedErrors: RegExp[]
}

/** One story: a central system, an office of its own before it, and a screen. No console error is tolerated. */
export const test = base.extend<Story>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  expectedErrors: async ({}, use) => use([]),
  activated: [true, { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  central: async ({}, use) => {
    const database = await createTestDatabase()
    const central = await startCentralSide(database.url)
    await use(central)
    await central.end()
    await database.drop()
  },
  office: async ({ central, browser, activated, expectedErrors }, use, testInfo) => {
    const activationCode = activated ? await central.newActivationCode() : null
    const options = { central: central.url, activationCode, browser, clock: storyTime }
    const office =
      testInfo.project.name === 'browser' ? await startWebOffice(options) : await startDesktopOffice(options)
    const errors = watchErrors(office.page)
    await use(office)
    await office.end()
    const surprising = errors.filter((text) => !expectedErrors.some((expected) => expected.test(text)))
    expect(surprising, 'errors on the console').toEqual([])
  },
  counter: async ({ office }, use) => use(new Counter(office.page)),
})

function watchErrors(page: Page): string[] {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error') errors.push(`${message.text()} ${message.location().url}`)
  })
  return errors
}
