import type { Page } from '@playwright/test'

/** What of the page shows that a key had its effect: as many elements as `count` (one), with `text` in each. */
export type Shown = { selector: string; count?: number; text?: string }

type Watching = { pishkhanWatch?: Promise<number> }

/** Whoever waits this long for a result waits for one that does not come, ms. */
const giveUpMs = 20_000

/**
 * Watches for the effect of the next keys before they are pressed.
 *
 * @returns asks for ms from the last key's own time stamp until the frame after the page showed all of `shown`; rejects when
 *   that does not happen
 */
export async function watchForResult(page: Page, shown: readonly Shown[]): Promise<() => Promise<number>> {
  await page.evaluate(
    ([expected, patience]) => {
      const missing = () =>
        expected.filter(({ selector, count = 1, text }) => {
          const found = [...document.querySelectorAll(selector)]
          return !(found.length === count && found.every((one) => !text || one.textContent?.includes(text)))
        })
      const { promise, resolve, reject } = Promise.withResolvers<number>()
      ;(window as Watching).pishkhanWatch = promise
      // Nobody may have asked yet.
      promise.catch(() => undefined)
      let pressed: number | null = null
      const onKey = (event: KeyboardEvent) => {
        pressed = event.timeStamp
      }
      const stop = () => {
        observer.disconnect()
        removeEventListener('keydown', onKey, { capture: true })
        removeEventListener('focusin', look)
        clearTimeout(timer)
      }
      const look = () => {
        if (pressed === null || missing().length > 0) return
        stop()
        const key = pressed
        // A task after the frame's callbacks comes when the frame was painted.
        const painted = new MessageChannel()
        painted.port1.onmessage = () => resolve(performance.now() - key)
        requestAnimationFrame(() => painted.port2.postMessage(null))
      }
      const timer = setTimeout(() => {
        stop()
        reject(new Error(`not shown: ${JSON.stringify(missing())}`))
      }, patience)
      const observer = new MutationObserver(look)
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
      addEventListener('keydown', onKey, { capture: true })
      addEventListener('focusin', look)
    },
    [shown, giveUpMs] as const,
  )
  return () => page.evaluate(() => (window as Watching).pishkhanWatch ?? Number.NaN)
}
