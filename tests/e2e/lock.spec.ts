import { expectAccessible } from './support/accessible.ts'
import { storyDay } from './support/central-side.ts'
import { fa, password, people } from './support/counter.ts'
import { expect, test } from './support/test.ts'

test('a desk that is left locks itself; who comes back finds all as it was, and another finds nothing of it', async ({
  central,
  counter,
  office,
  expectedErrors,
}) => {
  test.setTimeout(180_000)
  // A wrong password, and what is asked behind the lock, is refused, which a browser writes to its console by itself.
  expectedErrors.push(/401 \(Unauthorized\).*\/rpc\//)
  const { page } = office
  const pictures = process.env.PISHKHAN_PICTURES
  const picture = async (name: string) => {
    if (pictures) await page.screenshot({ path: `${pictures}/${name}-${page.viewportSize()?.width}.png` })
  }
  const [appointment] = await central.appointmentsOn(storyDay)
  if (!appointment) throw new Error('the day is empty')
  const { trackingCode, lastName } = appointment.applicant
  const lockScreen = page.getByRole('dialog', { name: fa.lock.title })
  const field = lockScreen.getByLabel(fa.signIn.password, { exact: true })

  await counter.signIn('reception')
  await counter.scan(trackingCode)
  await counter.perform(fa.applicant.acts.checkIn)
  await counter.expectState('arrived')
  await counter.perform(fa.applicant.acts.undoCheckIn)
  const reason = page.getByRole('alertdialog').getByRole('textbox')
  await reason.fill('متقاضی اشتباهی')

  await test.step('the keys lock it from within a dialog, and the core answers nothing any more', async () => {
    await page.keyboard.press('Control+l')
    await expect(lockScreen).toBeVisible()
    await expect(field).toBeFocused()
    await expect(page.getByText(lastName).first()).toBeHidden()
    await expect(reason).toBeHidden()
    await expectAccessible(page, 'locked')
    await picture('lock')
    if (office.transport === 'browser') {
      const answer = await page.request.post(new URL('/rpc/day/list', page.url()).href, {
        data: { json: { date: storyDay } },
        headers: { origin: new URL(page.url()).origin },
      })
      expect(answer.status()).toBe(401)
    }
    for (let step = 0; step < 6; step += 1) {
      await page.keyboard.press('Tab')
      const outside = await page.evaluate(
        () =>
          document.activeElement !== document.body && !document.activeElement?.closest('[data-lock-screen]'),
      )
      expect(outside).toBe(false)
    }
  })

  await test.step('a wrong password leaves it locked; the right one brings everything back', async () => {
    await field.fill('mistaken')
    await page.keyboard.press('Enter')
    await expect(lockScreen.getByRole('alert')).toContainText(fa.problem.INVALID_CREDENTIALS.what)
    await field.fill(password)
    await page.keyboard.press('Enter')
    await expect(lockScreen).toHaveCount(0)
    await expect(reason).toHaveValue('متقاضی اشتباهی')
    await expect(page.getByText(lastName).first()).toBeVisible()
  })

  await test.step('somebody else finds nothing of it', async () => {
    await page.keyboard.press('Control+l')
    await expect(field).toBeFocused()
    await page.keyboard.press('Alt+2')
    await lockScreen.getByLabel(fa.signIn.username).fill(people.supervisor)
    await picture('lock-other')
    await field.fill(password)
    await page.keyboard.press('Enter')
    await expect(lockScreen).toHaveCount(0)
    await expect(counter.list).toBeVisible()
    await expect(reason).toHaveCount(0)
    await expect(counter.applicant.getByRole('heading', { level: 2 })).toHaveCount(0)
  })

  await test.step('nobody at the desk for ten minutes locks it', async () => {
    await page.clock.install()
    await page.reload()
    // A window of the desktop application is a session of its own.
    if (office.transport !== 'browser') await counter.signIn('supervisor')
    await expect(counter.list).toBeVisible()
    await page.clock.fastForward('09:00')
    await page.mouse.move(300, 300)
    await page.clock.fastForward('09:00')
    await expect(lockScreen).toHaveCount(0)
    await page.clock.fastForward('01:10')
    await expect(lockScreen).toBeVisible()
    if (pictures) await page.setViewportSize({ width: 1920, height: 1080 })
    await picture('lock')
  })
})
