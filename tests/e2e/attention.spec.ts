import { catalogues } from '#shared/i18n/catalogues.ts'
import { fa } from './support/counter.ts'
import { expect, test } from './support/test.ts'

const { what } = fa.attention.matter.version_old

test('what needs a person is told while the window is not in front, and leads to its place', async ({
  central,
  office,
  counter,
}) => {
  test.setTimeout(180_000)
  const { page } = counter
  await counter.signIn('supervisor')
  await expect(counter.allSent).toBeVisible()
  await expect(page).toHaveTitle(fa.attention.title)

  await office.goAway()
  await central.setLimits('--least-app-version', '99.0.0')
  const note = page.getByRole('region', { name: fa.conditionNote.title })
  await expect(note).toContainText('99.0.0'.replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[Number(digit)] ?? ''))
  await expect(page).toHaveTitle('(۱) پیشخوان')

  if (office.transport === 'browser') {
    await page.evaluate(() => {
      document.hasFocus = () => true
      window.dispatchEvent(new Event('focus'))
    })
    await expect(page).toHaveTitle(fa.attention.title)
    return
  }
  await expect.poll(() => office.notifications(), { timeout: 30_000 }).toEqual([what])
  await office.chooseNotification(what)
  await expect(note).toBeFocused()
  await expect.poll(() => office.notifications(), { timeout: 30_000 }).toEqual([])
})

test('the menu of the desktop app speaks the language that is set', async ({ office, counter }) => {
  test.skip(office.transport === 'browser', 'a browser has its own menu')
  await counter.signIn('reception')
  await office.chooseMenu('settings')
  await counter.dialog.getByText(fa.settings.languageName.en, { exact: true }).click()
  await counter.page.keyboard.press('Escape')
  await office.chooseMenu('palette')
  await expect(
    counter.page.getByRole('dialog', { name: catalogues.en.palette.title }).getByRole('combobox'),
  ).toBeFocused()
})
