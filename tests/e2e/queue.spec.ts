import type { Page } from '@playwright/test'
import { toPersianDigits } from '#shared/domain/digits.ts'
import { expectAccessible } from './support/accessible.ts'
import { storyDay } from './support/central-side.ts'
import { Counter, fa } from './support/counter.ts'
import { expect, test } from './support/test.ts'

const inFa = (text: string, values: Record<string, string | number>): string =>
  Object.entries(values).reduce(
    (said, [name, value]) => said.replace(`{{${name}}}`, toPersianDigits(value)),
    text,
  )
const strip = (page: Page) => page.locator('[data-desk-strip]')
const row = (page: Page, number: number) => page.locator(`[data-queue-row="${number}"]`)
const queuePlace = (page: Page) => page.keyboard.press('Control+8')

/** Chooses the desk of the machine, as it is asked for once. */
async function chooseDesk(page: Page, desk: number): Promise<void> {
  await page.getByLabel(fa.queue.deskNumber).fill(toPersianDigits(desk))
  await page.keyboard.press('Enter')
  await expect(strip(page)).toBeVisible()
}

/** The newest call on the display: its number and its desk. */
async function expectNewest(display: Page, number: number, desk: number): Promise<void> {
  await expect(display.locator('.display-number')).toHaveAttribute('data-number', String(number))
  await expect(display.locator('.display-desk')).toHaveAttribute('data-desk', String(desk))
}

test('call, recall, skip and hand over by keyboard; the waiting room sees numbers and desks', async ({
  central,
  counter,
  office,
  expectedErrors,
}) => {
  test.setTimeout(240_000)
  // The desk that is busy, and what the display's browser is refused.
  expectedErrors.push(/status of (409|401)/)
  const { page } = office
  const appointments = (await central.appointmentsOn(storyDay)).slice(0, 6)
  await counter.signIn('supervisor')
  for (const { applicant } of appointments) {
    await counter.scan(applicant.trackingCode)
    await counter.expectApplicant(applicant.lastName)
    await counter.perform(fa.applicant.acts.checkIn)
    await counter.expectState('arrived')
  }
  const display = await office.openDisplay()
  const said: string[] = []
  display.on('response', async (response) => {
    if (response.url().includes('/rpc/')) said.push(response.url())
  })
  await expect(display.getByText(fa.display.nobody)).toBeVisible()

  // The first press asks for the desk, once; then whoever is next is called and open, with the hand on the checklist.
  await page.keyboard.press('F9')
  await expect(counter.dialog).toBeVisible()
  await chooseDesk(page, 3)
  await expect(page.getByText(inFa(fa.queue.called, { number: 1, desk: 3 }))).toBeVisible()
  await counter.expectApplicant(appointments[0]?.applicant.lastName ?? '')
  await expect(counter.applicant.locator('[data-verdict]:focus')).toHaveCount(1)
  await expect(strip(page)).toContainText(fa.queue.inService)
  await expectNewest(display, 1, 3)
  await expect(display.locator('.display-newest')).toHaveAttribute('data-fresh', 'true')

  // A second press calls nobody: the desk has somebody.
  await page.keyboard.press('F9')
  await expect(page.getByText(fa.refusal.desk_busy.todo)).toBeVisible()
  await page.keyboard.press('F8')
  await expect(page.getByText(inFa(fa.queue.recalled, { number: 1, desk: 3 }))).toBeVisible()
  await page.keyboard.press('Shift+F8')
  await expect(page.getByText(inFa(fa.queue.skipped, { number: 1 }))).toBeVisible()
  await expect(display.locator('.display-number')).toHaveCount(0)

  // Behind the next three, and the reason in words.
  await queuePlace(page)
  await expect(row(page, 1)).toContainText('۳ نفر بعدی')
  const numbers = await page
    .locator('[data-stage="documents"]')
    .evaluateAll((rows) => rows.map((one) => one.getAttribute('data-queue-row')))
  expect(numbers).toEqual(['2', '3', '4', '1', '5', '6'])
  await page.keyboard.press('F9')
  await expectNewest(display, 2, 3)
  await expect(strip(page).locator('[data-at-desk]')).toHaveAttribute('data-at-desk', '2')
  await page.keyboard.press('Shift+F9')
  await page.getByLabel(fa.queue.toDesk).fill('۵')
  await page.getByLabel(fa.queue.noteForColleague).fill('اصل شناسنامه نزد من است')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(inFa(fa.queue.handedTo, { number: 2, desk: 5 }))).toBeVisible()

  // The other desk: another screen where there can be one, else the same machine moves there.
  const second = office.transport === 'browser' ? await office.anotherScreen() : page
  const colleague = new Counter(second)
  if (second === page) {
    await counter.signOut()
  }
  await colleague.signIn('documents')
  if (second === page) {
    await strip(page)
      .getByRole('button', { name: inFa(fa.queue.desk, { desk: 3 }) })
      .click()
    await page.getByLabel(fa.queue.deskNumber).fill('5')
    await page.keyboard.press('Enter')
  } else {
    await second.keyboard.press('F9')
    await chooseDesk(second, 5)
  }
  if (second === page) await second.keyboard.press('F9')
  await colleague.expectApplicant(appointments[1]?.applicant.lastName ?? '')
  await expect(strip(second)).toContainText('اصل شناسنامه نزد من است')
  await expectNewest(display, 2, 5)

  // Two desks press at the same moment: each has somebody else.
  if (second !== page) {
    await queuePlace(second)
    await Promise.all([page.keyboard.press('F9'), second.keyboard.press('Shift+F8')])
    await expect(strip(page).locator('[data-at-desk]')).toHaveAttribute('data-at-desk', '3')
    await expect(strip(second)).toContainText(fa.queue.nobodyHere)
    await second.keyboard.press('F9')
    await expect(strip(second).locator('[data-at-desk]')).toHaveAttribute('data-at-desk', '4')
    await expect(display.locator('[data-number]')).toHaveCount(2)
  }

  // All that can be read there: no name, no code.
  const shown = await display.locator('body').textContent()
  for (const { applicant } of appointments) {
    for (const secret of [applicant.lastName, applicant.nationalCode, applicant.trackingCode]) {
      expect(shown).not.toContain(secret)
      expect(shown).not.toContain(toPersianDigits(secret))
    }
  }
  expect(said.every((url) => url.endsWith('/rpc/display/watch'))).toBe(true)
  if (office.transport === 'browser') {
    // With what is in that browser nothing else answers either.
    const status = await display.evaluate(async (date) => {
      const answer = await fetch('/rpc/day/list', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ json: { date } }),
      })
      return answer.status
    }, storyDay)
    expect(status).toBe(401)
  }
})

test('the display says when it is not live, and is again by itself when the core is back', async ({
  central,
  counter,
  office,
  expectedErrors,
}) => {
  test.setTimeout(180_000)
  expectedErrors.push(/Failed to load resource|ERR_/)
  const { page } = office
  const [first, second] = await central.appointmentsOn(storyDay)
  await counter.signIn('supervisor')
  for (const one of [first, second]) {
    await counter.scan(one?.applicant.trackingCode ?? '')
    await counter.expectApplicant(one?.applicant.lastName ?? '')
    await counter.perform(fa.applicant.acts.checkIn)
    await counter.expectState('arrived')
  }
  const display = await office.openDisplay()
  await page.keyboard.press('F9')
  await chooseDesk(page, 1)
  await expectNewest(display, 1, 1)

  // Silent until somebody turns the sound on, and it stays as it was set.
  const sound = display.getByRole('button', { name: fa.display.soundOff })
  await expect(sound).toHaveAttribute('aria-pressed', 'false')
  await sound.click()
  await expect(display.getByRole('button', { name: fa.display.soundOn })).toHaveAttribute(
    'aria-pressed',
    'true',
  )

  let wasTold = false
  const told = display
    .getByText(fa.display.notLive)
    .waitFor({ timeout: 60_000 })
    .then(() => {
      wasTold = true
    })
  await office.killCore()
  await told
  expect(wasTold).toBe(true)
  await expect(display.locator('.display')).toHaveAttribute('data-live', 'true', { timeout: 60_000 })
  await expect(display.getByText(fa.display.notLive)).toHaveCount(0)
  await expectNewest(display, 1, 1)

  await counter.signInAgain('supervisor')
  await expect(strip(page).locator('[data-at-desk]')).toHaveAttribute('data-at-desk', '1')
  await page.keyboard.press('Shift+F8')
  await expect(display.locator('.display-number')).toHaveCount(0)
  await page.keyboard.press('F9')
  await expectNewest(display, 2, 1)
})

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the queue and on the display, ${theme}`, async ({
    central,
    counter,
    office,
  }) => {
    test.setTimeout(180_000)
    const { page } = office
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await counter.signIn('supervisor')
    await queuePlace(page)
    await expect(page.getByText(fa.queue.emptyTitle)).toBeVisible()
    await expectAccessible(page, 'queue, nobody')
    await page.keyboard.press('Control+1')
    for (const { applicant } of (await central.appointmentsOn(storyDay)).slice(0, 3)) {
      await counter.scan(applicant.trackingCode)
      await counter.expectApplicant(applicant.lastName)
      await counter.perform(fa.applicant.acts.checkIn)
      await counter.expectState('arrived')
    }
    const display = await office.openDisplay()
    await display.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await expect(display.getByText(fa.display.nobody)).toBeVisible()
    await expectAccessible(display, 'display, nobody')
    await page.keyboard.press('F9')
    await expect(counter.dialog).toBeVisible()
    await expectAccessible(page, 'choice of the desk')
    await chooseDesk(page, 7)
    await expectAccessible(page, 'applicant at the desk')
    await queuePlace(page)
    await page.getByRole('listbox', { name: fa.queue.stage.documents }).focus()
    await page.keyboard.press('ArrowDown')
    await expect(row(page, 3)).toHaveAttribute('aria-selected', 'true')
    await expectAccessible(page, 'queue, somebody chosen')
    // Sideways to the desks and back.
    await page.keyboard.press('ArrowLeft')
    await expect(page.getByRole('listbox', { name: fa.queue.stage.at_desk })).toBeFocused()
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('listbox', { name: fa.queue.stage.documents })).toBeFocused()
    await page.keyboard.press('Shift+F9')
    await expect(counter.dialog).toBeVisible()
    await expectAccessible(page, 'hand-over')
    await expectNewest(display, 1, 7)
    await expectAccessible(display, 'display, a call')
  })
}
