import { toPersianDigits } from '#shared/domain/digits.ts'
import { hasValidDetail } from '#shared/domain/documents.ts'
import { groupMobile } from '#shared/domain/mobile.ts'
import { searchKey } from '#shared/domain/persian-text.ts'
import { correctableFields } from '#shared/domain/requirement.ts'
import { type CentralSide, storyDay } from './support/central-side.ts'
import { Counter, fa, password } from './support/counter.ts'
import { Hand } from './support/hand.ts'
import { startDesktopOffice, startWebOffice } from './support/office-side.ts'
import { expect, test } from './support/test.ts'

// What each job costs a hand that knows it, against the table in docs/keys.md (tests/keys/jobs.ts).

test.setTimeout(240_000)

/** Somebody with an appointment whose details can be accepted as they are. */
async function somebody(central: CentralSide) {
  const found = (await central.appointmentsOn(storyDay)).find(
    ({ requestKind, applicant }) =>
      requestKind === 'first_issue' && correctableFields.every((field) => hasValidDetail(applicant, field)),
  )
  if (!found) throw new Error('nobody is booked')
  return found
}

/** Checked in by the same person, as the documents clerk of another desk finds it. */
async function arrived(central: CentralSide, counter: Counter, hand: Hand) {
  const found = await somebody(central)
  await counter.signIn('reception')
  await hand.scan(found.applicant.trackingCode)
  await counter.expectApplicant(found.applicant.lastName)
  await hand.press('Control+Enter')
  await counter.expectState('arrived')
  await counter.signOut()
  await counter.signIn('documents')
  return found
}

/** The documents clerk opens who stands at the desk and goes over to the checklist. */
async function openChecklist(counter: Counter, hand: Hand, code: string, lastName: string) {
  await hand.scan(code)
  await counter.expectApplicant(lastName)
  await hand.press('Enter')
  await expect(counter.applicant.locator('[data-verdict]:focus')).toHaveCount(1)
}

test('check in an applicant with a slip', async ({ central, counter, office }) => {
  const hand = new Hand(office.page)
  const { applicant } = await somebody(central)
  await counter.signIn('reception')
  await hand.does('checkIn', async () => {
    await hand.scan(applicant.trackingCode)
    await counter.expectApplicant(applicant.lastName)
    await hand.press('Control+Enter')
    await counter.expectState('arrived')
  })
})

test('find an applicant by name and check in', async ({ central, counter, office }) => {
  const hand = new Hand(office.page)
  const everybody = await central.appointmentsOn(storyDay)
  const keys = everybody.map(({ applicant }) =>
    searchKey(`${applicant.firstName} ${applicant.lastName} ${applicant.fatherName}`),
  )
  const start = (name: string) => name.slice(0, 4)
  const known = everybody.find(
    ({ applicant: { lastName } }) =>
      /^\p{L}{4}/u.test(lastName) &&
      keys.filter((key) => key.includes(searchKey(start(lastName)))).length === 1,
  )
  if (!known) throw new Error('no name is known by its first four letters')
  await counter.signIn('reception')
  await expect(counter.search).toBeFocused()
  await hand.does('findByName', async () => {
    await hand.write(start(known.applicant.lastName))
    await expect(counter.list.getByRole('option')).toHaveCount(1)
    await hand.press('Enter')
    await counter.expectApplicant(known.applicant.lastName)
    await expect(counter.act(fa.applicant.acts.checkIn)).toBeVisible()
    await hand.press('Control+Enter')
    await counter.expectState('arrived')
  })
})

test('accept all documents and conclude', async ({ central, counter, office }) => {
  const hand = new Hand(office.page)
  const { applicant } = await arrived(central, counter, hand)
  await hand.does('acceptAll', async () => {
    await openChecklist(counter, hand, applicant.trackingCode, applicant.lastName)
    for (const decided of [1, 2, 3, 4, 5]) await counter.acceptByKey(decided, 5)
    await hand.press('Control+Enter')
    await counter.expectState('documents_complete')
  })
})

test('one document is missing, with its reason', async ({ central, counter, office }) => {
  const hand = new Hand(office.page)
  const { applicant } = await arrived(central, counter, hand)
  await hand.does('oneMissing', async () => {
    await openChecklist(counter, hand, applicant.trackingCode, applicant.lastName)
    await hand.press('KeyF')
    await hand.press('Digit1')
    await expect(
      counter.applicant.getByRole('button', { name: fa.applicant.fail, pressed: true }),
    ).toHaveCount(1)
    for (const decided of [2, 3, 4, 5]) await counter.acceptByKey(decided, 5)
    await hand.press('Control+Enter')
    await counter.expectState('documents_incomplete')
    const slip = office.page.locator('[data-slip="missing_documents_slip"] [role="status"]')
    await expect(slip).toHaveText(fa.paper.outcome.never)
    await expect(counter.search).toBeFocused()
    await hand.press('Enter')
    await expect(counter.search).not.toBeFocused()
    await hand.press('KeyP')
    await expect(slip).not.toHaveText(fa.paper.outcome.never)
  })
})

test('correct the mobile number', async ({ central, counter, office }) => {
  const hand = new Hand(office.page)
  const { applicant } = await arrived(central, counter, hand)
  const mobile = applicant.mobile === '09120000001' ? '09120000002' : '09120000001'
  await hand.does('correctMobile', async () => {
    await openChecklist(counter, hand, applicant.trackingCode, applicant.lastName)
    await hand.press('ArrowUp')
    await expect(counter.applicant.locator('[data-item="mobile_phone"] :focus')).toHaveCount(1)
    await hand.press('KeyE')
    await expect(counter.applicant.locator('input:focus')).toHaveCount(1)
    await hand.write(mobile)
    await hand.press('Enter')
    await expect(counter.applicant.locator('[data-item="mobile_phone"]')).toContainText(
      toPersianDigits(groupMobile(mobile)),
    )
    await expect(counter.applicant.locator('[data-panel="value"]')).toHaveCount(0)
  })
})

test('take back a check-in just made', async ({ central, counter, office }) => {
  const hand = new Hand(office.page)
  const { applicant } = await somebody(central)
  await counter.signIn('reception')
  await hand.scan(applicant.trackingCode)
  await counter.expectApplicant(applicant.lastName)
  await hand.press('Control+Enter')
  await counter.expectState('arrived')
  await expect(office.page.getByRole('button', { name: fa.undo.action })).toBeVisible()
  await hand.does('undo', async () => {
    await hand.press('Control+z')
    await counter.expectState('booked')
  })
})

test('take in somebody without an appointment', async ({ central, counter, office }) => {
  const hand = new Hand(office.page)
  const { details, trackingCode } = await central.register('first_issue')
  await counter.signIn('reception')
  await hand.does('walkIn', async () => {
    await hand.scan(details.nationalCode)
    await expect(office.page.getByText(fa.day.codeNotFound)).toBeVisible()
    await hand.press('F4')
    await expect(counter.dialog).toBeVisible()
    await hand.scan(trackingCode)
    await expect(counter.dialog.getByRole('heading', { level: 3 })).toContainText(details.lastName)
    await hand.press('Control+Enter')
    await expect(counter.dialog).toBeHidden()
    await counter.expectState('arrived')
  })
})

test('print the day’s schedule', async ({ counter, office }) => {
  const hand = new Hand(office.page)
  await counter.signIn('supervisor')
  await hand.does('printSchedule', async () => {
    await hand.press('Control+2')
    // The sheets are laid out and counted.
    await expect(office.page.getByText(`${fa.schedule.onPaper}:`)).toBeVisible()
    await hand.press('Control+p')
    await expect(
      office.page
        .getByText(fa.schedule.printed)
        .or(office.page.getByText(fa.schedule.handedToBrowser.replace('{{copy}}', toPersianDigits(1)))),
    ).toBeVisible({ timeout: 30_000 })
  })
})

test('lock, and let a colleague sign in', async ({ counter, office }) => {
  const hand = new Hand(office.page)
  await counter.signIn('documents')
  await counter.signOut()
  await counter.signIn('reception')
  await hand.does('switchUser', async () => {
    await hand.press('Control+l')
    const lockScreen = office.page.getByRole('dialog', { name: fa.lock.title })
    await expect(lockScreen.getByLabel(fa.signIn.password, { exact: true })).toBeFocused()
    await hand.press('Alt+2')
    await expect(lockScreen.getByRole('button', { name: fa.signIn.submit })).toBeVisible()
    await expect(lockScreen.getByLabel(fa.signIn.password, { exact: true })).toBeFocused()
    await hand.write(password)
    await hand.press('Enter')
    await expect(lockScreen).toHaveCount(0)
    await expect(counter.person).toContainText(fa.role.documents)
  })
})

test('close the day', async ({ central, browser }, testInfo) => {
  const evening = '2026-11-22T14:30:00.000Z'
  const activationCode = await central.newActivationCode()
  await central.stop()
  await central.start(evening)
  const options = { central: central.url, activationCode, browser, clock: evening }
  const office =
    testInfo.project.name === 'browser' ? await startWebOffice(options) : await startDesktopOffice(options)
  const counter = new Counter(office.page)
  const hand = new Hand(office.page)
  await counter.signIn('supervisor')
  await hand.does('closeDay', async () => {
    await hand.press('Control+b')
    await expect(counter.dialog.getByRole('button', { name: fa.closing.confirm })).toBeFocused()
    await hand.press('Enter')
    await expect(office.page.getByRole('button', { name: fa.closing.reopenButton })).toBeVisible()
  })
  await office.end()
})
