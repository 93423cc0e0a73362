import type { Appointment } from '#shared/domain/appointment.ts'
import type { CentralSide } from './central-side.ts'
import type { OfficeSide } from './office-side.ts'
import { expect } from './test.ts'
import { parts, type Walk } from './walk.ts'

/** Of which the demonstration knows nothing. */
const dayBefore = '2026-11-21'

/** The day's place: nobody, somebody, what the side asks, and why the list is empty. */
export async function dayStates(walk: Walk, code: string, central: CentralSide): Promise<void> {
  const { t, applicant } = walk
  await walk.see('day, nobody chosen')
  await walk.scan(code)
  await expect(applicant.locator('header [data-state="booked"]')).toBeVisible()
  await walk.see('applicant, booked', parts.side)
  await walk.checkIn(code)
  await expect(applicant.locator('[data-verdict]:focus')).toHaveCount(1)
  await walk.see('applicant, arrived, and what can be taken back', parts.sideAndNotices)
  await walk.press('KeyF')
  await walk.see('applicant, a reason is being chosen', parts.side)
  await walk.press('Escape')
  await applicant.locator('[data-item="postal_code"] [data-verdict="accept"]').focus()
  await walk.press('KeyE')
  const field = applicant.locator('[data-item="postal_code"]').getByRole('textbox')
  await expect(field).toBeFocused()
  await field.fill('12')
  await walk.press('Enter')
  await walk.see('applicant, a value that is refused', parts.side)
  await walk.press('Escape')
  await walk.press('KeyV')
  await walk.see('applicant, a waiver is being written', parts.side)
  await walk.press('Escape')
  await applicant.getByRole('button', { name: t.applicant.showHistory }).click()
  await walk.see('applicant, history', parts.side)
  await applicant.getByRole('button', { name: t.applicant.showChecklist }).click()
  for (const [keys, name] of [
    ['F7', 'undoing the check-in, without a reason'],
    ['Control+Enter', 'concluding what is not decided'],
  ] as const) {
    await walk.press(keys)
    await expect(walk.dialog).toBeVisible()
    if (keys === 'F7') await walk.press('Control+Enter')
    await walk.see(name, parts.dialog)
    await walk.close()
  }
  await emptyLists(walk)
  await bar(walk)
  await otherDays(walk, central)
}

async function emptyLists(walk: Walk): Promise<void> {
  const { t, page } = walk
  await walk.press('F2')
  await page.keyboard.type('zzzz')
  await expect(page.getByText(t.day.clearSearch)).toBeVisible()
  await walk.see('day, nothing found', parts.list)
  await walk.press('Escape')
  await walk.scan('0000000000')
  await expect(page.getByText(t.day.codeNotFound)).toBeVisible()
  await walk.see('day, a code that nobody has', 'header')
  await walk.press('Escape')
  await page
    .getByRole('group', { name: t.day.filters })
    .getByRole('button', { name: t.state.no_show })
    .click()
  await expect(page.getByText(t.day.nothingInFilter)).toBeVisible()
  await walk.see('day, nobody in the filter', parts.list)
  await page.getByRole('button', { name: t.day.clearFilter }).click()
}

async function bar(walk: Walk): Promise<void> {
  const { t, page } = walk
  const header = page.getByRole('banner')
  for (const [name, trigger] of [
    ['choosing the day', header.getByRole('button', { name: t.day.pickDay })],
    ['the line', header.getByRole('button', { name: t.sync.online })],
  ] as const) {
    await trigger.click()
    await expect(walk.dialog).toBeVisible()
    await walk.see(name, parts.dialog)
    await walk.close()
  }
  await header.getByRole('button', { name: t.role.supervisor }).click()
  await walk.see('the menu of the person', '[role="menu"]')
  await walk.press('Escape')
}

/** A day without anybody, and one that is closed and opened again. */
async function otherDays(walk: Walk, central: CentralSide): Promise<void> {
  const { t, page } = walk
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  await button(t.day.previousDay).click()
  await expect(page.getByText(t.day.emptyTitle)).toBeVisible()
  await walk.see('day, empty', parts.list)
  await central.addAppointments(dayBefore, 3)
  await expect(page.locator('[data-appointment]')).toHaveCount(3, { timeout: 30_000 })
  await walk.press('Control+b')
  await walk.dialog.getByRole('button', { name: t.closing.confirm }).click()
  await expect(button(t.closing.reopenButton)).toBeVisible()
  await walk.see('day, closed', parts.listAndNotices)
  await walk.press('Control+b')
  await expect(walk.dialog).toBeVisible()
  await walk.press('Control+Enter')
  await walk.see('opening the day again, without a reason', parts.dialog)
  await walk.close()
  await button(new RegExp(`^${t.paper.kind.closing_report}`))
    .first()
    .click()
  await expect(walk.dialog).toContainText(t.closing.report.turns)
  await walk.see('the closing report', parts.dialog)
  await walk.close()
}

/** The page's way to the core is gone: what each place says that cannot be read. */
export async function withoutCore(walk: Walk): Promise<void> {
  const { t, page } = walk
  await walk.press('Control+1')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: t.day.previousDay }).click()
  await expect(page.getByText(t.frame.reconnecting)).toBeVisible()
  await expect(page.getByRole('main').getByRole('button', { name: t.common.retry })).toBeVisible()
  await walk.see('day, without the core', parts.mainAndAlerts)
  for (const [place, name] of [
    ['3', t.tray.title],
    ['5', t.eventLog.title],
    ['6', t.people.title],
    ['7', t.reports.title],
  ] as const) {
    await walk.press(`Control+${place}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
    await expect(page.getByRole('main').getByRole('button', { name: t.common.retry })).toBeVisible()
    await walk.see(`${name}, without the core`, parts.main)
  }
  await page.context().setOffline(false)
  await walk.press('Control+1')
  await page.getByRole('main').getByRole('button', { name: t.common.retry }).click()
  await expect(page.getByText(t.frame.reconnecting)).toHaveCount(0, { timeout: 30_000 })
}

/** The office's line to the central system is cut; what is done meanwhile it refuses afterwards. */
export async function withoutLine(
  walk: Walk,
  { central, office }: { central: CentralSide; office: OfficeSide },
  missing: Appointment | undefined,
): Promise<void> {
  const { t, page, applicant } = walk
  if (!missing) throw new Error('nobody is missing')
  office.cutLine()
  await central.cancel(missing.id)
  await walk.press('Control+1')
  await walk.scan(missing.applicant.trackingCode)
  await expect(applicant.locator('header [data-state="booked"]')).toBeVisible()
  await walk.press('F7')
  await walk.see('marking who has not come', parts.dialog)
  await walk.press('Enter')
  await expect(applicant.locator('header [data-state="no_show"]')).toBeVisible()
  const line = page.getByRole('banner').getByRole('button', { name: t.sync.offline })
  await expect(line).toBeVisible({ timeout: 30_000 })
  await walk.see('day, without a line', 'header')
  await line.click()
  await expect(walk.dialog).toBeVisible()
  await walk.see('the line, cut', parts.dialog)
  await walk.close()
  await walk.press('Control+4')
  await page.getByRole('tab', { name: t.citizenServices.service.status }).click()
  await walk.see('services, without a line', parts.main)

  office.restoreLine()
  await line.click()
  await page.getByRole('button', { name: t.sync.retryNow }).click()
  await walk.close()
  await walk.press('Control+3')
  const refused = page.getByRole('listitem').filter({ hasText: missing.applicant.lastName })
  await expect(refused).toBeVisible({ timeout: 30_000 })
  await walk.see('tray, something refused', parts.main)
  await refused.getByRole('button', { name: t.tray.withdraw }).click()
  await expect(walk.dialog).toBeVisible()
  await walk.press('Control+Enter')
  await expect(walk.dialog.getByText(t.common.reasonTooShort)).toBeVisible()
  await walk.see('withdrawing what was refused, without a reason', parts.dialog)
  await walk.close()
}
