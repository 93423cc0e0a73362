import { readFileSync } from 'node:fs'
import { expectAccessible } from './support/accessible.ts'
import { storyDay } from './support/central-side.ts'
import { fa } from './support/counter.ts'
import { expect, test } from './support/test.ts'

test('the supervisor sees who saw and changed what, checks the chain and takes the report along', async ({
  central,
  counter,
  office,
}) => {
  test.setTimeout(180_000)
  const { page } = office
  const pictures = process.env.PISHKHAN_PICTURES
  const picture = async (name: string) => {
    if (pictures) await page.screenshot({ path: `${pictures}/${name}-${page.viewportSize()?.width}.png` })
  }
  const [seen, arrived] = await central.appointmentsOn(storyDay)
  if (!seen || !arrived) throw new Error('the day is empty')

  await counter.signIn('reception')
  await counter.scan(seen.applicant.trackingCode)
  await counter.expectApplicant(seen.applicant.lastName)
  await counter.scan(arrived.applicant.trackingCode)
  await counter.expectApplicant(arrived.applicant.lastName)
  await page.keyboard.press('Control+Enter')
  await counter.expectState('arrived')
  await counter.signOut()
  await counter.signIn('supervisor')

  await page.keyboard.press('Control+5')
  const rows = page.locator('[data-event]')
  await expect(rows).toHaveCount(3)
  await expect(rows.nth(0)).toContainText(fa.history.event.checked_in.split('،')[0] ?? '')
  await expect(rows.nth(2)).toContainText(fa.history.event.record_viewed)
  await expect(rows.nth(2)).toContainText(seen.applicant.lastName)
  await expectAccessible(page, 'report of events')
  await picture('log')

  await page.getByLabel(fa.eventLog.kind).selectOption('viewed')
  await expect(rows).toHaveCount(2)
  await page.getByLabel(fa.eventLog.code).fill(seen.applicant.nationalCode)
  await expect(rows).toHaveCount(1)
  await page.getByLabel(fa.eventLog.to).fill('1405/08/30')
  await expect(page.getByText(fa.eventLog.empty)).toBeVisible()
  await picture('log-empty')
  await page.getByLabel(fa.eventLog.to).fill('1405/13/01')
  await expect(page.getByText(fa.eventLog.dateInvalid)).toBeVisible()
  await picture('log-date')
  await page.getByRole('button', { name: fa.eventLog.clear }).click()
  await expect(rows).toHaveCount(3)

  await page.getByRole('button', { name: fa.eventLog.verify }).click()
  await expect(page.getByText(fa.eventLog.intact)).toBeVisible()
  await expectAccessible(page, 'report of events, chain verified')
  await picture('log-verified')

  const save = () => page.getByRole('button', { name: fa.eventLog.export }).click()
  let saved: string
  if (office.transport === 'browser') {
    const [download] = await Promise.all([page.waitForEvent('download'), save()])
    expect(download.suggestedFilename()).toMatch(/1405-09-01\.csv$/)
    saved = readFileSync(await download.path(), 'utf8')
  } else saved = (await office.savePdf(save)).toString()
  const lines = saved.trimEnd().split('\r\n')
  expect(lines[0]?.startsWith('\uFEFF')).toBe(true)
  expect(lines).toHaveLength(4)
  expect(lines[3]).toContain(seen.applicant.nationalCode)
  expect(lines[3]).toContain('1405/09/01')
  expect(saved).not.toMatch(/[\u06F0-\u06F9]/)
  // That it was taken along is in the report as well.
  await page.getByRole('button', { name: fa.eventLog.refresh }).click()
  await expect(rows).toHaveCount(4)
  await expect(rows.nth(0)).toContainText('خروجی گزارش')

  // What was seen left with the arrival, in the one sequence.
  await expect
    .poll(async () => (await central.log()).slice(0, 3).map(({ event, status }) => [event.type, status]), {
      timeout: 30_000,
    })
    .toEqual([
      ['record_viewed', 'applied'],
      ['record_viewed', 'applied'],
      ['checked_in', 'applied'],
    ])
  if (pictures) {
    await page.setViewportSize({ width: 1920, height: 1080 })
    await picture('log')
  }
})
