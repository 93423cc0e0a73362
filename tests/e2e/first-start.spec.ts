import { expectAccessible } from './support/accessible.ts'
import { fa } from './support/counter.ts'
import { expect, test } from './support/test.ts'

test.use({ activated: false })

test('a new installation: address, code, what is fetched, the first sign-in, the tour', async ({
  central,
  counter,
  office,
  expectedErrors,
}) => {
  expectedErrors.push(/status of (403|503)/)
  const { page } = office
  const step = (word: string) => page.locator('[aria-current="step"]', { hasText: word })
  const button = (name: string) => page.getByRole('button', { name, exact: true })

  await test.step('an address at which nobody answers is told, and changes nothing', async () => {
    const address = page.getByLabel(fa.activation.centralUrl)
    await expect(step(fa.firstStart.step.central)).toBeVisible()
    await expect(address).toBeFocused()
    await expectAccessible(page, 'first start, address')
    const given = await address.inputValue()
    await address.fill('http://127.0.0.1:9')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert')).toContainText(fa.problem.CENTRAL_UNREACHABLE.what)
    await address.fill(given)
    await page.keyboard.press('Enter')
  })

  await test.step('a code that nobody issued is told; the right one activates', async () => {
    const code = page.getByLabel(fa.activation.code)
    await expect(step(fa.firstStart.step.code)).toBeVisible()
    await expect(code).toBeFocused()
    await expectAccessible(page, 'first start, code')
    await code.fill('ABCD-EFGH-JKLM')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert')).toContainText(fa.problem.ACTIVATION_CODE_INVALID.what)
    await code.fill(await central.newActivationCode())
    await page.keyboard.press('Enter')
  })

  await test.step('the demonstration says what it is, and one press signs in', async () => {
    await expect(page.getByLabel(fa.signIn.username)).toBeFocused({ timeout: 30_000 })
    const people = page.getByRole('region', { name: fa.demonstration.title })
    await expect(people).toContainText(fa.demonstration.signIn)
    await expect(step(fa.firstStart.step.signIn)).toBeVisible()
    await expectAccessible(page, 'first sign-in')
    await people.getByRole('button', { name: fa.role.supervisor }).press('Enter')
    await expect(page.getByRole('navigation', { name: fa.frame.places })).toContainText(fa.demonstration.mark)
    await expect(counter.list).toBeVisible()
  })

  await test.step('the tour is offered, leads through the window and gives the hands back', async () => {
    // A new installation's key belongs on paper; that is asked first.
    await button(fa.escrow.later).press('Enter')
    await expect(counter.search).toBeFocused()
    await button(fa.tour.start).press('Enter')
    for (const station of Object.values(fa.tour.station)) {
      const card = page.getByRole('dialog', { name: station.title })
      await expect(card).toBeVisible()
      await expect(card.getByRole('button').first()).toBeFocused()
      if (station === fa.tour.station.list) await expectAccessible(page, 'tour')
      await page.keyboard.press('Enter')
    }
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(counter.search).toBeFocused()
    await expect(button(fa.tour.start)).toHaveCount(0)
  })

  await test.step('it is found again, and Esc ends it anywhere', async () => {
    await counter.person.click()
    await page.getByRole('menuitem', { name: fa.tour.again }).click()
    await expect(page.getByRole('dialog', { name: fa.tour.station.search.title })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(counter.search).toBeFocused()
  })
})
