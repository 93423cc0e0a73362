import type { Page } from '@playwright/test'
import { storyDay } from './support/central-side.ts'
import { fa } from './support/counter.ts'
import { expect, test } from './support/test.ts'

/** What 1366 x 768 leaves at 200 % (WCAG 1.4.4, 1.4.10). */
const enlarged = { width: 683, height: 384 }

// The layout is the same whatever carries the data.
test.beforeEach(({ browserName: _ }, { project }) =>
  test.skip(project.name !== 'browser', 'the same in either transport'),
)

/** Goes through everything that takes the focus: what is cut off, covered or beside the window while it has it (WCAG 2.4.11). */
async function unreachable(page: Page): Promise<string[]> {
  const found: string[] = []
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  if (wide > 0) found.push(`the page is ${wide} px wider than the window`)
  for (let stops = 0; stops < 80; stops += 1) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const { activeElement: element } = document
      if (!(element instanceof HTMLElement) || element === document.body) return null
      const seen = (window as unknown as { stops?: Set<Element> }).stops ?? new Set<Element>()
      Object.assign(window, { stops: seen })
      if (seen.has(element)) return null
      seen.add(element)
      // A box to tick is drawn by its label.
      const shown = /^(checkbox|radio)$/.test(element.getAttribute('type') ?? '')
        ? (element.closest('label') ?? element)
        : element
      const box = shown.getBoundingClientRect()
      const part = {
        left: Math.max(box.left, 0),
        right: Math.min(box.right, window.innerWidth),
        top: Math.max(box.top, 0),
        bottom: Math.min(box.bottom, window.innerHeight),
      }
      const name = `${element.getAttribute('aria-label') ?? element.textContent?.slice(0, 40)} <${element.tagName}> ${JSON.stringify(box)}`
      if (
        part.right - part.left < Math.min(box.width, 20) ||
        part.bottom - part.top < Math.min(box.height, 16)
      ) {
        return `outside the window: ${name}`
      }
      const [x, y] = [(part.left + part.right) / 2, (part.top + part.bottom) / 2]
      const onTop = document.elementFromPoint(x, y)
      return onTop && (shown.contains(onTop) || onTop.contains(shown))
        ? ''
        : `covered by ${onTop?.outerHTML.slice(0, 120)}: ${name}`
    })
    if (stop === null) break
    if (stop !== '') found.push(stop)
  }
  await page.evaluate(() => Object.assign(window, { stops: undefined }))
  return found
}

test('at 200 % the main job is done: nothing is cut off, covered or out of reach', async ({
  central,
  counter,
  office,
}) => {
  test.setTimeout(240_000)
  const { page } = office
  const { keyboard } = page
  const found: string[] = []
  const look = async (screen: string) => {
    for (const one of await unreachable(page)) found.push(`${screen}: ${one}`)
  }
  await page.setViewportSize(enlarged)
  await look('sign-in')
  await counter.signIn('supervisor')
  const [, , third] = await central.appointmentsOn(storyDay)
  if (!third) throw new Error('the day is too short')
  await look('day')

  await test.step('find, check in, decide, conclude', async () => {
    await counter.scan(third.applicant.trackingCode)
    await counter.expectApplicant(third.applicant.lastName)
    await expect(counter.applicant.getByRole('heading', { level: 2 }).first()).toBeInViewport()
    await keyboard.press('Control+Enter')
    await counter.expectState('arrived')
    await look('applicant')
    await counter.applicant.locator('[data-first-focus]').focus()
    await counter.acceptByKey(1, 5)
    await expect(counter.applicant.locator('[data-verdict]:focus')).toBeInViewport({ ratio: 1 })
    await keyboard.press('KeyF')
    const reason = counter.applicant.getByRole('group', {
      name: fa.applicant.failReasons.split('{{')[0] ?? '',
    })
    await expect(reason.getByRole('button').first()).toBeInViewport({ ratio: 1 })
    await keyboard.press('Escape')
    await keyboard.press('Control+Enter')
    await expect(counter.dialog).toBeVisible()
    await look('concluding')
    await keyboard.press('Escape')
  })

  await test.step('the dialogs and the other places', async () => {
    for (const [keys, name] of [
      ['Control+b', 'closing the day'],
      ['Control+Comma', 'settings'],
      ['Control+k', 'command palette'],
      ['F4', 'walk-in'],
    ] as const) {
      await keyboard.press(keys)
      await expect(counter.dialog).toBeVisible()
      await look(name)
      await keyboard.press('Escape')
      await expect(counter.dialog).toHaveCount(0)
    }
    for (const place of ['2', '3', '4', '5', '6', '7', '8']) {
      await keyboard.press(`Control+${place}`)
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
      await look(`place ${place}`)
    }
  })
  expect(found).toEqual([])
})

test('in large text with a note across the window three documents are seen at once', async ({
  central,
  counter,
  office,
}) => {
  const { page } = office
  await page.evaluate(() => localStorage.setItem('pishkhan.preferences', JSON.stringify({ textSize: '150' })))
  await page.reload()
  await counter.signIn('supervisor')
  await expect(page.getByRole('region', { name: fa.conditionNote.title })).toBeVisible()
  const [first] = await central.appointmentsOn(storyDay)
  await counter.scan(first?.applicant.trackingCode ?? '')
  await counter.expectApplicant(first?.applicant.lastName ?? '')
  await page.keyboard.press('Control+Enter')
  await counter.expectState('arrived')
  await expect(counter.applicant.locator('[data-verdict]:focus')).toHaveCount(1)
  const seen = async () => {
    const foot = await counter.applicant.locator('footer').boundingBox()
    const boxes = await Promise.all(
      (await counter.applicant.locator('[data-item]').all()).map((item) => item.boundingBox()),
    )
    const name = await counter.applicant.getByRole('heading', { level: 2 }).first().boundingBox()
    return boxes.filter(
      (box) => box && foot && name && box.y >= name.y + name.height && box.y + box.height <= foot.y + 1,
    ).length
  }
  await expect.poll(seen).toBeGreaterThanOrEqual(3)
})

test('a notice covers neither the list nor the foot below it, and the chosen row stays in sight', async ({
  central,
  counter,
  office,
}) => {
  const { page } = office
  await counter.signIn('reception')
  const appointments = await central.appointmentsOn(storyDay)
  // The last row that the list shows.
  const { y = 0, height = 0 } = (await counter.list.locator('..').boundingBox()) ?? {}
  for (let rows = 0; rows < appointments.length; rows += 1) {
    await page.keyboard.press('ArrowDown')
    const row = await counter.list.locator('[aria-selected="true"]').boundingBox()
    if (row && row.y + row.height * 2 > y + height) break
  }
  const chosen = counter.list.locator('[aria-selected="true"]')
  await page.keyboard.press('Enter')
  // The side waits for the end of the run through the list.
  const id = await chosen.getAttribute('data-appointment')
  await counter.expectApplicant(appointments.find((one) => one.id === id)?.applicant.lastName ?? 'nobody')
  await expect(counter.applicant.locator('[data-main-act]')).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await counter.expectState('arrived')
  const notice = page.getByRole('region', { name: fa.common.notices })
  await expect(notice.getByRole('button').first()).toBeVisible()
  const over = async () => {
    const [said, row, list, foot] = await Promise.all(
      [notice, chosen, counter.list.locator('..'), page.locator('main footer').first()].map((one) =>
        one.boundingBox(),
      ),
    )
    if (!said || !row || !list || !foot) return 'something is not there'
    return {
      listEndsAbove: list.y + list.height <= said.y,
      footIsBelow: said.y + said.height <= foot.y,
      rowIsSeen: row.y + row.height <= list.y + list.height + 1,
    }
  }
  await expect.poll(over).toEqual({ listEndsAbove: true, footIsBelow: true, rowIsSeen: true })

  // It goes along to the other places; those with buttons at their foot keep them free.
  for (const [place, foot] of [
    ['2', fa.schedule.print],
    ['4', fa.citizenServices.nextCitizen],
  ] as const) {
    await page.keyboard.press(`Control+${place}`)
    const button = page.locator('main footer').getByRole('button', { name: foot })
    const isFree = async () => {
      const [said, box] = await Promise.all([notice.boundingBox(), button.boundingBox()])
      return said && box && said.height > 0 ? said.y + said.height <= box.y : 'something is not there'
    }
    await expect.poll(isFree, { message: `place ${place}` }).toBe(true)
  }
})
