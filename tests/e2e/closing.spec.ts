import { toPersianDigits } from '#shared/domain/digits.ts'
import { pageSizesOf } from '#tests/support/pdf-pages.ts'
import { storyDay } from './support/central-side.ts'
import { fa } from './support/counter.ts'
import { expect, test } from './support/test.ts'

const persian = (text: string, count: number) => text.replace('{{count}}', toPersianDigits(count))

test('the guide names what is open, proposes who has not come, and the sum adds up', async ({
  central,
  office,
  counter,
}) => {
  test.setTimeout(240_000)
  const { page } = office
  const people = await central.appointmentsOn(storyDay)
  await counter.signIn('supervisor')
  const [somebody] = people
  await counter.scan(somebody?.applicant.trackingCode ?? '')
  await counter.expectApplicant(somebody?.applicant.lastName ?? '')
  await page.keyboard.press('Control+Enter')
  await counter.expectState('arrived')
  await office.failNextPrint()
  await page.keyboard.press('KeyP')
  await expect(counter.applicant.getByRole('list', { name: fa.paper.strip })).toContainText(
    fa.paper.notPrinted,
  )

  const button = page.getByRole('button', { name: fa.closing.button })
  await button.focus()
  await page.keyboard.press('Enter')
  const dialog = counter.dialog
  await expect(dialog).toContainText(persian(fa.closing.stillArrived_one, 1))
  await expect(dialog).toContainText(persian(fa.closing.unprinted_one, 1))
  await expect(dialog).toContainText(
    fa.closing.sum.replace('{{parts}}', '۱۳۹ + ۱').replace('{{sum}}', toPersianDigits(people.length)),
  )
  await expect(dialog.getByRole('button', { name: fa.closing.confirm })).toHaveAttribute(
    'aria-disabled',
    'true',
  )

  // 10:22 in Tehran: the grace period of whoever was booked up to 10:00 is over.
  const chosen = dialog.getByRole('group').getByRole('checkbox')
  const proposed = (await chosen.count()) - 1
  expect(proposed).toBeGreaterThan(10)
  // One is left out by the keyboard.
  await chosen.nth(1).focus()
  await page.keyboard.press('Space')
  await dialog.getByRole('button', { name: persian(fa.closing.markChosen_other, proposed - 1) }).click()
  await expect(dialog).toContainText(
    fa.closing.sum
      .replace('{{parts}}', `${toPersianDigits(139 - proposed + 1)} + ۱ + ${toPersianDigits(proposed - 1)}`)
      .replace('{{sum}}', toPersianDigits(people.length)),
  )
  await expect(chosen).toHaveCount(2)
  await expect
    .poll(
      async () => (await central.appointmentsOn(storyDay)).filter(({ state }) => state === 'no_show').length,
      { timeout: 60_000 },
    )
    .toBe(proposed - 1)

  await test.step('each line leads to where it is mended', async () => {
    await dialog.getByRole('button', { name: new RegExp(`^${fa.paper.kind.check_in_slip}`) }).click()
    await expect(dialog).toHaveCount(0)
    await counter.expectApplicant(somebody?.applicant.lastName ?? '')
  })
})

test('an earlier day is closed, its report printed, marked and printed again; opened with a reason, closed again', async ({
  central,
  office,
  counter,
}) => {
  test.setTimeout(240_000)
  const { page } = office
  const button = (name: string) => page.getByRole('button', { name })
  await central.addAppointments('2026-11-21', 3)
  await counter.signIn('supervisor')
  await button(fa.day.previousDay).click()
  await expect(counter.filter('booked')).toContainText('۳', { timeout: 60_000 })
  const close = async () => {
    await page.keyboard.press('Control+b')
    await counter.dialog.getByRole('button', { name: fa.closing.confirm }).click()
    await expect(button(fa.closing.reopenButton)).toBeVisible()
  }
  // After closing a notice offers the report as well.
  const report = page.getByRole('button', { name: new RegExp(`^${fa.paper.kind.closing_report}`) })
  const openReport = () => report.click()
  const dialog = page.getByRole('dialog').filter({ hasText: fa.closing.report.turns })
  const outcome = dialog.getByRole('status')
  await close()
  await expect(counter.filter('no_show')).toContainText('۳')

  await test.step('what did not come out is marked, and printed again', async () => {
    await office.failNextPrint()
    await openReport()
    await expect(outcome).toHaveText(fa.paper.outcome.never)
    await page.keyboard.press('Enter')
    await expect(outcome).toContainText(fa.paper.notPrinted)
    await page.keyboard.press('Escape')
    await expect(report).toContainText(fa.paper.notPrinted)
    await openReport()
    const text = await counter.onPaper(() =>
      dialog.getByRole('button', { name: fa.paper.againShort }).click(),
    )
    expect(text).toContain('نسخهٔ ۲')
    await expect(outcome).toContainText('۲')
    await expect(outcome).not.toContainText(fa.paper.notPrinted)
  })
  if (office.transport !== 'browser') {
    await test.step('and becomes a PDF of one page', async () => {
      const pdf = await office.savePdf(() =>
        dialog.getByRole('button', { name: fa.schedule.savePdf }).click(),
      )
      expect(pageSizesOf(pdf)).toHaveLength(1)
    })
  }
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)

  await test.step('opened again with a reason, and closed again: the next report tells of it', async () => {
    await page.keyboard.press('Control+b')
    await counter.dialog.getByLabel(fa.closing.reopenReason).fill('متقاضی دیررسیده')
    await counter.dialog.getByRole('button', { name: fa.closing.reopenConfirm }).click()
    await expect(button(fa.closing.button)).toBeVisible()
    await expect(report).toHaveCount(0)
    await close()
    await openReport()
    await expect(dialog.getByRole('listitem')).toHaveCount(3)
    await expect(dialog.getByRole('listitem').nth(1)).toContainText('متقاضی دیررسیده')
  })
  await expect
    .poll(async () => {
      const events = await central.events()
      return events.map(({ event }) => event.type).filter((type) => type.startsWith('day_'))
    })
    .toEqual(['day_closed', 'day_reopened', 'day_closed'])
})
