import { expect, type Page, test } from '@playwright/test'
import { PNG } from 'pngjs'
import decodeQR from 'qr/decode.js'
import { hasCode } from '#renderer/features/search/find-code.ts'
import { codeOfScan } from '#renderer/features/search/scan-text.ts'
import type { SlipProps } from '#renderer/print/slip.tsx'
import type { Appointment, DocumentDecision } from '#shared/domain/appointment.ts'
import { countStates } from '#shared/domain/day.ts'
import type { Slip } from '#shared/domain/paper.ts'
import { demoAppointments, demoOffice, demoRules } from '#tests/support/demo-day.ts'
import { documentsClerk } from '#tests/support/domain-fixtures.ts'
import { rowOf } from '#tests/support/office-client-double.ts'
import { pageSizesOf, pagesOf } from '#tests/support/pdf-pages.ts'
import { findPdftoppm } from '#tests/support/poppler.ts'
import { openPrintPage } from '#tests/support/print-page/open-print-page.ts'

/** Every paper as Chromium makes it a PDF, beside a picture that somebody has looked at. */

const pdftoppm = findPdftoppm()
let page: Page

const isBrowser = () => test.info().project.name === 'browser'

test.beforeAll(async ({ browser }) => {
  if (isBrowser()) page = await openPrintPage(browser)
})
// What is drawn does not depend on who is behind the screen: once is enough.
test.beforeEach(() => {
  test.skip(!isBrowser(), 'drawn once, in the browser')
  test.skip(!pdftoppm, 'pdftoppm (poppler-utils) is not here: the papers were NOT compared as pictures')
})
test.afterAll(() => page?.close())

const [first] = demoAppointments(1)
if (!first) throw new Error('the made-up day has nobody')
const items = demoRules.requirementSets[0]?.items ?? []
const arrived: Appointment = {
  ...first,
  state: 'arrived',
  queueNumber: 42,
  arrivedOn: first.date,
  arrivedAt: '2026-11-22T06:52:00.000Z',
  decisions: [],
}
const longNamed: Appointment = {
  ...arrived,
  queueNumber: 138,
  applicant: {
    ...arrived.applicant,
    firstName: 'سیده فاطمه‌زهرا سادات',
    lastName: 'حسینی‌نژاد میرعلی‌آبادی فراهانی‌زادهٔ اصفهانی',
  },
}
const note = 'در شناسنامه عکس قدیمی است؛ پس از تعویض شناسنامه در اداره بیاورید'
const decision = (index: number, verdict: DocumentDecision['verdict']): DocumentDecision => ({
  item: items[index]?.key ?? '',
  verdict,
  reasonCode: verdict === 'failed' ? (items[index]?.failReasons[index % 2]?.code ?? null) : null,
  note: verdict === 'failed' && index === 0 ? note : null,
  by: documentsClerk,
  at: '2026-11-22T07:05:00.000Z',
  eventId: '018f0000-0000-7000-8000-000000000001',
})
const incomplete = (of: Appointment, missing: number): Appointment => ({
  ...of,
  state: 'documents_incomplete',
  decisions: items.map((_, index) => decision(index, index < missing ? 'failed' : 'accepted')),
})

const slipOf = (slip: Slip, appointment: Appointment, size: SlipProps['size'], copy = 1): SlipProps => ({
  slip,
  size,
  office: demoOffice,
  copy: { copy, printedAt: '2026-11-22T07:10:00.000Z' },
  visit: {
    appointment,
    items,
    sync: 'sent',
    history: [],
    noShowFrom: '2026-11-22T07:30:00.000Z',
    dayClosed: false,
    papers: [],
  },
})

const point = 72 / 25.4
/** Draws and prints, as both transports do. */
async function print(slip: SlipProps) {
  const size = await page.evaluate((given) => window.drawSlip(given), slip)
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
  return { size, pdf }
}

const cases: [name: string, slip: SlipProps][] = [
  ['check-in-80mm', slipOf('check_in_slip', arrived, 'roll80')],
  ['check-in-80mm-long-name-copy', slipOf('check_in_slip', longNamed, 'roll80', 2)],
  ['check-in-a4', slipOf('check_in_slip', longNamed, 'a4')],
  ['missing-1-80mm', slipOf('missing_documents_slip', incomplete(arrived, 1), 'roll80')],
  ['missing-5-80mm', slipOf('missing_documents_slip', incomplete(longNamed, 5), 'roll80', 3)],
  ['missing-1-a4', slipOf('missing_documents_slip', incomplete(arrived, 1), 'a4')],
  ['missing-5-a4', slipOf('missing_documents_slip', incomplete(longNamed, 5), 'a4')],
]

for (const [name, slip] of cases) {
  test(name, async () => {
    const { size, pdf } = await print(slip)
    const sizes = pageSizesOf(pdf)
    expect(sizes).toHaveLength(1)
    const [width = 0, height = 0] = sizes[0] ?? []
    if (slip.size === 'roll80') {
      expect(size.widthMm).toBe(80)
      expect(width / point).toBeCloseTo(80, 0)
      expect(height / point).toBeCloseTo(size.heightMm, 0)
    } else expect([width / point, height / point].map(Math.round)).toEqual([210, 297])
    const [picture] = pagesOf(pdf, pdftoppm ?? '', 100)
    expect(coloured(picture ?? Buffer.alloc(0))).toBe(0)
    expect(picture).toMatchSnapshot(`${name}.png`, { maxDiffPixelRatio: 0.002 })
  })
}

test('closing-report', async () => {
  const supervisor = 'احمد محمودی'
  await page.evaluate((given) => window.drawReport(given), {
    office: demoOffice,
    copy: { copy: 2, printedAt: '2026-11-22T11:10:00.000Z' },
    report: {
      date: '2026-11-22',
      counts: countStates(demoAppointments(140).map(({ state }) => state)),
      turns: [
        { what: 'closed' as const, by: supervisor, at: '2026-11-22T10:35:00.000Z', reason: null },
        {
          what: 'reopened' as const,
          by: supervisor,
          at: '2026-11-22T10:50:00.000Z',
          reason: 'متقاضی دیررسیده پذیرفته شد',
        },
        { what: 'closed' as const, by: supervisor, at: '2026-11-22T11:05:00.000Z', reason: null },
      ],
      unprinted: 1,
      waiting: { changes: 12, since: '2026-11-22T08:10:00.000Z' },
      preparedBy: supervisor,
      printed: null,
    },
  })
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
  expect(pageSizesOf(pdf)).toHaveLength(1)
  const [picture] = pagesOf(pdf, pdftoppm ?? '', 100)
  expect(picture).toMatchSnapshot('closing-report.png', { maxDiffPixelRatio: 0.002 })
})

test('schedule-large', async () => {
  const rows = [...demoAppointments(16), { ...longNamed, slot: '08:45', queueNumber: null }]
  const sheets = await page.evaluate((given) => window.drawSchedule(given, true), {
    filter: { date: '2026-11-22', states: [], slot: null },
    office: demoOffice,
    dataAsOf: '2026-11-22T04:18:00.000Z',
    preparedBy: 'زهرا رضایی',
    rows: rows.map((row) => rowOf(row)),
  })
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
  expect(pageSizesOf(pdf)).toHaveLength(sheets)
  const pictures = pagesOf(pdf, pdftoppm ?? '', 100)
  for (const [index, picture] of pictures.entries()) {
    expect(coloured(picture)).toBe(0)
    expect(picture).toMatchSnapshot(`schedule-large-${index + 1}.png`, { maxDiffPixelRatio: 0.002 })
  }
})

for (const size of ['roll80', 'a4'] as const) {
  test(`the code on a check-in slip is what a scanner finds the applicant by, ${size}`, async () => {
    const { pdf } = await print(slipOf('check_in_slip', longNamed, size))
    // Dots as a thermal head has them.
    const [picture] = pagesOf(pdf, pdftoppm ?? '', 203)
    const { width, height, data } = PNG.sync.read(picture ?? Buffer.alloc(0))
    const read = decodeQR({ width, height, data })
    expect(read).toBe(longNamed.applicant.trackingCode)
    // A scanner types it.
    const strokes = [...read].map((key) => ({ key, code: `Digit${key}`, shiftKey: false }))
    const scanned = codeOfScan(strokes)?.code ?? ''
    const others = demoAppointments(140).slice(1)
    const rows = [...others, longNamed].map((one) => rowOf(one))
    expect(rows.filter((row) => hasCode(row, scanned)).map(({ id }) => id)).toEqual([longNamed.id])
  })
}

test('a slip tells no more of a person than it has to', async () => {
  const { nationalCode, mobile, address } = arrived.applicant
  for (const [, slip] of cases) {
    await print(slip)
    const text = await page.locator('.slip').textContent()
    const digits = (value: string) => Number(value).toLocaleString('fa', { useGrouping: false })
    expect(text).not.toContain(digits(nationalCode))
    if (mobile) expect(text).not.toContain(digits(mobile))
    if (address) expect(text).not.toContain(address)
  }
})

/** How many pixels are anything but a grey: a thermal head knows black. */
function coloured(picture: Buffer): number {
  const { data } = PNG.sync.read(picture)
  let count = 0
  for (let at = 0; at < data.length; at += 4) {
    if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) count += 1
  }
  return count
}
