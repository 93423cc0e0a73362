import { type Browser, chromium, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DayRow, Schedule } from '#shared/contract/office.ts'
import { chromiumLaunchOptions } from '#tests/support/chromium.ts'
import { demoAppointments, demoOffice } from '#tests/support/demo-day.ts'
import { rowOf } from '#tests/support/office-client-double.ts'
import { openPrintPage } from '#tests/support/print-page/open-print-page.ts'

/** In a real Chromium, since everything here turns on what text measures and where a page ends. */

let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await chromium.launch(chromiumLaunchOptions())
  page = await openPrintPage(browser)
})
afterAll(() => browser?.close())

const longName = 'سیده فاطمه‌زهرا سادات حسینی‌نژاد میرعلی‌آبادی فراهانی‌زاده'
const rows = (count: number): DayRow[] =>
  demoAppointments(count).map((appointment, index) => ({
    ...rowOf(appointment),
    ...(index % 19 === 7 ? { firstName: longName } : {}),
  }))

const scheduleOf = (lines: DayRow[], filter: Partial<Schedule['filter']> = {}): Schedule => ({
  filter: { date: '2026-11-22', states: [], slot: null, ...filter },
  office: demoOffice,
  dataAsOf: '2026-11-22T04:18:00.000Z',
  preparedBy: 'زهرا رضایی',
  rows: lines,
})

const draw = (schedule: Schedule, large = false) =>
  page.evaluate(([given, inLargeType]) => window.drawSchedule(given, inLargeType), [schedule, large] as const)
const pdf = () => page.pdf({ preferCSSPageSize: true, printBackground: true })
/** Pages and their size as the PDF itself says it. */
function readPdf(file: Buffer) {
  const text = file.toString('latin1')
  return {
    pages: text.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0,
    sizes: new Set(text.match(/\/MediaBox\s*\[[^\]]*\]/g)),
  }
}

describe('the printed schedule', () => {
  it.each([0, 1, 16, 140, 400])('prints %i lines on exactly the sheets of the preview', async (count) => {
    const sheets = await draw(scheduleOf(rows(count)))
    const { pages, sizes } = readPdf(await pdf())
    expect(pages).toBe(sheets)
    expect([...sizes]).toHaveLength(1)
    const numbers = await page.locator('.sheets .sheet-line-number').allTextContents()
    expect(numbers).toHaveLength(count)
  })

  it.each([
    ['ordinary', false],
    ['large', true],
  ])('cuts nothing off and lets nothing of the screen through, %s type', async (_, large) => {
    const sheets = await draw(scheduleOf(rows(140)), large)
    expect(readPdf(await pdf()).pages).toBe(sheets)
    for (const media of ['screen', 'print'] as const) {
      await page.emulateMedia({ media })
      const overflowing = await page.evaluate(
        () =>
          [...document.querySelectorAll('.sheets .sheet')].filter((sheet) => {
            const body = sheet.querySelector('.sheet-body')
            const table = sheet.querySelector('.sheet-table')
            if (!body || !table) return true
            return table.getBoundingClientRect().bottom > body.getBoundingClientRect().bottom + 0.5
          }).length,
      )
      expect(overflowing, media).toBe(0)
      const wide = await page.evaluate(
        () =>
          [...document.querySelectorAll('.sheets .sheet-table :is(th, td)')].filter(
            (cell) => cell.scrollWidth > cell.clientWidth,
          ).length,
      )
      expect(wide, media).toBe(0)
    }
    expect(await page.getByText('not for the paper').isVisible()).toBe(false)
    await page.emulateMedia({ media: null })
  })

  it('heads and foots every sheet', async () => {
    const sheets = await draw(scheduleOf(rows(140)))
    expect(sheets).toBeGreaterThan(3)
    const texts = await page.locator('.sheets .sheet').allInnerTexts()
    texts.forEach((text, index) => {
      expect(text).toContain('یکشنبه ۱ آذر ۱۴۰۵')
      expect(text).toContain('۷۲-۱۰۴')
      expect(text).toContain('داده‌ها تا ساعت ۰۷:۴۸')
      expect(text).toContain('نسخهٔ ۳ · چاپ ۱۴۰۵/۰۹/۰۱، ساعت ۰۷:۵۰')
      expect(text).toContain(`صفحهٔ ${(index + 1).toLocaleString('fa')} از ${sheets.toLocaleString('fa')}`)
    })
  })

  it('says what the filter left out, and why there is nobody', async () => {
    await draw(scheduleOf([], { states: ['no_show'], slot: '10:30' }))
    const text = await page.locator('.sheets').textContent()
    expect(text).toContain('فقط وضعیت: عدم مراجعه · فقط ساعت ۱۰:۳۰')
    expect(text).toContain('با این فیلتر کسی در فهرست نیست.')
  })

  it('is black on white whatever the theme', async () => {
    await draw(scheduleOf(rows(1)))
    const colours = await page.evaluate(() => {
      const sheet = document.querySelector('.sheets .sheet')
      if (!sheet) return null
      const { color, backgroundColor } = getComputedStyle(sheet)
      return [color, backgroundColor]
    })
    expect(colours).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)'])
  })
})
