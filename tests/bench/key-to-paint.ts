import { join } from 'node:path'
import { chromium } from '@playwright/test'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { projectRoot } from '#build/project.ts'
import { appointmentsOf } from '#central/demo/day.ts'
import { appointmentSearchKey } from '#db/repositories/appointment-row.ts'
import { chromiumLaunchOptions } from '#tests/support/chromium.ts'
import type { Bench } from './bench.ts'
import { benchDay } from './central-side.ts'
import { keyLatencies, taskTime } from './chromium-meter.ts'
import { figure, type Round } from './figure.ts'
import { prepareOffice, searchField, signIn, startOffice } from './office-program.ts'
import { type Opened, openPage } from './opened-page.ts'
import { type Pages, servePages } from './page-server.ts'
import { inRounds } from './rounds.ts'
import { median } from './statistics.ts'
import { typeAndDelete } from './typing.ts'

const sizes = {
  full: { rounds: 5, rows: 5000, inputs: ['محمدی', 'رضا', '0912', '48'] },
  smoke: { rounds: 1, rows: 30, inputs: ['م'] },
}

/** One frame of a 60 Hz display, ms. */
const oneFrame = 1000 / 60
/** Of the day's list (renderer/features/day): the height of a row in px, and how many are drawn beyond the edges. */
const rowHeight = 44
const overscan = 4

/**
 * A key in the search field while the whole day is listed, until the filtered list is on the screen: real Chromium, the
 * real page, the real office host. The floor is a page that can do nothing but that (`floors/bare-list`).
 */
export const keyToPaint: Bench = {
  name: 'key-to-paint',
  async run(context) {
    const { folder } = context
    const { rounds, rows, inputs } = sizes[context.size]
    await prepareOffice(join(folder, 'office'), rows)
    const office = await startOffice(join(folder, 'office'))
    const browser = await chromium.launch(chromiumLaunchOptions())
    let pages: Pages | undefined
    try {
      const meter = await browser.newBrowserCDPSession()
      const product = await openPage(browser, office.ready.app)
      await signIn(product.page)
      const height = await product.page.locator('.day-list').evaluate((list) => list.clientHeight)
      pages = await serveBareList(join(folder, 'bare-list'), rows, height)
      const bare = await openPage(browser, pages.url)
      // Where the pointer rests Chromium looks what is under it after every change: let it rest on nothing.
      for (const { page } of [product, bare]) await page.mouse.move(0, 0)
      const field = { product: searchField(product.page), bare: bare.page.getByRole('searchbox') }

      const latency = async (opened: Opened) =>
        median(await keyLatencies(meter, () => typeAndDelete(opened.cdp, inputs)))
      const work = async ({ cdp }: Opened) => {
        const before = await taskTime(cdp)
        const keys = await typeAndDelete(cdp, inputs)
        return ((await taskTime(cdp)) - before) / keys
      }
      const measure = async (how: (opened: Opened) => Promise<number>): Promise<Round> => {
        await bare.page.bringToFront()
        await field.bare.focus()
        const floor = await how(bare)
        await product.page.bringToFront()
        await field.product.focus()
        return { value: await how(product), floor }
      }

      const measured = await inRounds(context, rounds, async () => ({
        paint: await measure(latency),
        work: await measure(work),
      }))
      const floorName = 'a bare virtualised list'
      return [
        figure({
          name: `key to paint at ${rows} rows, p50`,
          unit: 'ms',
          floorName,
          target: { kind: 'within', value: oneFrame },
          rounds: measured.map(({ paint }) => paint),
        }),
        figure({
          name: `CPU a key at ${rows} rows (main thread)`,
          unit: 'ms',
          floorName,
          target: { kind: 'at_most', ratio: 1.2 },
          rounds: measured.map((round) => round.work),
        }),
      ]
    } finally {
      await browser.close()
      pages?.close()
      await office.stop()
    }
  },
}

async function serveBareList(folder: string, count: number, height: number): Promise<Pages> {
  await build({
    configFile: false,
    root: join(projectRoot, 'tests/bench/floors/bare-list'),
    logLevel: 'warn',
    plugins: [react()],
    build: { outDir: folder, emptyOutDir: true },
  })
  const rows = appointmentsOf(benchDay, 0, count).map(({ id, slot, applicant }) => ({
    id,
    searchKey: appointmentSearchKey(applicant),
    text: `${slot} ${applicant.firstName} ${applicant.lastName} ${applicant.nationalCode}`,
  }))
  return servePages(folder, {
    '/rows.json': JSON.stringify({ rows, place: { rowHeight, overscan, height } }),
  })
}
