import { toPersianDigits } from '#shared/domain/digits.ts'
import { expect } from './test.ts'
import type { Walk } from './walk.ts'

/** Somebody who has an appointment and has not come yet. */
type Booked = { code: string; nationalCode: string }

/** What the core answers when it could not do what it was asked. */
const failure = {
  defined: false,
  code: 'INTERNAL_SERVER_ERROR',
  status: 500,
  message: 'Internal Server Error',
}

/** From here on the core fails at these calls. */
async function fail({ page }: Walk, ...calls: string[]): Promise<() => Promise<void>> {
  const patterns = calls.map((call) => `**/rpc/${call}`)
  for (const pattern of patterns) {
    await page.route(pattern, (route) => route.fulfill({ status: 500, json: { json: failure } }))
  }
  return async () => {
    for (const pattern of patterns) await page.unroute(pattern)
  }
}

/** The core answers, but not with what was asked for: each place says so, and fetches it when it is asked again. */
export async function failedPlaces(walk: Walk, { code, nationalCode }: Booked): Promise<void> {
  const { t, page } = walk
  const main = page.getByRole('main')
  const retry = main.getByRole('button', { name: t.common.retry })
  for (const [place, name, call, sound] of [
    ['2', t.schedule.title, 'schedule/get', '[data-sheets]'],
    ['7', t.reports.title, 'reports/get', '[data-plot]'],
    ['8', t.queue.title, 'queue/get', '[data-queue-row]'],
  ] as const) {
    const mend = await fail(walk, call)
    await walk.press(`Control+${place}`)
    await expect(main.getByRole('alert')).toContainText(t.problem.unexpected.what)
    await walk.see(`${name}, the core fails`)
    await mend()
    await retry.click()
    await expect(page.locator(sound).first()).toBeVisible()
  }

  const mendPerson = await fail(walk, 'citizen/status')
  await walk.press('Control+4')
  await page.getByRole('tab', { name: t.citizenServices.service.booking }).click()
  await page.getByLabel(t.citizenServices.nationalCode, { exact: true }).fill(nationalCode)
  await page.getByLabel(t.citizenServices.trackingCode, { exact: true }).fill(code)
  await walk.press('Enter')
  await expect(main.getByRole('alert')).toContainText(t.problem.unexpected.what)
  await walk.see('services, the core fails at looking somebody up')
  await mendPerson()
  await walk.press('Control+Enter')
  await expect(main.getByRole('button', { name: t.citizenServices.change })).toBeFocused()
  const mendDays = await fail(walk, 'citizen/offices', 'citizen/slots')
  await walk.press('Control+Enter')
  await expect(retry).toBeVisible()
  await walk.see('services, the core fails at the days that can be booked')
  await mendDays()
  await retry.click()
  await expect(page.locator('[data-day]').first()).toBeVisible()
}

/** A part that an answer has made fall over, alone; everything around it works, and it can be opened again. */
export async function crashedParts(walk: Walk, { code }: Booked): Promise<void> {
  const { t, page, applicant } = walk
  const again = page.getByRole('button', { name: t.frame.reopen })
  /** What the core answers comes without one of its parts. */
  const loseFromAnswer = (call: string, part: string) =>
    page.route(`**/rpc/${call}`, async (route) => {
      const response = await route.fetch()
      const body = await response.json()
      await route.fulfill({ response, json: { ...body, json: { ...body.json, [part]: null } } })
    })

  await walk.press('Control+1')
  await loseFromAnswer('queue/get', 'waiting')
  await walk.press('Control+8')
  await expect(page.getByRole('main').getByRole('alert')).toContainText(t.frame.crashed)
  await walk.see('a place that crashed')
  await page.unroute('**/rpc/queue/get')
  await walk.press('Control+1')
  await expect(page.getByRole('listbox', { name: t.day.list })).toBeVisible()

  await loseFromAnswer('visit/get', 'items')
  await walk.scan(code)
  await expect(applicant.getByRole('alert')).toContainText(t.frame.crashed)
  await walk.see('an applicant whose side crashed')
  await page.unroute('**/rpc/visit/get')
  await again.click()
  await expect(applicant).toContainText(walk.language === 'fa' ? toPersianDigits(code) : code)
}
