import { countStates } from '#shared/domain/day.ts'
import { hasValidDetail } from '#shared/domain/documents.ts'
import { correctableFields } from '#shared/domain/requirement.ts'
import { storyDay } from './support/central-side.ts'
import { expect, test } from './support/test.ts'

const visits = 50

test('50 visits without the central system, a killed core, and every event arrives once and in order', async ({
  central,
  office,
  counter,
  expectedErrors,
}) => {
  test.setTimeout(900_000)
  // The screen calls a core that is dead for a moment; that is what this story is about.
  expectedErrors.push(
    /Failed to load resource|ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_EMPTY_RESPONSE/,
  )

  // A supervisor may do everything, so that one pair of hands does the whole visit.
  await counter.signIn('supervisor')
  const worked = (await central.appointmentsOn(storyDay))
    .filter(({ applicant }) => correctableFields.every((field) => hasValidDetail(applicant, field)))
    .slice(0, visits)
  expect(worked).toHaveLength(visits)

  await central.stop()
  const visit = async (index: number) => {
    const appointment = worked[index]
    if (!appointment) throw new Error('no such visit')
    await counter.scan(appointment.applicant.trackingCode)
    await counter.expectApplicant(appointment.applicant.lastName)
    await counter.page.keyboard.press('Control+Enter')
    await counter.expectState('arrived')
    for (let item = 1; item <= 5; item += 1) await counter.acceptByKey(item, 5)
    await counter.page.keyboard.press('Control+Enter')
    await counter.expectState('documents_complete')
    await counter.page.keyboard.press('Control+Enter')
    await counter.expectState('served')
  }
  for (let index = 0; index < visits / 2; index += 1) await visit(index)
  // Eight events a visit: check-in, five verdicts, conclusion, served.
  await expect(counter.waiting((visits / 2) * 8)).toBeVisible()

  await office.killCore()
  await counter.signInAgain('supervisor')
  await expect(counter.waiting((visits / 2) * 8)).toBeVisible()
  for (let index = visits / 2; index < visits; index += 1) await visit(index)
  await expect(counter.waiting(visits * 8)).toBeVisible()

  await central.start()
  await counter.syncNow()
  await expect.poll(async () => (await central.events()).length, { timeout: 60_000 }).toBe(visits * 8)
  await expect(counter.allSent).toBeVisible()

  const stored = await central.events()
  const sequence = (await central.log()).map(({ event }) => event.deviceSeq)
  expect(sequence).toEqual(sequence.map((_, index) => index + 1))
  expect(stored.filter(({ status }) => status !== 'applied')).toEqual([])
  expect(new Set(stored.map(({ event }) => event.id)).size).toBe(visits * 8)

  const there = await central.appointmentsOn(storyDay)
  const served = new Set(there.filter(({ state }) => state === 'served').map(({ id }) => id))
  expect(served).toEqual(new Set(worked.map(({ id }) => id)))
  expect(await counter.countsOfTheDay()).toEqual(countStates(there.map(({ state }) => state)))
})
