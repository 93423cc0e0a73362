import { expectAccessible } from './support/accessible.ts'
import { storyDay } from './support/central-side.ts'
import { fa } from './support/counter.ts'
import { expect, test } from './support/test.ts'

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any screen, ${theme}`, async ({ central, counter, office }) => {
    test.setTimeout(480_000)
    const { page } = office
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await expect(page.getByLabel(fa.signIn.username)).toBeVisible()
    await expectAccessible(page, 'log in')
    await counter.signIn('supervisor')
    await expectAccessible(page, 'day, nobody chosen')

    const [appointment] = await central.appointmentsOn(storyDay)
    await counter.scan(appointment?.applicant.trackingCode ?? '')
    await counter.expectApplicant(appointment?.applicant.lastName ?? '')
    await expectAccessible(page, 'applicant, booked')
    await page.keyboard.press('Control+Enter')
    await counter.expectState('arrived')
    await page.keyboard.press('KeyA')
    await page.keyboard.press('KeyF')
    await expectAccessible(page, 'applicant, a reason is being chosen')
    await page.keyboard.press('Escape')
    await counter.applicant.getByRole('button', { name: fa.applicant.showHistory }).click()
    await expectAccessible(page, 'applicant, history')

    await counter.search.fill('zzzz')
    await expectAccessible(page, 'day, nothing found')
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await expect(counter.dialog).toBeVisible()
    await expectAccessible(page, 'shortcuts')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+Comma')
    await expect(counter.dialog).toBeVisible()
    await expectAccessible(page, 'settings')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+Comma')
    await counter.dialog.getByRole('button', { name: fa.paper.title }).click()
    await expect(counter.dialog).toHaveAccessibleName(fa.paper.title)
    await expectAccessible(page, 'printers')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await expect(counter.dialog).toBeVisible()
    await expectAccessible(page, 'command palette')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: fa.closing.button }).click()
    await expect(counter.dialog).toBeVisible()
    await expectAccessible(page, 'closing the day')
    await page.keyboard.press('Escape')

    const places = page.getByRole('navigation', { name: fa.frame.places })
    await places.getByText(fa.frame.print).click()
    await expect(page.locator('[data-sheets]')).toBeVisible()
    await expectAccessible(page, 'schedule')
    await places.getByText(fa.frame.tray).click()
    await expect(page.getByText(fa.tray.empty)).toBeVisible()
    await expectAccessible(page, 'tray')

    await page.keyboard.press('Control+7')
    await expect(page.locator('[data-plot]').first()).toBeVisible()
    await expectAccessible(page, 'reports, charts')
    await page.getByText(fa.reports.views.table, { exact: true }).click()
    await expectAccessible(page, 'reports, tables')

    await page.keyboard.press('Control+4')
    await page.getByLabel(fa.citizenServices.field.postalCode).fill('12')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText(fa.validation.postal_code_length)).toBeVisible()
    await expectAccessible(page, 'services, registration with errors')
    for (const service of ['booking', 'recovery', 'status'] as const) {
      await page.getByRole('tab', { name: fa.citizenServices.service[service] }).click()
      await expectAccessible(page, `services, ${service}`)
    }
  })
}
