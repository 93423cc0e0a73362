import type { Page } from '@playwright/test'
import { toPersianDigits } from '#shared/domain/digits.ts'
import type { AppointmentEventType } from '#shared/domain/event.ts'
import { formatJalali } from '#shared/domain/jalali.ts'
import { parseMobile } from '#shared/domain/mobile.ts'
import { expectAccessible } from './support/accessible.ts'
import { ambiguousTrackingCode, type CentralSide, type Citizen, storyDay } from './support/central-side.ts'
import { type Counter, fa } from './support/counter.ts'
import { expect, test } from './support/test.ts'

/** The dialog in which somebody without an appointment is taken in. */
class WalkInDialog {
  readonly page: Page
  readonly counter: Counter

  constructor(counter: Counter) {
    this.page = counter.page
    this.counter = counter
  }
  field(name: keyof typeof fa.walkIn.field) {
    return this.counter.dialog.getByLabel(fa.walkIn.field[name], { exact: true })
  }
  button(name: string) {
    return this.counter.dialog.getByRole('button', { name })
  }
  async open() {
    await this.page.keyboard.press('F4')
    await expect(this.counter.dialog).toBeVisible()
  }
  /** Both codes by the scanner, the tracking code first. */
  async scanBoth({ trackingCode, details }: Citizen) {
    await this.counter.scan(trackingCode)
    // One that looks like a national code waits in that field until the other one comes.
    const shown = toPersianDigits(trackingCode)
    await expect
      .poll(async () => [
        await this.field('trackingCode').inputValue(),
        await this.field('nationalCode').inputValue(),
      ])
      .toContain(shown)
    await expect(this.counter.dialog.locator('input:focus')).toHaveValue('')
    await this.counter.scan(details.nationalCode)
  }
  async typeReceipt({ details }: Citizen) {
    await this.field('firstName').fill(details.firstName)
    await this.field('lastName').fill(details.lastName)
    await this.field('fatherName').fill(details.fatherName)
    await this.field('birthDate').fill(formatJalali(details.birthDate, 'short'))
    const mobile = parseMobile(details.mobile)
    await this.field('mobile').fill(mobile.ok ? mobile.value : '')
    await this.counter.dialog.getByText(fa.requestKind[details.requestKind], { exact: true }).click()
  }
}

/** The walk-ins of the person at the central system, newest last. */
async function atCentral(central: CentralSide, { details }: Citizen) {
  return (await central.appointmentsOn(storyDay)).filter(
    ({ applicant }) => applicant.nationalCode === details.nationalCode,
  )
}
const typesOf = async (central: CentralSide, id: string): Promise<AppointmentEventType[]> =>
  (await central.events()).flatMap(({ event, status }) =>
    event.appointmentId === id && status === 'applied' ? [event.type] : [],
  )

test('a registered citizen without an appointment is taken in, checked in and served', async ({
  central,
  counter,
}) => {
  test.setTimeout(240_000)
  const citizen = await central.register('first_issue')
  const { details, trackingCode } = citizen
  const walkIn = new WalkInDialog(counter)

  await test.step('a code that nobody has today leads to the admission', async () => {
    await counter.signIn('reception')
    await counter.scan(details.nationalCode)
    await counter.page.getByRole('button', { name: fa.walkIn.fromCode }).click()
    await expect(walkIn.field('nationalCode')).toHaveValue(toPersianDigits(details.nationalCode))
    await counter.scan(trackingCode)
  })
  await test.step('who it is stands there to be read aloud, and the main action takes them in', async () => {
    await expect(counter.dialog.getByRole('heading', { level: 3 })).toHaveText(
      `${details.firstName} ${details.lastName}`,
    )
    await expectAccessible(counter.page, 'walk-in, who it is')
    await counter.page.keyboard.press('Control+Enter')
    await expect(counter.dialog).toBeHidden()
    await counter.expectApplicant(details.lastName)
    await counter.expectState('arrived')
    await expect(counter.applicant.getByText(fa.walkIn.mark, { exact: true })).toBeVisible()
  })
  await test.step('the central system confirms', async () => {
    await expect.poll(async () => (await atCentral(central, citizen)).length, { timeout: 30_000 }).toBe(1)
    await expect(counter.applicant.getByText(fa.walkIn.pending)).toBeHidden({ timeout: 30_000 })
    await counter.signOut()
  })
  await test.step('the documents are checked and the applicant is served like anyone', async () => {
    await counter.signIn('documents')
    await counter.scan(trackingCode)
    await counter.expectApplicant(details.lastName)
    for (const title of (await central.requirementTitles('first_issue')).values()) await counter.accept(title)
    await counter.perform(fa.applicant.acts.conclude)
    await counter.expectState('documents_complete')
    await counter.perform(fa.applicant.acts.serve)
    await counter.expectState('served')
  })
  const [row] = await atCentral(central, citizen)
  await expect
    .poll(async () => (await atCentral(central, citizen))[0]?.state, { timeout: 30_000 })
    .toBe('served')
  expect(row).toMatchObject({
    date: storyDay,
    applicant: { nationalCode: details.nationalCode, trackingCode },
  })
  expect(await typesOf(central, row?.id ?? '')).toEqual([
    'walked_in',
    'checked_in',
    ...Array(5).fill('document_decided'),
    'documents_concluded',
    'served',
  ])
  expect(await central.stageOf(citizen)).toBe('completed')

  await test.step('whoever has an appointment today is opened instead', async () => {
    await counter.signOut()
    await counter.signIn('reception')
    await walkIn.open()
    await walkIn.scanBoth(citizen)
    await expect(counter.dialog).toBeHidden()
    await counter.expectState('served')
  })
})

test('without a line: taken in from the receipt, worked, and confirmed when the line is back; a refusal goes through the tray', async ({
  central,
  office,
  counter,
  expectedErrors,
}) => {
  test.setTimeout(300_000)
  // The look-up has nobody to ask; that is what this story is about.
  expectedErrors.push(/503.*walkIn\/find/)
  const citizen = await central.register('first_issue')
  const stranger: Citizen = {
    trackingCode: '9999999999',
    details: { ...citizen.details, nationalCode: '0093849370', lastName: 'ناشناس' },
  }
  const walkIn = new WalkInDialog(counter)
  await counter.signIn('supervisor')
  office.cutLine()

  const admitOffline = async (who: Citizen) => {
    await walkIn.open()
    await walkIn.scanBoth(who)
    await expect(counter.dialog.getByText(fa.walkIn.offlineDetail)).toBeVisible({ timeout: 30_000 })
    await expectAccessible(counter.page, 'walk-in, the receipt')
    await walkIn.typeReceipt(who)
    await counter.page.keyboard.press('Control+Enter')
    await expect(counter.dialog).toBeHidden()
    await counter.expectApplicant(who.details.lastName)
    await counter.expectState('arrived')
    await expect(counter.applicant.getByText(fa.walkIn.pending)).toBeVisible()
  }
  // The clerk misspells the name: the registration's word counts in the end.
  await admitOffline({ ...citizen, details: { ...citizen.details, firstName: 'نازنین' } })
  await expect(counter.list.getByText(fa.walkIn.pendingShort)).toBeVisible()
  const certificate = (await central.requirementTitles('first_issue')).get('birth_certificate_original')
  await counter.accept(certificate ?? '')
  await admitOffline(stranger)

  office.restoreLine()
  await counter.syncNow()
  await expect
    .poll(async () => (await atCentral(central, citizen))[0]?.decisions.length, { timeout: 60_000 })
    .toBe(1)
  const [confirmed] = await atCentral(central, citizen)
  expect(confirmed).toMatchObject({ state: 'arrived', applicant: { firstName: citizen.details.firstName } })
  await expect(counter.applicant.getByText(fa.walkIn.notConfirmed)).toBeVisible({ timeout: 30_000 })
  // The other one is found by the code of the receipt, now under the name of the registration.
  await counter.scan(citizen.trackingCode)
  await counter.expectApplicant(citizen.details.firstName)
  await expect(counter.applicant.getByText(fa.walkIn.pending)).toHaveCount(0)
  const places = counter.page.getByRole('navigation', { name: fa.frame.places })
  await places.getByText(fa.frame.tray).click()
  const item = counter.page.getByRole('listitem').filter({ hasText: stranger.details.lastName })
  await expect(item).toContainText(fa.refusal.registration_unknown.what)
  await expect(item).toContainText(fa.tray.successors_one.replace('{{count}}', '۱'))
  await item.getByRole('button', { name: fa.tray.withdrawWalkIn }).click()
  await counter.dialog.getByLabel(fa.tray.withdrawWalkInReason).fill('کد رهگیری از آن دیگری بود')
  await counter.page.keyboard.press('Control+Enter')
  await expect(counter.page.getByText(fa.tray.empty)).toBeVisible()
  await places.getByText(fa.frame.day).click()
  await expect(counter.list).toBeVisible()
  await expect(counter.list.getByText(stranger.details.lastName)).toHaveCount(0)
  expect(await atCentral(central, stranger)).toEqual([])
  const refused = (await central.events()).filter(({ status }) => status === 'rejected')
  expect(refused.map(({ event, code }) => [event.type, code])).toEqual([
    ['walked_in', 'registration_unknown'],
    ['checked_in', 'predecessor_rejected'],
  ])
})

test('a full day is for the supervisor, with a reason', async ({ central, counter, expectedErrors }) => {
  test.setTimeout(180_000)
  // Scanned first, it is taken for the national code: nobody has the two that way round.
  const citizen = await central.register('first_issue', ambiguousTrackingCode)
  expectedErrors.push(/404.*walkIn\/find/)
  // Far more than every seat from now to closing.
  await central.addAppointments(storyDay, 400)
  const walkIn = new WalkInDialog(counter)

  await counter.signIn('reception')
  await walkIn.open()
  await expectAccessible(counter.page, 'walk-in, nothing given yet')
  await walkIn.scanBoth(citizen)
  await expect(counter.dialog.getByRole('heading', { level: 3 })).toBeVisible()
  await expect(counter.dialog.getByText(fa.walkIn.full, { exact: true })).toBeVisible({ timeout: 30_000 })
  await expect(walkIn.button(fa.walkIn.admit)).toHaveAttribute('aria-disabled', 'true')
  await expect(walkIn.button(fa.walkIn.admit)).toHaveAccessibleDescription(fa.walkIn.fullDetail)
  await counter.page.keyboard.press('Escape')
  await counter.signOut()

  await counter.signIn('supervisor')
  await walkIn.open()
  await walkIn.scanBoth(citizen)
  const reason = counter.dialog.getByLabel(fa.walkIn.overCapacity)
  await expect(reason).toBeFocused()
  await counter.page.keyboard.press('Control+Enter')
  await expect(counter.dialog.getByText(fa.common.reasonTooShort)).toBeVisible()
  await expectAccessible(counter.page, 'walk-in, a full day without a reason')
  await reason.fill('سالمند است و از شهر دیگری آمده')
  await counter.page.keyboard.press('Control+Enter')
  await counter.expectState('arrived')
  await expect.poll(async () => (await atCentral(central, citizen)).length, { timeout: 30_000 }).toBe(1)
  const events = await central.events()
  expect(events[0]?.event).toMatchObject({
    type: 'walked_in',
    payload: { overCapacity: 'سالمند است و از شهر دیگری آمده' },
  })
})
