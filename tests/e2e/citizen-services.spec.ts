import type { Page } from '@playwright/test'
import type { RegistrationDetails } from '#shared/domain/registration.ts'
import { storyDay } from './support/central-side.ts'
import { fa } from './support/counter.ts'
import { expect, test } from './support/test.ts'

const words = fa.citizenServices

/** As on the birth certificate that lies on the desk. */
async function fillIn(page: Page, form: RegistrationDetails, birthDateTyped: string): Promise<void> {
  const { gender, requestKind, birthDate: _, ...texts } = form
  for (const [name, text] of Object.entries({ ...texts, birthDate: birthDateTyped })) {
    await page.getByLabel(words.field[name as keyof typeof texts], { exact: true }).fill(text)
  }
  await page.getByText(words.gender[gender], { exact: true }).click()
  await page.getByText(fa.requestKind[requestKind], { exact: true }).click()
}

test('a citizen at the desk is registered, booked and looked up; a lost line loses nothing of it', async ({
  central,
  counter,
  office,
  expectedErrors,
}) => {
  test.setTimeout(300_000)
  // The core answers 503 while the central system is away: what this story is about.
  expectedErrors.push(/Failed to load resource/)
  const { page } = office
  const answer = await fetch(`${central.url}/demo/people`)
  const { people } = (await answer.json()) as {
    people: { form: RegistrationDetails; birthDateTyped: string; reason: string | null }[]
  }
  const person = people.find(({ reason }) => reason === null)
  if (!person) throw new Error('nobody of the demonstration may register')
  const { form, birthDateTyped } = person

  await counter.signIn('reception')
  await page.keyboard.press('Control+4')
  await fillIn(page, form, birthDateTyped)

  await central.stop()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(fa.problem.CENTRAL_UNREACHABLE.what)).toBeVisible()
  await expect(page.getByText(words.offlineTitle)).toBeVisible({ timeout: 60_000 })
  await page.keyboard.press('Control+1')
  await expect(counter.list).toBeVisible()
  await page.keyboard.press('Control+4')
  await expect(page.getByLabel(words.field.lastName, { exact: true })).toHaveValue(form.lastName)
  await central.start()
  await page.getByRole('button', { name: words.tryLine }).click()
  await expect(page.getByText(words.offlineTitle)).toBeHidden({ timeout: 60_000 })

  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(words.registered)).toBeVisible()
  // The button that goes on has the focus.
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: form.firstName })).toBeVisible()
  await page.locator(`[data-day="${storyDay}"]`).click()
  await page.locator('[data-slot-time]:not([data-disabled])').last().click()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(words.booked)).toBeVisible()

  const { id, applicant } = await central.appointmentOf(form.nationalCode)
  await page.getByRole('button', { name: words.seeInDay }).click()
  await expect(counter.row(id)).toBeVisible({ timeout: 30_000 })

  await page.keyboard.press('Control+4')
  await page.keyboard.press('Alt+4')
  await page.getByLabel(words.nationalCode, { exact: true }).fill(form.nationalCode)
  await page.getByLabel(words.trackingCode, { exact: true }).fill(applicant.trackingCode)
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-stage="booked"]')).toBeVisible()
  await expect(page.locator('[data-stage="pre_registered"]')).toBeVisible()
})
