import { storyDay } from './support/central-side.ts'
import { fa } from './support/counter.ts'
import { scanInLayout } from './support/scanner.ts'
import { expect, test } from './support/test.ts'

test('a scan opens its applicant in any place and with any layout of the keyboard; in a dialog it waits, behind the lock it is nothing', async ({
  central,
  counter,
  office,
  expectedErrors,
}) => {
  test.setTimeout(180_000)
  // Behind the lock the code is tried as the password that is asked for there.
  expectedErrors.push(/401 \(Unauthorized\) .*session\/signIn/)
  const { page } = office
  const { keyboard } = page
  const [one, two, three, four, five] = await central.appointmentsOn(storyDay)
  if (!one || !two || !three || !four || !five) throw new Error('the demonstration day is too short')
  await counter.signIn('supervisor')

  await test.step('«Persian», from the place of the schedule', async () => {
    await keyboard.press('Control+2')
    await expect(page.locator('[data-sheets]')).toBeVisible()
    await scanInLayout(page, one.applicant.trackingCode, 'persian')
    await counter.expectApplicant(one.applicant.lastName)
  })

  await test.step('«Persian (Standard)», a label with words around the code, into a field of a form', async () => {
    await keyboard.press('Control+4')
    const field = page.getByLabel(fa.citizenServices.field.postalCode)
    await field.fill('14317')
    await scanInLayout(page, `NID:${two.applicant.nationalCode};`, 'persianStandard')
    await counter.expectApplicant(two.applicant.lastName)
    await keyboard.press('Control+4')
    await expect(page.getByLabel(fa.citizenServices.field.postalCode)).toHaveValue(/^[1۱][4۴][3۳][1۱][7۷]$/)
  })

  await test.step('«Arabic (101)», and the US layout', async () => {
    await scanInLayout(page, three.applicant.trackingCode, 'arabic')
    await counter.expectApplicant(three.applicant.lastName)
    await scanInLayout(page, four.applicant.trackingCode, 'us')
    await counter.expectApplicant(four.applicant.lastName)
  })

  await test.step('in a dialog: what happened is said, and the applicant opens when it is closed', async () => {
    await keyboard.press('?')
    await expect(counter.dialog).toBeVisible()
    await scanInLayout(page, five.applicant.trackingCode, 'persian')
    await expect(page.getByText(fa.day.scanInDialog)).toBeVisible()
    await expect(counter.dialog).toBeVisible()
    await keyboard.press('Escape')
    await counter.expectApplicant(five.applicant.lastName)
  })

  await test.step('one scan and one key: the applicant is checked in', async () => {
    await scanInLayout(page, one.applicant.trackingCode, 'persian')
    await counter.expectApplicant(one.applicant.lastName)
    await keyboard.press('Control+Enter')
    await counter.expectState('arrived')
  })

  await test.step('behind the lock nothing is opened', async () => {
    await keyboard.press('Control+l')
    await expect(page.getByRole('dialog', { name: fa.lock.title })).toBeVisible()
    await scanInLayout(page, two.applicant.trackingCode, 'us')
    await expect(page.getByRole('alert')).toBeVisible()
    await expect(page.getByRole('dialog', { name: fa.lock.title })).toBeVisible()
    await expect(page.locator(`[data-appointment="${one.id}"]`)).toHaveAttribute('aria-selected', 'true')
  })
})
