import { storyDay } from './support/central-side.ts'
import { fa } from './support/counter.ts'
import { expect, test } from './support/test.ts'

const checkInSlip = fa.paper.kind.check_in_slip
const missingSlip = fa.paper.kind.missing_documents_slip
const printOf = (paper: string) => fa.paper.print.replace('{{paper}}', paper)
const againOf = (paper: string) => fa.paper.printAgain.replace('{{paper}}', paper)

test('slips are printed by one key, and what did not come out stays marked', async ({
  central,
  office,
  counter,
  expectedErrors,
}) => {
  test.setTimeout(240_000)
  // The core is killed in the middle of it.
  expectedErrors.push(/Failed to load resource|ERR_/)
  const { page } = office
  const [appointment] = await central.appointmentsOn(storyDay)
  const applicant = appointment?.applicant
  await counter.signIn('supervisor')
  await counter.scan(applicant?.trackingCode ?? '')
  await counter.expectApplicant(applicant?.lastName ?? '')
  const slips = counter.applicant.getByRole('list', { name: fa.paper.strip })
  await expect(slips).toHaveCount(0)
  await page.keyboard.press('Control+Enter')
  await counter.expectState('arrived')
  await expect(slips).toContainText(fa.paper.outcome.never)

  await office.failNextPrint()
  await page.keyboard.press('KeyP')
  await expect(slips).toContainText(fa.paper.notPrinted)
  await expect(page.getByText(fa.paper.failed.print_failed)).toBeVisible()

  await test.step('the mark is there after the core has come up anew', async () => {
    await office.killCore()
    await counter.signInAgain('supervisor')
    await counter.scan(applicant?.trackingCode ?? '')
    await counter.expectApplicant(applicant?.lastName ?? '')
    await expect(slips).toContainText(fa.paper.notPrinted)
  })

  const printed = await counter.onPaper(() =>
    counter.applicant.getByRole('button', { name: againOf(checkInSlip) }).click(),
  )
  expect(printed).toContain('۲')
  expect(printed).toContain(checkInSlip)
  await expect(slips).not.toContainText(fa.paper.notPrinted)

  await test.step('the slip of what is missing', async () => {
    await counter.fail('اصل شناسنامهٔ عکس‌دار', 'همراه نیاورده')
    await counter.perform(fa.applicant.acts.conclude)
    await counter.expectState('documents_incomplete')
    const text = await counter.onPaper(() =>
      counter.applicant.getByRole('button', { name: printOf(missingSlip) }).click(),
    )
    for (const said of ['اصل شناسنامهٔ عکس‌دار', 'همراه نیاورده', fa.paper.slip.hours])
      expect(text).toContain(said)
  })

  await test.step('its copies are in the history, and reach the central system', async () => {
    await counter.applicant.getByRole('button', { name: fa.applicant.showHistory }).click()
    const line = (paper: string, copy: string) =>
      fa.history.event.slip_printed.replace('{{paper}}', paper).replace('{{copy}}', copy)
    for (const words of [line(checkInSlip, '۱'), line(checkInSlip, '۲'), line(missingSlip, '۱')])
      await expect(counter.applicant.getByText(words)).toBeVisible()
    await expect(
      counter.applicant.getByText(fa.history.event.print_failed.replace('{{paper}}', checkInSlip)),
    ).toBeVisible()
    // What was printed leaves with the next act: the slip of what is missing waits for one.
    await expect
      .poll(async () => {
        const log = await central.log()
        return log.filter(({ event }) => event.type === 'slip_printed' || event.type === 'print_failed')
          .length
      })
      .toBe(3)
  })
})
