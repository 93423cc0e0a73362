import type { Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { password as demoPassword, people as demoPeople, fa } from './support/counter.ts'
import { expect, test } from './support/test.ts'

const texts = fa.people
const name = 'سیده فاطمه‌زهرا موسوی‌نژاد'
const username = 'f.mousavi'
const ownPassword = 'باغ کوچک مادربزرگ'

test('a colleague is added, chooses a password, has it reset, and is put out of service', async ({
  central,
  counter,
  office,
  expectedErrors,
}) => {
  test.setTimeout(240_000)
  // What is refused to whoever is signed out, or typed a wrong password, a browser writes to its console by itself.
  expectedErrors.push(/40[139] \(.*\/rpc\//)
  const { page } = office
  const pictures = process.env.PISHKHAN_PICTURES
  const picture = async (title: string) => {
    if (pictures) await page.screenshot({ path: `${pictures}/${title}-${page.viewportSize()?.width}.png` })
  }
  const row = page.locator(`[data-person="${username}"]`)
  const enter = async (typed: string) => {
    await page.getByLabel(fa.signIn.username).fill(username)
    await page.getByLabel(fa.signIn.password, { exact: true }).fill(typed)
    await page.keyboard.press('Enter')
  }
  const openPeople = async () => {
    await page.keyboard.press('Control+6')
    await expect(page.getByRole('heading', { name: texts.title, level: 2 })).toBeVisible()
  }
  const oneTimePassword = async (): Promise<string> => {
    const shown = page.getByRole('alertdialog').locator('[data-one-time-password]')
    await expect(shown).toHaveText(/^[2-9a-z]{4}-[2-9a-z]{4}-[2-9a-z]{4}$/)
    return (await shown.textContent()) ?? ''
  }
  const fresh = page.getByLabel(fa.password.new, { exact: true })
  const repeat = page.getByLabel(fa.password.repeat, { exact: true })
  let first = ''

  await test.step('the supervisor adds somebody; what is wrong stands beside its field', async () => {
    await counter.signIn('supervisor')
    await openPeople()
    await expect(page.getByRole('row')).toHaveCount(4)
    await expectAccessible(page, 'people')
    await picture('people')
    await page.getByRole('button', { name: texts.add }).click()
    await page.keyboard.press('Enter')
    await expect(page.getByText(texts.nameInvalid)).toBeVisible()
    await expect(page.getByText(texts.usernameInvalid)).toBeVisible()
    await expect(page.getByText(texts.rolesMissing)).toBeVisible()
    await expect(page.getByLabel(texts.name)).toBeFocused()
    await expectAccessible(page, 'adding somebody, with errors')
    await picture('people-add-errors')
    await page.getByLabel(texts.name).fill(name)
    const field = page.getByRole('dialog').getByLabel(texts.username)
    await field.fill(demoPeople.reception)
    await page.getByRole('checkbox', { name: fa.role.reception }).press('Space')
    await page.getByLabel(texts.desk).fill('۵')
    await page.keyboard.press('Enter')
    await expect(page.getByText(texts.usernameTaken)).toBeVisible()
    await field.fill(username)
    await page.keyboard.press('Enter')
    first = await oneTimePassword()
    await expectAccessible(page, 'the one-time password')
    await picture('people-handed')
    await page.getByRole('button', { name: texts.done }).click()
    await expect(row).toContainText(texts.oneTime)
    await expect.poll(() => row.textContent()).toContain(fa.sync.record.sent)
  })

  await test.step('the one-time password opens nothing but the way to another, also after a reload', async () => {
    await counter.signOut()
    await enter(first)
    await expect(page.getByRole('heading', { name: fa.password.firstTitle })).toBeVisible()
    await expect(counter.list).toHaveCount(0)
    await expect(fresh).toBeFocused()
    await expectAccessible(page, 'choosing a password')
    if (office.transport === 'browser') {
      expect(await callFromPage(page)).toBe(403)
      await page.reload()
      await page.getByLabel(fa.password.oneTime, { exact: true }).fill(first)
    }
    await fresh.fill('12345678')
    await repeat.fill('1234567')
    await page.keyboard.press('Enter')
    await expect(page.getByText(fa.password.why.too_common)).toBeVisible()
    await expect(page.getByText(fa.password.differs)).toBeVisible()
    await picture('password-first')
    await fresh.fill(ownPassword)
    await repeat.fill(ownPassword)
    await page.keyboard.press('Enter')
    await expect(counter.list).toBeVisible()
    await expect(counter.person).toContainText(name)
    await expect(page.getByRole('navigation').getByText(texts.short)).toHaveCount(0)
  })

  await test.step('they change it themselves, and only the newest one signs in', async () => {
    await counter.person.click()
    await page.getByRole('menuitem', { name: fa.password.open }).click()
    const present = page.getByLabel(fa.password.present, { exact: true })
    await present.fill('mistaken')
    await fresh.fill(`${ownPassword} ۲`)
    await repeat.fill(`${ownPassword} ۲`)
    await page.keyboard.press('Enter')
    await expect(page.getByText(fa.password.presentWrong)).toBeVisible()
    await expect(present).toBeFocused()
    await expectAccessible(page, 'changing the password')
    await picture('password-change')
    await present.fill(ownPassword)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(page.getByText(fa.password.changedDetail)).toBeVisible()
    await counter.signOut()
    await enter(ownPassword)
    await expect(page.getByRole('alert')).toContainText(fa.problem.INVALID_CREDENTIALS.what)
    await enter(`${ownPassword} ۲`)
    await expect(counter.list).toBeVisible()
    await counter.signOut()
  })

  await test.step('the supervisor resets it, and puts them out of service', async () => {
    await counter.signIn('supervisor')
    await openPeople()
    await expect(row).toContainText(texts.active)
    const more = row.getByRole('button', { name: texts.more.replace('{{name}}', name) })
    await more.click()
    await picture('people-menu')
    await page.getByRole('menuitem', { name: texts.reset }).click()
    await page.getByRole('button', { name: texts.resetConfirm }).click()
    const second = await oneTimePassword()
    expect(second).not.toBe(first)
    await page.keyboard.press('Enter')
    await expect(row).toContainText(texts.oneTime)
    await more.click()
    await page.getByRole('menuitem', { name: texts.disable }).click()
    await page.getByRole('button', { name: texts.disableConfirm }).click()
    await expect(row).toContainText(texts.disabled)
    await page.keyboard.press('Control+5')
    await expect(page.locator('[data-event="password_set"]').first()).toContainText(
      fa.history.event.password_reset,
    )
    await picture('people-log')
    await counter.signOut()
    await enter(second)
    await expect(page.getByRole('alert')).toContainText(fa.problem.INVALID_CREDENTIALS.what)
  })

  await test.step('all of it came to the central system', async () => {
    await expect
      .poll(() => central.user(username))
      .toMatchObject({
        displayName: name,
        roles: ['reception'],
        desk: '5',
        active: false,
        mustChangePassword: true,
      })
  })
  expect(demoPassword).not.toBe(ownPassword)
})

test('whoever is put out of service while they work is signed out at once', async ({
  central,
  counter,
  office,
}) => {
  test.setTimeout(120_000)
  const { page } = office
  await counter.signIn('reception')
  await expect(counter.allSent).toBeVisible()
  await central.disableUser(demoPeople.reception)
  await expect(page.getByLabel(fa.signIn.username)).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('alert')).toContainText(fa.problem.SIGN_IN_REQUIRED.what)
})

/** What the core answers to whoever asks for the day with the page's own session. */
async function callFromPage(page: Page): Promise<number> {
  const answer = await page.request.post(new URL('/rpc/day/list', page.url()).href, {
    data: { json: { date: '2026-11-22' } },
    headers: { origin: new URL(page.url()).origin },
  })
  return answer.status()
}
