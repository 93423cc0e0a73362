import { readFileSync } from 'node:fs'
import { demoOffice } from '#central/demo/office.ts'
import { notEligibleMessage } from '#shared/contract/citizen.ts'
import { toPersianDigits } from '#shared/domain/digits.ts'
import { formatJalali } from '#shared/domain/jalali.ts'
import { instantOf } from '#shared/domain/tehran-time.ts'
import * as fa from '#shared/i18n/fa/portal/index.ts'
import { expectAccessible } from './support/accessible.ts'
import { Portal } from './support/portal.ts'
import { expect, test } from './support/test.ts'

// The portal is a web page in every case; the desktop application has no part in it.
test.beforeEach(({ browserName: _ }, testInfo) => {
  testInfo.skip(testInfo.project.name !== 'browser', 'the portal is for browsers only')
})

/** Nothing stands out of the page sideways, and whatever is pressed is as high as a finger needs. */
async function expectFitsPhone(portal: Portal, screen: string): Promise<void> {
  const found = await portal.page.evaluate(() => {
    const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth
    const low = [...document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea')]
      .filter((control) => !control.matches('.skip'))
      .filter((control) => control.getBoundingClientRect().height < 44)
      .map((control) => control.outerHTML.slice(0, 120))
    return [...(wide ? ['wider than the screen'] : []), ...low]
  })
  expect(found, `fingers on ${screen}`).toEqual([])
}

test('registers, books without signing in again, prints the slip, changes, cancels and sees it all in the status', async ({
  central,
  browser,
}, testInfo) => {
  test.setTimeout(300_000)
  const portal = await Portal.open(browser, central.url)
  const { page } = portal
  const person = await portal.someone()
  const code = await portal.register(person)
  expect(code).toMatch(/^[0-9]{10}$/)
  expect((await portal.messagesTo(person.form.mobile)).some(({ body }) => body.includes(code))).toBe(true)

  // On to booking: nobody signs in.
  await portal.button(fa.registered.goOn).click()
  await portal.chooseOffice()
  await portal.chooseTime(1)
  await portal.button(fa.booking.submit).click()
  await expect(portal.heading(fa.appointment.booked)).toBeVisible()

  // The central system has it, in words on the slip.
  const booked = await central.appointmentOf(person.form.nationalCode)
  expect(booked.state).toBe('booked')
  const slip = page.getByRole('article', { name: fa.slip.title })
  await expect(slip).toContainText(formatJalali(booked.date, 'full'))
  await expect(slip).toContainText(toPersianDigits(booked.slot))
  await expect(slip).toContainText(toPersianDigits(code))
  await expect(slip).toContainText(fa.bring.certificate)
  await expect(slip.getByRole('img', { name: fa.slip.scan })).toBeVisible()

  // On paper: one sheet of A5, and nothing of the page around it.
  await page.emulateMedia({ media: 'print' })
  await expect(portal.button(fa.slip.print)).toBeHidden()
  await expect(page.getByRole('contentinfo')).toBeHidden()
  await expect(slip).toBeVisible()
  const pdf = await page.pdf({ format: 'A5' })
  expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1)
  await page.emulateMedia({ media: 'screen' })

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    portal.button(fa.slip.calendarFile).click(),
  ])
  const file = testInfo.outputPath('appointment.ics')
  await download.saveAs(file)
  const start = instantOf(booked.date, booked.slot).slice(0, 19).replace(/[-:]/g, '')
  const calendar = readFileSync(file, 'utf8').replaceAll('\r\n ', '')
  expect(calendar).toContain(`\r\nDTSTART:${start}Z\r\n`)
  expect(calendar).not.toContain(code)
  expect(calendar).not.toContain(person.form.nationalCode)

  await portal.button(fa.appointment.change).click()
  await portal.chooseOffice()
  await portal.chooseTime(2)
  await expect(page.getByText(toPersianDigits(booked.slot), { exact: false }).first()).toBeVisible()
  await portal.button(fa.booking.submitChange).click()
  await expect(portal.heading(fa.appointment.changed)).toBeVisible()
  expect((await central.appointment(booked.id)).state).toBe('cancelled')
  const changed = await central.appointmentOf(person.form.nationalCode)
  expect(changed.date > booked.date).toBe(true)

  await portal.button(fa.appointment.cancel).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('alertdialog')).toHaveCount(0)
  await expect(portal.button(fa.appointment.cancel)).toBeFocused()
  await portal.button(fa.appointment.cancel).click()
  await portal.button(fa.appointment.cancelConfirm).click()
  await expect(portal.heading(fa.appointment.cancelledNow)).toBeVisible()
  expect((await central.appointment(changed.id)).state).toBe('cancelled')

  await portal.go('status')
  await expect(page.getByRole('listitem').filter({ hasText: fa.stage.pre_registered })).toBeVisible()
  await expect(page.locator('[aria-current="step"]')).toContainText(fa.stage.cancelled)

  // «پایان کار» leaves nothing behind, in memory or elsewhere.
  await portal.button(fa.shell.forget).click()
  await portal.go('status')
  await expect(page.getByLabel(fa.identify.trackingCode)).toHaveValue('')
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
  expect(kept).not.toMatch(/[0-9]{5}/)
  await portal.end()
})

test('who is not eligible is told so in the official words and keeps what was typed; who is lost gets a neutral answer', async ({
  central,
  browser,
}) => {
  const portal = await Portal.open(browser, central.url)
  const { page } = portal
  const person = await portal.someone('under_age')
  await portal.go('register')
  await portal.fillRegistration(person)
  await portal.button(fa.register.submit).click()
  await expect(page.getByText(notEligibleMessage)).toBeVisible()
  await expect(page.getByText(fa.ineligible.under_age)).toBeVisible()
  await portal.button(fa.register.again).click()
  await expect(page.getByLabel(fa.field.lastName, { exact: true })).toHaveValue(person.form.lastName)

  await portal.go('recovery')
  await page.getByLabel(fa.field.nationalCode).fill(person.form.nationalCode)
  await page.getByLabel(fa.field.birthDate).fill(person.birthDateTyped)
  await portal.button(fa.recovery.submit).click()
  await expect(page.getByText(fa.recovery.done)).toBeVisible()
  expect(await portal.messagesTo(person.form.mobile)).toEqual([])
  await portal.end()
})

test('keeps what was typed while the line is down', async ({ central, browser }) => {
  const portal = await Portal.open(browser, central.url)
  const person = await portal.someone()
  await portal.go('register')
  await portal.fillRegistration(person)
  await central.stop()
  await portal.button(fa.register.submit).click()
  await expect(portal.page.getByText(fa.trouble.offline.what)).toBeVisible()
  await central.start()
  await portal.button(fa.register.submit).click()
  await expect(portal.heading(fa.registered.title)).toBeVisible()
  portal.errors.length = 0
  await portal.end()
})

test('can be used with the keyboard alone', async ({ central, browser }) => {
  test.setTimeout(300_000)
  const portal = await Portal.open(browser, central.url, { width: 1366, height: 768 })
  const { page } = portal
  const { keyboard } = page
  const person = await portal.someone()
  /** Tab until the element that is meant has the focus. */
  const tabTo = async (name: string) => {
    const wanted = page.locator(':focus').filter({ visible: true })
    for (let presses = 0; presses < 60; presses += 1) {
      await keyboard.press('Tab')
      const label = await wanted.evaluate((element) => {
        const labels =
          element instanceof HTMLInputElement ||
          element instanceof HTMLTextAreaElement ||
          element instanceof HTMLSelectElement
            ? element.labels
            : null
        const text = labels?.[0]?.textContent ?? element.getAttribute('aria-label') ?? element.textContent
        return text ?? ''
      })
      if (label.startsWith(name)) return
    }
    throw new Error(`Tab never came to ${name}`)
  }

  await keyboard.press('Tab')
  await expect(page.getByRole('link', { name: fa.shell.skip })).toBeFocused()
  await keyboard.press('Enter')
  await tabTo(fa.menu.register)
  await keyboard.press('Enter')
  await expect(portal.heading(fa.register.title)).toBeFocused()

  await tabTo(fa.requestKind.first_issue)
  await keyboard.press('Space')
  const { requestKind: _kind, gender, birthDate: _birth, ...typed } = person.form
  const values = { ...typed, birthDate: person.birthDateTyped }
  for (const field of [
    'nationalCode',
    'firstName',
    'lastName',
    'fatherName',
    'birthDate',
    'certificateNumber',
    'certificateSerial',
  ] as const) {
    await tabTo(fa.field[field])
    await keyboard.insertText(values[field])
  }
  await tabTo(fa.gender.female)
  await keyboard.press('Space')
  if (gender === 'male') await keyboard.press('ArrowDown')
  for (const field of ['postalCode', 'address', 'landline', 'mobile'] as const) {
    await tabTo(fa.field[field])
    await keyboard.insertText(values[field])
  }
  await tabTo(fa.register.submit)
  await keyboard.press('Enter')
  await expect(portal.heading(fa.registered.title)).toBeFocused()
  await tabTo(fa.registered.goOn)
  await keyboard.press('Enter')
  await expect(portal.heading(fa.booking.office)).toBeFocused()
  const province = page.getByLabel(fa.booking.province)
  await expect(province).toBeEnabled()
  await tabTo(fa.booking.province)
  for (let presses = 0; presses < 5 && (await province.inputValue()) !== demoOffice.province; presses += 1) {
    await keyboard.press('ArrowDown')
  }
  await expect(province).toHaveValue(demoOffice.province)
  await page.getByRole('listitem').getByRole('button').first().waitFor()
  await tabTo('دفتر پیشخوان')
  await keyboard.press('Enter')
  await expect(portal.heading(fa.booking.day)).toBeFocused()
  await expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false')
  for (let presses = 0; presses < 8; presses += 1) {
    await keyboard.press('Tab')
    if ((await page.locator('[data-day]:focus').count()) > 0) break
  }
  const before = await page.locator('[data-day]:focus').getAttribute('data-day')
  await keyboard.press('ArrowLeft')
  await expect(page.locator('[data-day]:focus')).not.toHaveAttribute('data-day', before ?? '')
  while ((await page.locator('[data-day]:focus').getAttribute('data-status')) !== 'open')
    await keyboard.press('ArrowLeft')
  await keyboard.press('Enter')
  await page.locator('input[name="time"]:enabled').first().waitFor()
  await keyboard.press('Tab')
  await keyboard.press('Space')
  await tabTo(fa.booking.review)
  await keyboard.press('Enter')
  await tabTo(fa.booking.submit)
  await keyboard.press('Enter')
  await expect(portal.heading(fa.appointment.booked)).toBeFocused()
  await portal.end()
})

/** A page as it stands, in both themes, on a telephone. */
async function look(portal: Portal, screen: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await portal.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect(portal.page.locator('html')).toHaveAttribute('data-theme', colorScheme)
    await expectAccessible(portal.page, `${screen}, ${colorScheme}`)
  }
  await expectFitsPhone(portal, screen)
}

test('axe finds nothing on the pages for everybody, light and dark, on a telephone', async ({
  central,
  browser,
}) => {
  test.setTimeout(300_000)
  const portal = await Portal.open(browser, central.url)
  const { page } = portal
  await expect(portal.heading(fa.menu.title)).toBeVisible()
  await look(portal, 'menu')
  await portal.go('recovery')
  await look(portal, 'recovery')
  await portal.go('status')
  await portal.button(fa.identify.submit).click()
  await look(portal, 'sign in, refused')
  await portal.go('register')
  await portal.button(fa.register.submit).click()
  await look(portal, 'registration, refused')
  await page.getByRole('link', { name: fa.shell.demoLink }).click()
  await expect(page.getByRole('button', { name: new RegExp(fa.demo.use) }).first()).toBeVisible()
  await look(portal, 'demonstration')
  await page.goto(`${central.url}/no-such-page`)
  await expect(portal.heading(fa.shell.notFound)).toBeVisible()
  await look(portal, 'no such page')
  await portal.button(fa.shell.otherLanguage).click()
  await expect(page.locator('html')).toHaveAttribute('dir', 'ltr')
  await look(portal, 'no such page, in English')
  await portal.end()
})

test('axe finds nothing on the way to an appointment, light and dark, on a telephone', async ({
  central,
  browser,
}) => {
  test.setTimeout(300_000)
  const portal = await Portal.open(browser, central.url)
  const { page } = portal
  await portal.register(await portal.someone())
  await look(portal, 'registered')
  await portal.button(fa.registered.goOn).click()
  await portal.choosePlace()
  await look(portal, 'offices')
  await portal.chooseOffice()
  await expect(portal.openDays.first()).toBeVisible()
  await portal.openDays.first().click()
  await look(portal, 'calendar')
  await portal.chooseTime(1)
  await look(portal, 'review')
  await portal.button(fa.booking.submit).click()
  await expect(portal.heading(fa.appointment.booked)).toBeVisible()
  await look(portal, 'slip')
  await portal.button(fa.appointment.cancel).click()
  await look(portal, 'question')
  await portal.button(fa.appointment.keep).click()
  await portal.go('status')
  await expect(page.locator('[aria-current="step"]')).toBeVisible()
  await look(portal, 'status')
  await portal.end()
})
