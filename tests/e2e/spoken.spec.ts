import { toPersianDigits } from '#shared/domain/digits.ts'
import { listen } from './support/announcements.ts'
import { storyDay } from './support/central-side.ts'
import { fa } from './support/counter.ts'
import { expect, test } from './support/test.ts'

const filled = (text: string, values: Record<string, string | number>) =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => toPersianDigits(String(values[name])))

test('what happens is read out once: check-in, verdict, refusal, a change from elsewhere, a call', async ({
  central,
  counter,
  office,
  expectedErrors,
}) => {
  test.skip(office.transport !== 'browser', 'the same in either transport')
  test.setTimeout(180_000)
  expectedErrors.push(/status of 409/)
  const { page } = office
  const { keyboard } = page
  const [first, second] = await central.appointmentsOn(storyDay)
  if (!first || !second) throw new Error('the day is too short')
  const nameOf = ({ applicant }: typeof first) => `${applicant.firstName} ${applicant.lastName}`
  await counter.signIn('supervisor')
  await expect(counter.allSent).toBeVisible()
  const reader = await listen(page)
  /** It is read out, and in the two seconds that follow not again. */
  const once = async (part: string) => {
    await expect.poll(() => reader.heard(part), { message: part, timeout: 30_000 }).toBeGreaterThan(0)
    await page.waitForTimeout(2_000)
    expect(await reader.heard(part), part).toBe(1)
    await reader.forget()
  }

  await counter.scan(first.applicant.trackingCode)
  await counter.expectApplicant(first.applicant.lastName)
  await keyboard.press('Control+Enter')
  await once(filled(fa.undo.checkedIn, { name: nameOf(first), number: 1 }))

  await counter.acceptByKey(1, 5)
  await once(filled(fa.applicant.progress, { decided: 1, total: 5 }))

  // Another desk has the line; the row is not the open one.
  await central.cancel(second.id)
  await once(filled(fa.day.changedOne, { name: nameOf(second), state: fa.state.cancelled }))

  await keyboard.press('F9')
  await page.getByLabel(fa.queue.deskNumber).fill('3')
  await keyboard.press('Enter')
  await once(filled(fa.queue.called, { number: 1, desk: 3 }))
  await keyboard.press('F9')
  await once(fa.refusal.desk_busy.todo)
})
