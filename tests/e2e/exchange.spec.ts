import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoOffice } from '#central/demo/office.ts'
import { startTestAdmin } from '#tests/support/admin-command.ts'
import { expectAccessible } from './support/accessible.ts'
import { storyDay } from './support/central-side.ts'
import { fa } from './support/counter.ts'
import { expect, test } from './support/test.ts'

test('without a line the supervisor sends what waits as a file and takes the list from one', async ({
  central,
  counter,
  office,
  expectedErrors,
}) => {
  test.setTimeout(300_000)
  // What is asked of the central system meanwhile fails; a refused file is answered with 422.
  expectedErrors.push(/Failed to load resource/)
  const { page } = office
  const folder = mkdtempSync(join(tmpdir(), 'pishkhan exchange '))
  const admin = await startTestAdmin(Promise.resolve({ url: central.databaseUrl, drop: async () => {} }))
  const picture = async (name: string) => {
    const to = process.env.PISHKHAN_PICTURES
    if (to) await page.screenshot({ path: `${to}-${office.transport}-${name}.png` })
  }
  const openDialog = async () => {
    await page.getByRole('button', { name: new RegExp(`${fa.sync.offline}|${fa.sync.connecting}`) }).click()
    await page.getByRole('button', { name: fa.exchange.open }).press('Enter')
    await expect(counter.dialog).toBeVisible()
  }

  await counter.signIn('supervisor')
  const [seen, moved] = await central.appointmentsOn(storyDay)
  if (!seen || !moved) throw new Error('two people are booked')
  // The keys for files have come over the line while there was one.
  await expect
    .poll(
      async () => (await admin.pool.query('SELECT 1 FROM devices WHERE exchange_key IS NOT NULL')).rowCount,
      {
        timeout: 30_000,
      },
    )
    .toBe(1)
  office.cutLine()
  await central.stop()
  await counter.scan(seen.applicant.trackingCode)
  await counter.expectApplicant(seen.applicant.lastName)
  await page.keyboard.press('Control+Enter')
  await counter.expectState('arrived')
  await expect(counter.waiting(1)).toBeVisible({ timeout: 30_000 })

  await openDialog()
  await expect(counter.dialog.getByText(/۱ ثبت از/)).toBeVisible()
  await expectAccessible(page, 'exchange')
  await picture('waiting')
  const save = () => page.getByRole('button', { name: fa.exchange.save }).click()
  let sent: Buffer
  if (office.transport === 'browser') {
    const [download] = await Promise.all([page.waitForEvent('download'), save()])
    expect(download.suggestedFilename()).toMatch(/^events-72-104-1405-09-01-\d{6}\.pishkhan$/)
    sent = readFileSync(await download.path())
  } else sent = await office.savePdf(save)
  expect(sent.includes(seen.applicant.nationalCode)).toBe(false)
  await page.keyboard.press('Escape')

  const file = join(folder, 'events.pishkhan')
  writeFileSync(file, sent)
  expect(await admin.json(['exchange', 'import', file])).toMatchObject({ rejected: 0 })
  await expect.poll(async () => (await central.appointment(seen.id)).state).toBe('arrived')
  await admin.json(['appointment', 'cancel', moved.id, '--reason', 'به درخواست متقاضی'])
  const list = join(folder, 'list.pishkhan')
  await admin.json(['exchange', 'export', '--office', demoOffice.code, '--out', list])

  await openDialog()
  const chooser = counter.dialog.locator('input[type=file]')
  await chooser.setInputFiles(file)
  await expect(counter.dialog.getByRole('alert')).toContainText(fa.exchangeRefusal.for_another.what)
  await picture('refused')
  await chooser.setInputFiles(list)
  await expect(counter.dialog.getByText(/دریافت شد. داده‌ها تا ساعت/)).toBeVisible()
  await expectAccessible(page, 'exchange, received')
  await picture('received')
  await page.keyboard.press('Escape')
  // What was imported there counts as sent here, and what happened there is seen here.
  await expect(counter.waiting(1)).toBeHidden()
  await counter.scan(moved.applicant.trackingCode)
  await counter.expectState('cancelled')
  await page.getByRole('button', { name: new RegExp(`${fa.sync.offline}|${fa.sync.connecting}`) }).click()
  await expect(page.getByText(/، با پرونده/)).toBeVisible()
  await picture('panel')
  await page.keyboard.press('Escape')

  await central.start()
  office.restoreLine()
  await counter.syncNow()
  await expect(counter.allSent).toBeVisible({ timeout: 60_000 })
  await expect.poll(async () => (await central.events()).length, { timeout: 30_000 }).toBe(1)
  await admin.close()
  rmSync(folder, { recursive: true, force: true })
})
