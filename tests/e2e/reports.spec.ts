import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { csvStart } from '#shared/domain/csv.ts'
import { readXlsx } from '#tests/support/read-xlsx.ts'
import { expectAccessible } from './support/accessible.ts'
import { storyDay } from './support/central-side.ts'
import { fa } from './support/counter.ts'
import type { OfficeSide } from './support/office-side.ts'
import { expect, test } from './support/test.ts'

const { reports } = fa

/** The bytes of a file that is saved: a download of the browser, or by the dialog of the desktop application. */
async function savedFile(office: OfficeSide, extension: string, ask: () => Promise<void>): Promise<Buffer> {
  if (office.transport !== 'browser') return office.savePdf(ask)
  const [download] = await Promise.all([office.page.waitForEvent('download'), ask()])
  expect(download.suggestedFilename()).toMatch(new RegExp(`^گزارش 1405-09-01\\.${extension}$`))
  return readFileSync(await download.path())
}

const figure = (page: Page, name: string) =>
  page.locator('dl > div').filter({ has: page.locator('dt', { hasText: name }) })

test('the supervisor sees how the day, the week and the month went, and takes the figures along', async ({
  central,
  counter,
  office,
}) => {
  test.setTimeout(180_000)
  const { page } = office
  const [served, lacking] = await central.appointmentsOn(storyDay)
  if (!served || !lacking) throw new Error('the day is empty')
  const items = [
    'birth_certificate_original',
    'postal_code',
    'residence_address',
    'landline_phone',
    'mobile_phone',
  ]

  const unit = (name: keyof typeof reports.units) =>
    page.getByRole('radiogroup', { name: reports.unit }).getByText(reports.units[name]).click()

  await counter.signIn('supervisor')
  await counter.scan(served.applicant.trackingCode)
  await counter.expectApplicant(served.applicant.lastName)
  await page.keyboard.press('Control+Enter')
  await counter.expectState('arrived')
  for (const [index] of items.entries()) await counter.acceptByKey(index + 1, items.length)
  await counter.scan(lacking.applicant.trackingCode)
  await counter.expectApplicant(lacking.applicant.lastName)
  await page.keyboard.press('Control+Enter')
  await counter.expectState('arrived')

  await page.keyboard.press('Control+7')
  await expect(page.getByRole('heading', { level: 2, name: reports.title })).toBeVisible()
  // A week from Saturday on: the story's Sunday is its second day, and is not closed.
  await expect(page.getByText('۳۰ آبان ۱۴۰۵ تا ۶ آذر ۱۴۰۵')).toBeVisible()
  await expect(page.getByRole('note')).toContainText('۱ آذر')
  await expect(figure(page, reports.rate)).toContainText('۱۰۰٪')
  await expect(figure(page, reports.noShow)).toContainText('۰')
  await expect(figure(page, reports.waiting)).toContainText('۱ نفر')
  await expect(page.locator('[data-plot]').first()).toBeVisible()
  await expectAccessible(page, 'reports, charts')
  // Whoever reads by ear has the table behind the plot.
  const days = page.getByRole('table', { name: reports.plot.days.title })
  await expect(days.getByRole('row')).toHaveCount(8)
  await expect(days.getByRole('row', { name: /۱۴۰۵\/۰۹\/۰۱/ })).toContainText('۲')

  await page.getByText(reports.views.table, { exact: true }).click()
  await expect(page.locator('[data-plot]')).toHaveCount(0)
  await expect(page.getByRole('table', { name: reports.plot.clerks.title })).toContainText('۵')
  await expect(page.getByText(reports.plot.clerks.note)).toBeVisible()
  await expectAccessible(page, 'reports, tables')

  await unit('month')
  await expect(page.getByText('آذر ۱۴۰۵', { exact: true })).toBeVisible()
  await page.keyboard.press('Alt+PageUp')
  await expect(page.getByText('آبان ۱۴۰۵', { exact: true })).toBeVisible()
  await expect(page.getByText(reports.empty)).toBeVisible()
  await page.keyboard.press('Alt+PageDown')
  await expect(page.getByRole('table', { name: reports.plot.hours.title })).toBeVisible()

  await unit('day')
  await expect(figure(page, reports.rate)).toContainText('۱۰۰٪')
  const book = await savedFile(office, 'xlsx', () => page.keyboard.press('Control+s'))
  const sheets = readXlsx(book)
  expect(sheets.map(({ name }) => name)).toEqual(Object.values(reports.sheet))
  expect(sheets.every(({ rightToLeft, frozenRows }) => rightToLeft && frozenRows === 1)).toBe(true)
  const [, first] = sheets[1]?.rows ?? []
  expect(first?.slice(0, 4)).toEqual(['1405/09/01', { serial: 46348, format: 'yyyy-mm-dd' }, 'یکشنبه', 2])
  if (office.transport === 'browser') {
    const text = await savedFile(office, 'csv', async () => {
      await page.getByRole('button', { name: reports.export }).click()
      await page.getByRole('menuitem', { name: reports.exportCsv }).click()
    })
    expect(text.toString('utf8').startsWith(csvStart)).toBe(true)
    expect(text.toString('utf8')).toContain('1405/09/01,2026-11-22,یکشنبه,2,')
  }
  for (const told of [served.applicant.nationalCode, served.applicant.lastName])
    expect(JSON.stringify(sheets)).not.toContain(told)
})

test('reports are the supervisor’s', async ({ counter, office }) => {
  const { page } = office
  await counter.signIn('reception')
  await page.keyboard.press('Control+7')
  await expect(counter.list).toBeVisible()
  await expect(page.getByRole('navigation', { name: fa.frame.places })).not.toContainText(reports.short)
})
