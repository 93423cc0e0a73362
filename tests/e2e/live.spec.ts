import { storyDay, storyTime } from './support/central-side.ts'
import { Counter, fa } from './support/counter.ts'
import { startWebOffice } from './support/office-side.ts'
import { expect, test } from './support/test.ts'

test('a cancellation and new appointments appear by themselves, marked, and move nothing', async ({
  central,
  counter,
}) => {
  const appointments = await central.appointmentsOn(storyDay)
  const cancelled = appointments[2]
  if (!cancelled) throw new Error('the demonstration has too few appointments')
  await counter.signIn('reception')
  await counter.scan(appointments[0]?.applicant.trackingCode ?? '')
  await expect(counter.row(cancelled.id)).toHaveAttribute('data-state', 'booked')

  await central.cancel(cancelled.id)
  await expect(counter.row(cancelled.id)).toHaveAttribute('data-state', 'cancelled')
  await expect(counter.row(cancelled.id)).toHaveAttribute('data-marked', 'true')
  await counter.expectApplicant(appointments[0]?.applicant.lastName ?? '')

  await central.addAppointments(storyDay, 5)
  await expect(counter.filter('all')).toContainText('۱۴۵')
})

test('an arrival beats a cancellation that the office had not seen', async ({ central, office, counter }) => {
  const [appointment] = await central.appointmentsOn(storyDay)
  if (!appointment) throw new Error('nobody is booked')
  await counter.signIn('reception')
  await expect(counter.allSent).toBeVisible()
  await office.cutLine()
  await central.cancel(appointment.id)
  await counter.scan(appointment.applicant.trackingCode)
  await counter.act(fa.applicant.acts.checkIn).click()
  await counter.expectState('arrived')
  await office.restoreLine()
  await counter.syncNow()
  await expect
    .poll(() => central.appointment(appointment.id), { timeout: 30_000 })
    .toMatchObject({ state: 'arrived', withdrawal: null })
  await expect(counter.allSent).toBeVisible()
  await counter.expectState('arrived')
})

const conditions = ({ page }: Counter) => page.getByRole('region', { name: fa.conditionNote.title })

test('what the central system refuses lies in the tray, and the supervisor settles it', async ({
  central,
  office,
  counter,
  browser,
}) => {
  test.setTimeout(180_000)
  const [appointment] = await central.appointmentsOn(storyDay)
  if (!appointment) throw new Error('nobody is booked')
  const { trackingCode, lastName } = appointment.applicant
  await counter.signIn('supervisor')
  await expect(counter.allSent).toBeVisible()
  await office.cutLine()

  // A second device of the same office, which still has its line, was quicker.
  const quicker = await startWebOffice({
    central: central.url,
    activationCode: await central.newActivationCode(),
    browser,
    clock: storyTime,
  })
  try {
    const other = new Counter(quicker.page)
    await other.signIn('supervisor')
    await other.scan(trackingCode)
    // The office has a host already: this one records nothing until its supervisor brings the work here.
    await expect(conditions(other)).toContainText(fa.condition.host_elsewhere.todo)
    await other.act(fa.applicant.acts.checkIn).click()
    await expect(other.page.getByText(fa.problem.RECORDING_BLOCKED.what)).toBeVisible()
    await conditions(other).getByRole('button', { name: fa.conditionNote.takeOver }).click()
    await expect(conditions(other)).not.toContainText(fa.condition.host_elsewhere.todo)
    await other.perform(fa.applicant.acts.checkIn)
    await other.expectState('arrived')
    await expect.poll(async () => (await central.events()).length).toBe(1)
  } finally {
    await quicker.end()
  }

  await counter.scan(trackingCode)
  await counter.act(fa.applicant.acts.checkIn).click()
  await counter.expectState('arrived')
  await office.restoreLine()
  await counter.syncNow()

  // Its late act was taken in; and it learns that the work is done elsewhere now.
  await expect(conditions(counter)).toContainText(fa.condition.host_elsewhere.todo)
  const places = counter.page.getByRole('navigation', { name: fa.frame.places })
  await expect(places.getByText('۱', { exact: true })).toBeVisible({ timeout: 30_000 })
  await places.getByText(fa.frame.tray).click()
  const parked = counter.page.getByRole('listitem').filter({ hasText: lastName })
  await expect(parked).toContainText(fa.refusal.already_checked_in.what)
  await parked.getByRole('button', { name: fa.tray.withdraw }).click()
  const { dialog } = counter
  await dialog.getByLabel(fa.tray.withdrawReason).fill('باجهٔ دیگر زودتر ثبت کرده بود')
  await dialog.getByRole('button', { name: fa.tray.withdrawConfirm }).click()
  await expect(counter.page.getByText(fa.tray.empty)).toBeVisible()
  const refused = (await central.events()).filter(({ status }) => status === 'rejected')
  expect(refused.map(({ event, code }) => [event.type, code])).toEqual([['checked_in', 'already_checked_in']])
})

test('two desks cannot check in the same applicant', async ({ central, office, counter, expectedErrors }) => {
  // The desk that comes second is refused, which a browser writes to its console by itself.
  expectedErrors.push(/409 \(Conflict\).*\/rpc\/visit\/checkIn/)
  test.skip(office.transport !== 'browser', 'the desktop application has one screen')
  const [appointment] = await central.appointmentsOn(storyDay)
  if (!appointment) throw new Error('nobody is booked')
  const desks = [counter, new Counter(await office.anotherScreen())]
  for (const desk of desks) {
    await desk.signIn('reception')
    await desk.scan(appointment.applicant.trackingCode)
    await desk.expectApplicant(appointment.applicant.lastName)
  }
  await Promise.all(desks.map((desk) => desk.page.keyboard.press('Control+Enter')))
  for (const desk of desks) await desk.expectState('arrived')
  await expect
    .poll(async () => (await central.events()).map(({ event }) => event.type))
    .toEqual(['checked_in'])
})
