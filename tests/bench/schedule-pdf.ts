import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { outFolder } from '#build/project.ts'
import { chromiumLaunchOptions } from '#tests/support/chromium.ts'
import type { Bench } from './bench.ts'
import { figure, type Round } from './figure.ts'
import { prepareOffice, signIn, startOffice } from './office-program.ts'
import { openPage } from './opened-page.ts'
import { servePages } from './page-server.ts'
import { inRounds } from './rounds.ts'
import { time } from './timing.ts'

const sizes = {
  full: { rounds: 9, rows: 400 },
  smoke: { rounds: 1, rows: 8 },
}

/** As the shell makes it (electron/main/printing.ts). */
const asTheShell = { preferCSSPageSize: true, printBackground: true } as const

/**
 * The schedule as a PDF: from the keys Ctrl+P on the schedule's place, over the counting of the copy and its number on
 * every sheet, to the bytes. The floor makes a PDF of the very same page, loaded as a file without any script.
 */
export const schedulePdf: Bench = {
  name: 'schedule-pdf',
  async run(context) {
    const { folder } = context
    const { rounds, rows } = sizes[context.size]
    await prepareOffice(join(folder, 'office'), rows)
    const office = await startOffice(join(folder, 'office'))
    const browser = await chromium.launch(chromiumLaunchOptions())
    try {
      const { page } = await openPage(browser, office.ready.app)
      const printed = await printsInto(page)
      await signIn(page)
      await page.keyboard.press('Control+2')
      await page.locator('.sheets[data-sheets]').waitFor()
      const print = async () => {
        const pdf = printed()
        await page.keyboard.press('Control+P')
        return (await pdf).length
      }

      const pages = await servePages(join(outFolder, 'renderer'), {
        '/sheets.html': await withoutScripts(page),
      })
      const bare = await openPage(browser, `${pages.url}/sheets.html`)
      await bare.page.evaluate(() => document.fonts.ready)

      try {
        const measured = await inRounds(context, rounds, async (): Promise<Round> => {
          let [own, floor] = [0, 0]
          await bare.page.bringToFront()
          const floorMs = await time(async () => {
            floor = (await bare.page.pdf(asTheShell)).length
          })
          await page.bringToFront()
          const value = await time(async () => {
            own = await print()
          })
          if (Math.abs(own / floor - 1) > 0.05) throw new Error(`two documents: ${own} and ${floor} bytes`)
          // The copy is on its way off the sheets.
          await page.waitForTimeout(200)
          return { value, floor: floorMs }
        })
        return [
          figure({
            name: `PDF of ${rows} rows`,
            unit: 'ms',
            floorName: 'bare page.pdf() of the same HTML',
            target: { kind: 'at_most', ratio: 1.1 },
            rounds: measured,
          }),
        ]
      } finally {
        pages.close()
      }
    } finally {
      await browser.close()
      await office.stop()
    }
  },
}

/** Puts a PDF in the place of the page's print dialog. @returns a function that waits for the next one */
async function printsInto(page: Page): Promise<() => Promise<Buffer>> {
  let take: ((pdf: Buffer) => void) | undefined
  await page.exposeFunction('printInstead', async () => take?.(await page.pdf(asTheShell)))
  await page.evaluate(() => {
    window.print = () => {
      // Chromium tells the page itself when the PDF is made: the page waits for `afterprint`.
      window.dispatchEvent(new Event('beforeprint'))
      void (window as unknown as { printInstead(): Promise<void> }).printInstead()
    }
  })
  return () =>
    new Promise((resolve) => {
      take = resolve
    })
}

/** The page as it stands, with its styles and fonts and nothing that runs. */
async function withoutScripts(page: Page): Promise<string> {
  return page.evaluate(() => {
    const copy = document.documentElement.cloneNode(true) as Element
    for (const script of copy.querySelectorAll('script, link[rel="modulepreload"]')) script.remove()
    return `<!doctype html>${copy.outerHTML}`
  })
}
