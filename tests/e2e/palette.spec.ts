import { catalogues } from '#shared/i18n/catalogues.ts'
import { expectAccessible } from './support/accessible.ts'
import { storyDay } from './support/central-side.ts'
import { fa } from './support/counter.ts'
import { expect, test } from './support/test.ts'

const { en } = catalogues

test('everything by its name, without a mouse, in either language', async ({ central, counter, office }) => {
  test.setTimeout(180_000)
  const { page } = office
  const { keyboard } = page
  const [first, second] = await central.appointmentsOn(storyDay)
  if (!first || !second) throw new Error('the demonstration day is too short')
  const palette = page.getByRole('dialog', { name: fa.palette.title })
  const options = page.getByRole('listbox', { name: fa.palette.results }).getByRole('option')
  await counter.signIn('supervisor')

  await test.step('opens over everything, lists what works now, each with its key', async () => {
    await keyboard.press('Control+k')
    await expect(palette.getByRole('combobox')).toBeFocused()
    const printing = options.filter({ hasText: fa.shortcuts.placePrint })
    await expect(printing.filter({ hasText: 'Ctrl 2' })).toHaveCount(1)
    await expectAccessible(page, 'command palette')
  })

  await test.step('a place, with an Arabic letter and by half of its name', async () => {
    await keyboard.type('رويداد')
    await expect(options.first()).toContainText(fa.shortcuts.placeLog)
    await keyboard.press('Enter')
    await expect(palette).toHaveCount(0)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(fa.eventLog.title)
  })

  await test.step('an applicant by name, from another place', async () => {
    await keyboard.press('Control+k')
    // What was used last comes first.
    await expect(options.first()).toContainText(fa.shortcuts.placeLog)
    await keyboard.type(`${first.applicant.firstName} ${first.applicant.lastName}`)
    await expect(options.first()).toContainText(first.applicant.lastName)
    await expectAccessible(page, 'command palette, an applicant')
    await keyboard.press('Enter')
    await counter.expectApplicant(first.applicant.lastName)
  })

  await test.step('what can be done with the applicant, in the words of the moment', async () => {
    await keyboard.press('Control+k')
    await keyboard.type(fa.applicant.acts.checkIn)
    await expect(options.first()).toContainText('Ctrl')
    await keyboard.press('Enter')
    await counter.expectState('arrived')
  })

  await test.step('a setting by its English name, and a command in English', async () => {
    await keyboard.press('Control+k')
    await keyboard.type('english')
    await keyboard.press('Enter')
    await expect(page.getByRole('combobox', { name: en.frame.searchLabel })).toBeVisible()
    await keyboard.press('Control+k')
    await expect(page.getByRole('dialog', { name: en.palette.title })).toBeVisible()
    await keyboard.type('چاپ')
    await keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(en.schedule.title)
    await keyboard.press('Control+k')
    await keyboard.type('زبان فارسی')
    await keyboard.press('Enter')
    await expect(counter.search).toBeVisible()
  })

  await test.step('Escape gives the focus back', async () => {
    await counter.search.focus()
    await keyboard.press('Control+k')
    await keyboard.press('Escape')
    await expect(counter.search).toBeFocused()
  })
})
