import type { Browser, BrowserContextOptions, CDPSession, Page } from '@playwright/test'

/** A page in a context of its own, of the size of the office's monitor, and a session with it. */
export type Opened = { page: Page; cdp: CDPSession }

export async function openPage(
  browser: Browser,
  url: string | undefined,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  if (url === undefined) throw new Error('the program did not say where its page is')
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'fa-IR',
    timezoneId: 'Asia/Tehran',
    ...options,
  })
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  // What the thread worked, and not how long it was kept waiting by others of this machine.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  await page.goto(url)
  return { page, cdp }
}
