import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { chromiumLaunchOptions } from '#tests/support/chromium.ts'
import type { Bench } from './bench.ts'
import { figure } from './figure.ts'
import { prepareOffice, rowsOfTheDay, signIn, startOffice } from './office-program.ts'
import { openPage } from './opened-page.ts'
import { servePages } from './page-server.ts'
import { inRounds } from './rounds.ts'
import { time } from './timing.ts'

const sizes = {
  full: { rounds: 7, rows: 400 },
  smoke: { rounds: 1, rows: 8 },
}

/**
 * From nothing to a day screen that takes input, in a browser without a cache. `from the office's start`: the host is
 * started, the page opened, the supervisor signed in as quickly as the form allows, the rows are there. `of a page`: the
 * host runs and somebody is signed in; a page is opened anew. The floor is a page with nothing in it.
 */
export const coldStart: Bench = {
  name: 'cold-start',
  async run(context) {
    const { folder } = context
    const { rounds, rows } = sizes[context.size]
    const data = join(folder, 'office')
    await prepareOffice(data, rows)
    const empty = await servePages(folder, {
      '/index.html': '<!doctype html><title>empty</title><p>empty</p>',
    })
    const browser = await chromium.launch(chromiumLaunchOptions())
    try {
      const measured = await inRounds(context, rounds, async () => {
        const floor = await time(async () => {
          const opened = await openPage(browser, empty.url)
          await opened.page.getByText('empty').waitFor()
          await opened.page.context().close()
        })
        return { ...(await startTwice()), floor }
      })
      const named = (name: string, of: 'whole' | 'page') =>
        figure({
          name: `cold start to a usable day screen, ${name}`,
          unit: 'ms',
          floorName: 'an empty page',
          target: { kind: 'reported' },
          rounds: measured.map((round) => ({ value: round[of], floor: round.floor })),
        })
      return [named("from the office's start", 'whole'), named('of a page', 'page')]
    } finally {
      await browser.close()
      empty.close()
    }

    async function startTwice(): Promise<{ whole: number; page: number }> {
      const start = performance.now()
      const office = await startOffice(data)
      try {
        const first = await openPage(browser, office.ready.app)
        await signIn(first.page)
        const whole = performance.now() - start
        const session = await first.page.context().storageState()
        const again = await time(async () => {
          const second = await openPage(browser, office.ready.app, { storageState: session })
          await rowsOfTheDay(second.page)
          await second.page.context().close()
        })
        await first.page.context().close()
        return { whole, page: again }
      } finally {
        await office.stop()
      }
    }
  },
}
