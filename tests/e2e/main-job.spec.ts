import { chainStart } from '#shared/domain/event.ts'
import { hashEvent } from '#shared/domain/event-chain.ts'
import { type CentralSide, storyDay } from './support/central-side.ts'
import { fa } from './support/counter.ts'
import { expect, test } from './support/test.ts'

/** The items of a first issue by their keys; the words on the screen come from the central system. */
async function itemTitles(central: CentralSide) {
  const titles = await central.requirementTitles('first_issue')
  const of = (key: string) => titles.get(key) ?? `${key} is not in the requirement set`
  return {
    certificate: of('birth_certificate_original'),
    postalCode: of('postal_code'),
    address: of('residence_address'),
    landline: of('landline_phone'),
    mobile: of('mobile_phone'),
  }
}

test('from the list to an applicant who is served, and the central system holds exactly that', async ({
  central,
  counter,
}) => {
  const items = await itemTitles(central)
  const reason = await central.failReason('residence_address')
  const booked = (await central.appointmentsOn(storyDay)).find(
    ({ state, requestKind, applicant }) =>
      state === 'booked' && requestKind === 'first_issue' && applicant.landline !== null,
  )
  if (!booked) throw new Error('the demonstration has nobody to serve')
  const { nationalCode, trackingCode, lastName } = booked.applicant

  await test.step('reception finds the applicant by scanner and marks attendance', async () => {
    await counter.signIn('reception')
    await counter.scan(trackingCode)
    await counter.expectApplicant(lastName)
    await counter.perform(fa.applicant.acts.checkIn)
    await counter.expectState('arrived')
    await expect(counter.row(booked.id)).toHaveAttribute('data-state', 'arrived')
    await counter.signOut()
  })

  await test.step('documents: one item has failed, the rest is accepted, the result is incomplete', async () => {
    await counter.signIn('documents')
    await counter.scan(nationalCode)
    await counter.expectApplicant(lastName)
    await counter.accept(items.certificate)
    await counter.accept(items.postalCode)
    await counter.fail(items.address, reason.title)
    await counter.accept(items.landline)
    await counter.accept(items.mobile)
    await counter.perform(fa.applicant.acts.conclude)
    await counter.expectState('documents_incomplete')
    await counter.signOut()
  })

  await test.step('the applicant returns the same day', async () => {
    await counter.signIn('reception')
    await counter.scan(nationalCode)
    await counter.perform(fa.applicant.acts.recordReturn)
    await counter.expectState('arrived')
    await counter.signOut()
  })

  await test.step('now everything is there', async () => {
    await counter.signIn('documents')
    await counter.scan(nationalCode)
    await counter.accept(items.address)
    await counter.perform(fa.applicant.acts.conclude)
    await counter.expectState('documents_complete')
    await counter.perform(fa.applicant.acts.serve)
    await counter.expectState('served')
  })

  await expect.poll(async () => (await central.events()).length, { timeout: 30_000 }).toBe(11)
  await expect(counter.allSent).toBeVisible()
  const stored = await central.events()
  expect(stored.map(({ event, status }) => [event.type, status])).toEqual([
    ['checked_in', 'applied'],
    ['document_decided', 'applied'],
    ['document_decided', 'applied'],
    ['document_decided', 'applied'],
    ['document_decided', 'applied'],
    ['document_decided', 'applied'],
    ['documents_concluded', 'applied'],
    ['returned', 'applied'],
    ['document_decided', 'applied'],
    ['documents_concluded', 'applied'],
    ['served', 'applied'],
  ])
  expect(new Set(stored.map(({ event }) => event.appointmentId))).toEqual(new Set([booked.id]))
  expect(stored[3]?.event.payload).toMatchObject({
    item: 'residence_address',
    verdict: 'failed',
    reasonCode: reason.code,
  })
  // What was seen stands between, in the one sequence and the one chain.
  const log = await central.log()
  expect(log.length).toBeGreaterThan(stored.length)
  let previous = chainStart
  for (const [index, { event }] of log.entries()) {
    expect(event.deviceSeq).toBe(index + 1)
    expect(event.previousHash).toBe(previous)
    previous = hashEvent(event)
  }
  expect(await central.appointment(booked.id)).toMatchObject({ state: 'served', queueNumber: 1 })
})
