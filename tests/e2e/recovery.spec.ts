import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isViewing } from '#shared/domain/event.ts'
import { expectAccessible } from './support/accessible.ts'
import { storyDay } from './support/central-side.ts'
import { type Counter, fa } from './support/counter.ts'
import { expect, test } from './support/test.ts'

const openBackups = async ({ page, dialog }: Counter) => {
  await page.getByRole('button', { name: fa.frame.settings }).click()
  await page.getByRole('button', { name: fa.backups.title }).click()
  await expect(dialog).toBeVisible()
}
const note = ({ page }: Counter) => page.getByRole('region', { name: fa.conditionNote.title })

test('a database destroyed while the office works, and a copy that the supervisor wants back: nothing is missing', async ({
  central,
  office,
  counter,
  expectedErrors,
}, testInfo) => {
  test.skip(
    testInfo.project.name !== 'browser',
    'the desktop’s core comes up again before a file can be destroyed',
  )
  test.setTimeout(240_000)
  // The screen calls a core that is away for a moment.
  expectedErrors.push(
    /Failed to load resource|ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_EMPTY_RESPONSE/,
  )
  const [first, second] = await central.appointmentsOn(storyDay)
  if (!first || !second) throw new Error('the demonstration day is empty')
  const arrive = async ({ applicant }: typeof first) => {
    await counter.scan(applicant.trackingCode)
    await counter.expectApplicant(applicant.lastName)
    await counter.page.keyboard.press('Control+Enter')
    await counter.expectState('arrived')
  }

  await test.step('the supervisor has a copy written', async () => {
    await counter.signIn('supervisor')
    await openBackups(counter)
    await counter.dialog.getByRole('button', { name: fa.backups.make }).click()
    await expect(counter.dialog.getByText(fa.backups.whole).first()).toBeVisible()
    await expectAccessible(counter.page, 'backups')
    await counter.page.keyboard.press('Escape')
  })
  await test.step('somebody arrives whom nobody else knows of, and the database is destroyed', async () => {
    office.cutLine()
    await arrive(first)
    await office.killCore((folder) => writeFileSync(join(folder, 'office.db'), Buffer.alloc(200_000, 7)))
    await counter.signInAgain('supervisor')
    await expect(note(counter)).toContainText(fa.conditionNote.cause.damaged)
    await expectAccessible(counter.page, 'after a restoration')
    await counter.scan(first.applicant.trackingCode)
    await counter.expectState('arrived')
    await note(counter).getByRole('button', { name: fa.conditionNote.acknowledge }).click()
    await expect(note(counter)).not.toContainText(fa.conditionNote.cause.damaged)
  })
  await test.step('one more, and back to the copy', async () => {
    await arrive(second)
    await openBackups(counter)
    await counter.dialog.getByRole('button', { name: fa.backups.restore }).last().click()
    await counter.page.getByRole('alertdialog').getByRole('button', { name: fa.backups.confirm }).click()
    await counter.signInAgain('supervisor')
    await expect(note(counter)).toContainText(fa.conditionNote.cause.requested)
    for (const { applicant } of [first, second]) {
      await counter.scan(applicant.trackingCode)
      await counter.expectApplicant(applicant.lastName)
      await counter.expectState('arrived')
    }
  })
  await test.step('with the line back the central system has each of them once', async () => {
    office.restoreLine()
    await counter.syncNow()
    const changes = async () => (await central.events()).filter(({ event }) => !isViewing(event))
    await expect
      .poll(
        async () => (await changes()).map(({ event, status }) => [event.type, event.appointmentId, status]),
        {
          timeout: 30_000,
        },
      )
      .toEqual([
        ['checked_in', first.id, 'applied'],
        ['checked_in', second.id, 'applied'],
      ])
    await expect(counter.allSent).toBeVisible()
  })
})
