import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { chromium, type Page } from '@playwright/test'
import { appointmentsOf } from '#central/demo/day.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import { hasValidDetail } from '#shared/domain/documents.ts'
import { requirementItems } from '#shared/domain/rules.ts'
import { chromiumLaunchOptions } from '#tests/support/chromium.ts'
import type { Bench } from './bench.ts'
import { benchDay } from './central-side.ts'
import { figure } from './figure.ts'
import { benchOffice, prepareOffice, signIn, startOffice } from './office-program.ts'
import { openPage } from './opened-page.ts'
import { type Pages, servePages } from './page-server.ts'
import { type Shown, watchForResult } from './result-watch.ts'
import { inRounds } from './rounds.ts'
import { median, quantile } from './statistics.ts'

/** The warm-up round takes as many applicants as the others: five times 28 are a day of 140. */
const sizes = {
  full: { day: 140, rounds: 4, applicants: 28, frames: 150 },
  smoke: { day: 4, rounds: 1, applicants: 2, frames: 5 },
}
/** Nobody waits longer, ms. */
const longestWait = 100
/** Of a scanner between two keys, and of a hand between two acts, ms. */
const scannerPause = 8
const handPause = () => 80 + Math.random() * 60

const side = '#applicant-side'
const chip = (state: Appointment['state']): Shown => ({ selector: `${side} header [data-state="${state}"]` })
const decided = (count: number): Shown => ({
  selector: `${side} [data-verdict][aria-pressed="true"]`,
  count,
})
/** The focus has gone on to an item that nobody has decided yet. */
const onNextItem: Shown = {
  selector: `${side} [data-item]:has([data-verdict]:focus):not(:has([aria-pressed="true"]))`,
}
const onMainAct: Shown = { selector: `${side} [data-main-act]:focus` }

/** An empty page that shows each key in the next frame: the least that a screen can do. */
const emptyPage = `<!doctype html><html lang="fa"><title>floor</title><p id="keys">0</p><script>
  let keys = 0
  addEventListener('keydown', () => { document.getElementById('keys').textContent = String(++keys) })
</script></html>`

/**
 * A whole day at the keyboard by a scripted clerk: each applicant is scanned, checked in, decided document by document, concluded
 * and served. From each key to the frame that shows its result, the answer of the core and its disk included.
 */
export const clerkDay: Bench = {
  name: 'clerk-day',
  async run(context) {
    const { folder } = context
    const { day, rounds, applicants, frames } = sizes[context.size]
    await prepareOffice(join(folder, 'office'), day)
    const office = await startOffice(join(folder, 'office'))
    const browser = await chromium.launch(chromiumLaunchOptions())
    let pages: Pages | undefined
    try {
      const { page } = await openPage(browser, office.ready.app)
      await signIn(page)
      pages = await servePages(folder, { '/index.html': emptyPage })
      const empty = (await openPage(browser, pages.url)).page
      const queue = appointmentsOf(benchDay, 0, day)
      const waits: number[] = []

      const measured = await inRounds(context, rounds, async () => {
        await empty.bringToFront()
        const floor = await waitsOfFrames(empty, frames)
        await page.bringToFront()
        const own: number[] = []
        for (const appointment of queue.splice(0, applicants)) own.push(...(await serve(page, appointment)))
        waits.push(...own)
        return { own, floor }
      })
      context.say(`  ${waits.length} keys, the longest wait ${Math.round(Math.max(...waits))} ms`)
      const floorName = 'an empty page’s frame'
      return [
        figure({
          name: 'a day at the keyboard: key to painted result, p95',
          unit: 'ms',
          floorName,
          target: { kind: 'within', value: longestWait },
          rounds: measured.map(({ own, floor }) => ({
            value: quantile(own, 0.95),
            floor: quantile(floor, 0.95),
          })),
        }),
        figure({
          name: 'a day at the keyboard: key to painted result, p50',
          unit: 'ms',
          floorName,
          target: { kind: 'reported' },
          rounds: measured.map(({ own, floor }) => ({ value: median(own), floor: median(floor) })),
        }),
      ]
    } finally {
      await browser.close()
      pages?.close()
      await office.stop()
    }
  },
}

async function waitsOfFrames(page: Page, count: number): Promise<number[]> {
  const waits: number[] = []
  let keys = Number(await page.textContent('#keys'))
  while (waits.length < count) {
    keys += 1
    const wait = await watchForResult(page, [{ selector: '#keys', text: String(keys) }])
    await page.keyboard.press('KeyA')
    waits.push(await wait())
    await delay(20 + Math.random() * 20)
  }
  return waits
}

/** One applicant from the scan to the end of the visit. @returns the wait after each key, ms */
async function serve(page: Page, appointment: Appointment): Promise<number[]> {
  const { id, applicant, requirementSet } = appointment
  const waits: number[] = []
  const act = async (keys: readonly string[], ...shown: Shown[]) => {
    const wait = await watchForResult(page, shown)
    for (const key of keys) {
      await page.keyboard.press(key)
      if (keys.length > 1) await delay(scannerPause)
    }
    waits.push(await wait())
    await delay(handPause())
  }
  await act(
    [...applicant.trackingCode, 'Enter'],
    { selector: `[data-appointment="${id}"][aria-selected="true"]` },
    { selector: `${side} h2`, text: applicant.lastName },
    chip('booked'),
  )
  await act(['Control+Enter'], chip('arrived'), onNextItem)

  const items = requirementItems(benchOffice.rules, requirementSet) ?? []
  let done = 0
  let complete = true
  for (const { field } of items) {
    done += 1
    const next = done < items.length ? [decided(done), onNextItem] : [decided(done), onMainAct]
    if (field === null || hasValidDetail(applicant, field)) await act(['KeyA'], ...next)
    else {
      complete = false
      await act(['KeyF'], { selector: '[data-panel="fail"] [data-reason]:focus' })
      await act(['Digit1'], ...next)
    }
  }
  if (complete) {
    await act(['Control+Enter'], chip('documents_complete'), onMainAct)
    await act(['Control+Enter'], chip('served'))
  } else await act(['Control+Enter'], chip('documents_incomplete'))
  return waits
}
