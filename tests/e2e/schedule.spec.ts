import { pagesOf } from '#tests/support/pdf-pages.ts'
import { findPdftoppm } from '#tests/support/poppler.ts'
import { storyDay } from './support/central-side.ts'
import { fa } from './support/counter.ts'
import { expect, test } from './support/test.ts'
import { Walk } from './support/walk.ts'

test('the supervisor prints the schedule of the day', async ({ central, office, counter }) => {
  const pdftoppm = findPdftoppm()
  test.skip(!pdftoppm, 'pdftoppm (poppler-utils) is not here: the schedule was NOT compared as a picture')
  await counter.signIn('supervisor')
  await counter.page.getByRole('navigation', { name: fa.frame.places }).getByText(fa.frame.print).click()
  const sheets = counter.page.locator('[data-sheets] > section')
  await expect(sheets.first()).toBeVisible()
  await expect(counter.page.getByText(`${fa.schedule.onPaper}:`)).toBeVisible()
  const onScreen = await sheets.count()

  const pdf =
    office.transport === 'browser'
      ? // The print dialog of a browser is the browser's own; this is what it would make of the page.
        await counter.page.pdf({ preferCSSPageSize: true })
      : await office.savePdf(() => counter.page.getByRole('button', { name: fa.schedule.savePdf }).click())

  const pages = pagesOf(pdf, pdftoppm ?? '')
  expect(pages).toHaveLength(onScreen)
  expect((await central.appointmentsOn(storyDay)).length).toBe(140)
  // Minutes and the copy number in the footer differ from run to run; a row or a word that moves is far more.
  const tolerance = { maxDiffPixelRatio: 0.004 }
  // A browser's own dialog prints what the page shows; the desktop app counts a copy first and writes it in the footer.
  const footer = office.transport === 'browser' ? 'preview' : 'copy'
  expect(pages[0]).toMatchSnapshot(`first-page-${footer}.png`, tolerance)
  expect(pages.at(-1)).toMatchSnapshot(`last-page-${footer}.png`, tolerance)
})

for (const language of ['fa', 'en'] as const) {
  test(`the headings of the columns stand apart from one another: ${language}`, async ({ office }, {
    project,
  }) => {
    test.skip(project.name !== 'browser', 'the same in either transport')
    const { page } = office
    await page.evaluate(
      (chosen) => localStorage.setItem('pishkhan.preferences', JSON.stringify({ language: chosen })),
      language,
    )
    await page.reload()
    const walk = new Walk(page, language, () => Promise.resolve())
    await walk.signIn()
    await walk.press('Control+2')
    const heads = page.locator('.sheet:not(.sheet-galley) thead').first().locator('th')
    await expect(heads).toHaveCount(9)
    /** mm from each word to the next. */
    const gaps = () =>
      heads.evaluateAll((cells) => {
        const words = cells.map((cell) => {
          const text = document.createRange()
          text.selectNodeContents(cell)
          return text.getBoundingClientRect()
        })
        return words.slice(1).map((word, index) => {
          const before = words[index] ?? word
          return ((Math.max(word.left, before.left) - Math.min(word.right, before.right)) * 25.4) / 96
        })
      })
    await expect.poll(async () => Math.min(...(await gaps()))).toBeGreaterThan(2)
    await page.getByText(walk.t.schedule.large).click()
    await expect(heads).toHaveCount(6)
    await expect.poll(async () => Math.min(...(await gaps()))).toBeGreaterThan(2)
  })
}
