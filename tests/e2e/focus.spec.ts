import { expectFocusKept } from './support/at-rest.ts'
import { storyDay } from './support/central-side.ts'
import { en, fa, password } from './support/counter.ts'
import { expect, test } from './support/test.ts'

test('the focus is never lost: after each act, each dialog, a change from elsewhere, another place, another language, the lock', async ({
  central,
  counter,
  office,
}) => {
  test.skip(office.transport !== 'browser', 'the same in either transport')
  test.setTimeout(240_000)
  const { page } = office
  const { keyboard } = page
  const people = await central.appointmentsOn(storyDay)
  const [first, second] = [people[0], people[20]]
  if (!first || !second) throw new Error('the day is too short')
  await counter.signIn('supervisor')
  await expectFocusKept(page, 'signed in')

  await test.step('acts and undo', async () => {
    await counter.scan(first.applicant.trackingCode)
    await counter.expectApplicant(first.applicant.lastName)
    await counter.perform(fa.applicant.acts.checkIn)
    await counter.expectState('arrived')
    await expectFocusKept(page, 'checked in')
    await keyboard.press('Control+z')
    await counter.expectState('booked')
    await expectFocusKept(page, 'check-in taken back')
    await keyboard.press('Control+Enter')
    await counter.expectState('arrived')
    await counter.acceptByKey(1, 5)
    await keyboard.press('Control+z')
    await expectFocusKept(page, 'verdict taken back')
    // Its button goes with the notice.
    const notice = page.getByRole('region', { name: fa.common.notices })
    await keyboard.press('Control+Enter')
    await counter.dialog.getByRole('button', { name: fa.common.discard }).click()
    await expect(counter.dialog).toHaveCount(0)
    await expectFocusKept(page, 'a question discarded')
    const close = notice.getByRole('button', { name: fa.common.close })
    if (await close.count()) {
      await close.first().focus()
      await keyboard.press('Enter')
      await expectFocusKept(page, 'a notice closed')
    }
  })

  await test.step('a filter under which the focused row goes', async () => {
    await counter.filter('booked').click()
    await counter.list.focus()
    await keyboard.press('Home')
    const gone = await counter.list.locator('[aria-selected="true"]').getAttribute('data-appointment')
    await central.cancel(gone ?? '')
    await expect(counter.row(gone ?? '')).toHaveAttribute('data-state', 'cancelled')
    await expect(counter.list).toBeFocused()
    await keyboard.press('ArrowDown')
    await expect(counter.list).toBeFocused()
    await counter.filter('all').click()
    await expectFocusKept(page, 'the filter cleared')
    // The button that empties a search goes with it.
    await counter.search.fill('zzzz')
    await page.getByRole('main').getByRole('button', { name: fa.day.clearSearch }).focus()
    await keyboard.press('Enter')
    await expectFocusKept(page, 'the search emptied')
  })

  await test.step('the open applicant is cancelled while the hand is on the main act', async () => {
    await counter.scan(second.applicant.trackingCode)
    await counter.expectApplicant(second.applicant.lastName)
    await counter.applicant.locator('[data-main-act]').focus()
    await central.cancel(second.id)
    await counter.expectState('cancelled')
    await expectFocusKept(page, 'the main act has gone')
  })

  await test.step('places and dialogs, out of whatever has the focus', async () => {
    for (const place of ['8', '2', '3', '4', '5', '6', '7', '1']) {
      await keyboard.press(`Control+${place}`)
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
      await expectFocusKept(page, `place ${place}`)
      const inside = page.getByRole('main').getByRole('button').last()
      if (await inside.count()) await inside.focus()
    }
    for (const keys of ['Control+Comma', 'Control+k', '?', 'F1', 'F4', 'Control+b']) {
      await keyboard.press(keys)
      await expect(counter.dialog).toBeVisible()
      await expectFocusKept(page, `${keys} opened`)
      await keyboard.press('Escape')
      await expect(counter.dialog).toHaveCount(0)
      await expectFocusKept(page, `${keys} closed`)
    }
  })

  await test.step('a day is closed, and opened again', async () => {
    await central.addAppointments('2026-11-21', 3)
    await page.getByRole('button', { name: fa.day.previousDay }).click()
    await expect(page.locator('[data-appointment]')).toHaveCount(3, { timeout: 30_000 })
    for (const [before, after, act] of [
      [fa.closing.button, fa.closing.reopenButton, () => keyboard.press('Enter')],
      [
        fa.closing.reopenButton,
        fa.closing.button,
        async () => {
          await keyboard.insertText('متقاضی دیررسیده')
          await keyboard.press('Control+Enter')
        },
      ],
    ] as const) {
      const button = page.getByRole('button', { name: before })
      await button.focus()
      await keyboard.press('Enter')
      await expect(counter.dialog).toBeVisible()
      await act()
      await expect(counter.dialog).toHaveCount(0)
      await expect(page.getByRole('button', { name: after })).toBeFocused()
    }
    // From anywhere, by its key.
    await counter.list.focus()
    await keyboard.press('Control+b')
    await keyboard.press('Enter')
    await expect(counter.dialog).toHaveCount(0)
    await expect(counter.list).toBeFocused()
    await keyboard.press('Alt+t')
  })

  await test.step('another language is chosen in the settings, and the first one again', async () => {
    for (const [words, other, list] of [
      [fa, 'en', en.day.list],
      [en, 'fa', fa.day.list],
    ] as const) {
      await counter.search.or(page.getByRole('combobox', { name: en.frame.searchLabel })).focus()
      await keyboard.press('Control+Comma')
      const choice = page.getByRole('radio', { name: words.settings.languageName[other] })
      await choice.focus()
      await keyboard.press('Space')
      await expect(choice).toBeChecked()
      await expect(choice).toBeFocused()
      await keyboard.press('Escape')
      await expect(counter.dialog).toHaveCount(0)
      await expect(page.getByRole('listbox', { name: list })).toBeVisible()
      await expect(
        page.getByRole('combobox', { name: (other === 'en' ? en : fa).frame.searchLabel }),
      ).toBeFocused()
    }
  })

  await test.step('the lock', async () => {
    await counter.search.focus()
    await keyboard.press('Control+l')
    const field = page.getByRole('dialog').getByLabel(fa.signIn.password, { exact: true })
    await expect(field).toBeFocused()
    await field.fill(password)
    await keyboard.press('Enter')
    await expect(counter.list).toBeVisible()
    await expectFocusKept(page, 'unlocked')
  })
})
