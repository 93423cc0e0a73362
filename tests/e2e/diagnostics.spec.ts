import { readFileSync } from 'node:fs'
import { diagnosticsSchema } from '#shared/contract/diagnostics.ts'
import { expectAccessible } from './support/accessible.ts'
import { fa } from './support/counter.ts'
import { expect, test } from './support/test.ts'

test('the supervisor looks at the diagnostics bundle and saves what was shown', async ({
  counter,
  office,
}) => {
  test.setTimeout(120_000)
  const { page } = office
  await counter.signIn('supervisor')
  await page.getByRole('button', { name: fa.frame.settings, exact: true }).click()
  await page.getByRole('button', { name: fa.diagnostics.open }).press('Enter')
  await expect(counter.dialog).toBeVisible()
  const text = counter.dialog.locator('pre')
  await expect(text).toContainText('"program"')
  await expectAccessible(page, 'diagnostics')
  if (process.env.PISHKHAN_PICTURES)
    await page.screenshot({ path: `${process.env.PISHKHAN_PICTURES}-${office.transport}.png` })
  const shown = await text.textContent()
  const save = () => page.getByRole('button', { name: fa.diagnostics.save }).click()
  let saved: string
  if (office.transport === 'browser') {
    const [download] = await Promise.all([page.waitForEvent('download'), save()])
    expect(download.suggestedFilename()).toMatch(/\.json$/)
    saved = readFileSync(await download.path(), 'utf8')
  } else saved = (await office.savePdf(save)).toString()
  expect(saved).toBe(shown)
  expect(diagnosticsSchema.parse(JSON.parse(saved)).storage.isSound).toBe(true)
})
