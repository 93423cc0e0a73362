import { toPersianDigits } from '#shared/domain/digits.ts'
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
