import type { DeviceStatus } from '#shared/contract/device.ts'
import type { CentralSide } from './central-side.ts'
import { people } from './counter.ts'
import { expect } from './test.ts'
import { parts, type Walk } from './walk.ts'

const front = 'main'

/** A new installation, from the address of the central system to the first sign-in. */
export async function firstStart(walk: Walk, central: CentralSide): Promise<void> {
  const { page, t } = walk
  const alert = page.getByRole('alert')
  const address = page.getByLabel(t.activation.centralUrl)
  await expect(address).toBeFocused()
  await walk.see('first start, address')
  const given = await address.inputValue()
  await address.fill('central')
  await walk.press('Enter')
  await expect(page.getByText(t.activation.centralUrlInvalid)).toBeVisible()
  await address.fill('http://127.0.0.1:9')
  await walk.press('Enter')
  await expect(alert).toContainText(t.problem.CENTRAL_UNREACHABLE.what)
  await walk.see('first start, nobody answers there', front)
  await address.fill(given)
  await walk.press('Enter')

  const code = page.getByLabel(t.activation.code)
  await expect(code).toBeFocused()
  await code.fill('ABCD-EFGH-JKLM')
  await walk.press('Enter')
  await expect(alert).toContainText(t.problem.ACTIVATION_CODE_INVALID.what)
  await walk.see('first start, a code that nobody issued', front)

  // Fetching is over in a moment here, and whom the central system names it names only outside of a demonstration.
  const halted = { people: 3, appointments: 40, received: 43, total: 160, problem: 'network' }
  const change = await changeDevice(walk, (status) => ({ ...status, firstFetch: halted }))
  await code.fill(await central.newActivationCode())
  await walk.press('Enter')
  await expect(page.getByText(t.firstStart.halted)).toBeVisible()
  await walk.see('first start, what is fetched, halted', front)
  change((status) => ({ ...status, demonstration: null }))
  await expect(page.getByRole('region', { name: t.firstStart.firstSignIn })).toBeVisible({ timeout: 30_000 })
  await walk.see('first sign-in, who is the first', front)
  await page.unroute(deviceStatus)
  await page.reload()
}

const deviceStatus = '**/rpc/device/status'

/** From here on the core's word on the device is changed on its way to the page; by another change when that is given. */
async function changeDevice({ page }: Walk, first: Change): Promise<(next: Change) => void> {
  let change = first
  await page.route(deviceStatus, async (route) => {
    const response = await route.fetch()
    const body = await response.json()
    await route.fulfill({ response, json: { ...body, json: change(body.json) } })
  })
  return (next) => {
    change = next
  }
}
type Change = (status: DeviceStatus) => DeviceStatus

/** A wrong password at the door. */
export async function refusedSignIn(walk: Walk): Promise<void> {
  const { page, t } = walk
  await expect(page.getByLabel(t.signIn.username)).toBeFocused()
  await walk.see('sign in')
  await walk.enter(people.supervisor, 'mistaken')
  await expect(page.getByRole('alert')).toContainText(t.problem.INVALID_CREDENTIALS.what)
  await walk.see('sign in, refused', front)
}

/** A new installation's key belongs on paper; that is asked before everything else. */
export async function escrowAsked(walk: Walk): Promise<void> {
  await expect(walk.dialog).toBeVisible()
  await walk.dialog.getByRole('button', { name: walk.t.escrow.later }).press('Enter')
  await expect(walk.dialog).toHaveCount(0)
}

/** Somebody gets a one-time password from the supervisor, signs in with it and chooses another. */
export async function choosePassword(walk: Walk): Promise<void> {
  const { page, t } = walk
  await walk.press('Control+6')
  const somebody = page.locator(`[data-person="${people.reception}"]`)
  await somebody.getByRole('button', { name: t.people.more.split('{{')[0] ?? '' }).click()
  await page.getByRole('menuitem', { name: t.people.reset }).click()
  await walk.dialog.getByRole('button', { name: t.people.resetConfirm }).click()
  const shown = walk.dialog.locator('[data-one-time-password]')
  await expect(shown).toBeVisible()
  const oneTime = (await shown.textContent()) ?? ''
  await walk.see('the one-time password', parts.dialog)
  await walk.press('Enter')
  await expect(walk.dialog).toHaveCount(0)
  await page.getByRole('banner').getByRole('button', { name: t.role.supervisor }).click()
  await page.getByRole('menuitem', { name: t.frame.signOut }).click()
  await walk.enter(people.reception, oneTime)
  const fresh = page.getByLabel(t.password.new, { exact: true })
  await expect(fresh).toBeFocused()
  await walk.see('choosing a password', front)
  await fresh.fill('12345678')
  await page.getByLabel(t.password.repeat, { exact: true }).fill('1234567')
  await walk.press('Enter')
  await expect(page.getByText(t.password.why.too_common)).toBeVisible()
  await walk.see('choosing a password, with errors', front)
}

/** The lock, a wrong password, and somebody else at it. */
export async function lock(walk: Walk): Promise<void> {
  const { page, t } = walk
  const screen = '[data-lock-screen]'
  const shown = page.getByRole('dialog', { name: t.lock.title })
  await walk.press('Control+l')
  await expect(shown).toBeVisible()
  await walk.see('locked', screen)
  await shown.getByLabel(t.signIn.password, { exact: true }).fill('mistaken')
  await walk.press('Enter')
  await expect(shown.getByRole('alert')).toContainText(t.problem.INVALID_CREDENTIALS.what)
  await walk.see('locked, a wrong password', screen)
  await shown.getByRole('button', { name: t.lock.somebodyElse }).click()
  await expect(shown.getByLabel(t.signIn.username)).toBeVisible()
  await walk.see('locked, somebody else', screen)
}
