import type { Browser } from '@playwright/test'
import { formatJalali } from '#shared/domain/jalali.ts'
import * as portalFa from '#shared/i18n/fa/portal/index.ts'
import { type CentralSide, storyDay } from './support/central-side.ts'
import { Counter, fa } from './support/counter.ts'
import { type OfficeSide, startDesktopOffice, startWebOffice, type Transport } from './support/office-side.ts'
import { Portal } from './support/portal.ts'
import { expect, test } from './support/test.ts'

/** 14:30 of Tehran on the same day: the last slot and its grace have passed. */
const afterTheLastSlot = '2026-11-22T11:00:00.000Z'
const nextMorning = '2026-11-23T04:00:00.000Z'

async function openOffice(
  transport: string,
  options: { central: CentralSide; browser: Browser; clock: string },
): Promise<OfficeSide> {
  const { central, browser, clock } = options
  const activationCode = await central.newActivationCode()
  const start = { central: central.url, activationCode, browser, clock }
  return (transport as Transport) === 'browser' ? startWebOffice(start) : startDesktopOffice(start)
}

/** Registers somebody of the demonstration's registry and books the last free seat of today, all in the portal. */
async function registerAndBookToday(portal: Portal, central: CentralSide) {
  const person = await portal.someone()
  const trackingCode = await portal.register(person)
  await portal.button(portalFa.registered.goOn).click()
  await portal.chooseOffice()
  await portal.chooseTime(0)
  await portal.button(portalFa.booking.submit).click()
  await expect(portal.heading(portalFa.appointment.booked)).toBeVisible()
  const appointment = await central.appointmentOf(person.form.nationalCode)
  expect(appointment).toMatchObject({ date: storyDay, state: 'booked', applicant: { trackingCode } })
  return { person, trackingCode, appointment }
}

async function expectStage(portal: Portal, stage: keyof typeof portalFa.stage): Promise<void> {
  await portal.go('status')
  await expect(portal.page.locator('[aria-current="step"]')).toContainText(portalFa.stage[stage])
}

test('from the portal’s first page to «انجام شد» at the counter, and back to the portal’s status', async ({
  central,
  browser,
  counter,
}) => {
  test.setTimeout(180_000)
  const portal = await Portal.open(browser, central.url)
  const { person, trackingCode, appointment } = await registerAndBookToday(portal, central)

  await test.step('the counter has the appointment by itself, and reception checks in by the slip’s code', async () => {
    await counter.signIn('reception')
    await counter.scan(trackingCode)
    await counter.expectApplicant(person.form.lastName)
    await counter.perform(fa.applicant.acts.checkIn)
    await counter.expectState('arrived')
    await expect(counter.row(appointment.id)).toHaveAttribute('data-state', 'arrived')
    await counter.signOut()
  })
  await expect.poll(async () => (await central.appointment(appointment.id)).state).toBe('arrived')
  await expectStage(portal, 'arrived')

  await test.step('the documents are complete, the applicant is served', async () => {
    await counter.signIn('documents')
    await counter.scan(trackingCode)
    for (const title of (await central.requirementTitles('first_issue')).values()) await counter.accept(title)
    await counter.perform(fa.applicant.acts.conclude)
    await counter.expectState('documents_complete')
    await counter.perform(fa.applicant.acts.serve)
    await counter.expectState('served')
  })

  await expect.poll(async () => (await central.appointment(appointment.id)).state).toBe('served')
  await expectStage(portal, 'completed')
  for (const stage of ['pre_registered', 'booked', 'arrived', 'completed'] as const) {
    await expect(
      portal.page.getByRole('listitem').filter({ hasText: portalFa.stage[stage] }).first(),
    ).toBeVisible()
  }
  await portal.go('booking')
  await expect(portal.page.getByText(portalFa.appointment.completedTitle)).toBeVisible()
  await portal.end()
})

test('who stays away is banned until the date that is told; reversed by the supervisor, booking works again', async ({
  central,
  browser,
}, testInfo) => {
  test.setTimeout(240_000)
  const portal = await Portal.open(browser, central.url)
  const { trackingCode, appointment } = await registerAndBookToday(portal, central)
  await central.stop()
  await central.start(afterTheLastSlot)
  const office = await openOffice(testInfo.project.name, { central, browser, clock: afterTheLastSlot })
  const counter = new Counter(office.page)
  const button = (name: string) => office.page.getByRole('button', { name })
  const giveReason = async (label: string, confirm: string) => {
    await counter.dialog.getByLabel(label).fill('در دفتر بود و دیده نشد')
    await counter.dialog.getByRole('button', { name: confirm }).click()
    await expect(counter.dialog).toHaveCount(0)
  }

  await test.step('the supervisor closes the day', async () => {
    await counter.signIn('supervisor')
    await button(fa.closing.button).click()
    await counter.dialog.getByRole('button', { name: fa.closing.confirm }).click()
    await expect(counter.dialog).toHaveCount(0)
    // The frame may still say of the minute before that all is sent.
    await expect
      .poll(() => central.appointment(appointment.id), { timeout: 30_000 })
      .toMatchObject({ state: 'no_show', bookableFrom: '2026-11-26' })
    await expect(counter.allSent).toBeVisible()
  })

  await test.step('the portal tells the ban with its date', async () => {
    await expectStage(portal, 'no_show')
    await portal.go('booking')
    await expect(portal.page.getByText(portalFa.appointment.missed)).toBeVisible()
    await expect(portal.page.getByText(formatJalali('2026-11-26', 'full'))).toBeVisible()
  })

  await test.step('the supervisor opens the day again and reverses the no-show, with reasons', async () => {
    await button(fa.closing.reopenButton).click()
    await giveReason(fa.closing.reopenReason, fa.closing.reopenConfirm)
    await counter.scan(trackingCode)
    await counter.perform(fa.applicant.acts.reverseNoShow)
    await giveReason(fa.applicant.reverse.reason, fa.applicant.reverse.confirm)
    await counter.expectState('booked')
    await expect
      .poll(async () => (await central.appointment(appointment.id)).state, { timeout: 30_000 })
      .toBe('booked')
    await expect(counter.allSent).toBeVisible()
  })

  await office.end()

  await test.step('and booking works the next morning, in the days that the ban would have covered', async () => {
    await central.stop()
    await central.start(nextMorning)
    await expectStage(portal, 'booked')
    await portal.go('booking')
    await portal.chooseOffice()
    await portal.chooseTime(0)
    await portal.button(portalFa.booking.submit).click()
    await expect(portal.heading(portalFa.appointment.booked)).toBeVisible()
    expect((await central.appointment(appointment.id)).state).toBe('cancelled')
  })
  await portal.end()
})
