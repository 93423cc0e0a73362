import { hasValidDetail } from '#shared/domain/documents.ts'
import { correctableFields } from '#shared/domain/requirement.ts'
import { storyDay } from './support/central-side.ts'
import { fa, password, people } from './support/counter.ts'
import { expect, test } from './support/test.ts'

test('the main job without a mouse', async ({ central, counter, office }) => {
  const { keyboard } = office.page
  const booked = (await central.appointmentsOn(storyDay)).find(({ applicant }) =>
    correctableFields.every((field) => hasValidDetail(applicant, field)),
  )
  if (!booked) throw new Error('nobody is booked')

  await test.step('sign in: the focus is in the first field', async () => {
    await expect(office.page.getByLabel(fa.signIn.username)).toBeFocused()
    await keyboard.type(people.supervisor)
    await keyboard.press('Tab')
    await keyboard.type(password)
    await keyboard.press('Enter')
    await expect(counter.search).toBeFocused()
  })

  await test.step('find by name, with the arrow keys', async () => {
    await keyboard.type(booked.applicant.nationalCode.slice(0, 6))
    await keyboard.press('ArrowDown')
    await counter.expectApplicant(booked.applicant.lastName)
    await keyboard.press('Enter')
  })

  await test.step('check in, decide, conclude, serve', async () => {
    await keyboard.press('Control+Enter')
    await counter.expectState('arrived')
    await counter.acceptByKey(1, 5)
    await keyboard.press('KeyF')
    // Longer than the pauses of a scanner: this digit is a reason.
    await keyboard.press('Digit1')
    await expect(
      counter.applicant.getByRole('button', { name: fa.applicant.fail, pressed: true }),
    ).toHaveCount(1)
    await counter.acceptByKey(3, 5)
    await counter.acceptByKey(4, 5)
    await counter.acceptByKey(5, 5)
    await keyboard.press('Control+Enter')
    await counter.expectState('documents_incomplete')
    await keyboard.press('Control+Enter')
    await counter.expectState('arrived')
  })

  await test.step('the places, and the sheet of shortcuts', async () => {
    await keyboard.press('?')
    await expect(office.page.getByRole('dialog', { name: fa.shortcuts.title })).toBeVisible()
    await keyboard.press('Escape')
    await expect(counter.dialog).toHaveCount(0)
    // The focus is somewhere that shows it, never lost on the page itself.
    expect(await office.page.evaluate(() => document.activeElement !== document.body)).toBe(true)
  })
})
