import type { Page } from '@playwright/test'

/**
 * What a screen reader would read out by itself: each change of a live region, once for each time that it is drawn. A double: it
 * knows the regions of ARIA, not the habits of one reader.
 */
export async function listen(
  page: Page,
): Promise<{ heard(part: string): Promise<number>; forget(): Promise<void> }> {
  await page.evaluate(() => {
    const live = '[role="status"], [role="alert"], [role="log"], [aria-live]'
    const said: string[] = []
    Object.assign(window, { said })
    new MutationObserver((changes) => {
      const now = new Map<Element, Set<Node>>()
      for (const { target, addedNodes, type } of changes) {
        const within = target instanceof Element ? target : target.parentElement
        const region = within?.closest(live)
        if (region) {
          const fresh = type === 'characterData' ? [target] : [...addedNodes]
          if (fresh.length > 0) now.set(region, (now.get(region) ?? new Set()).union(new Set(fresh)))
          continue
        }
        // A region that comes with its text is read where it is an alert.
        for (const node of addedNodes) {
          const alerts =
            node instanceof Element
              ? [node, ...node.querySelectorAll('*')].filter((one) => one.matches('[role="alert"]'))
              : []
          for (const alert of alerts) now.set(alert, new Set([alert]))
        }
      }
      for (const [region, nodes] of now) {
        if (region.getAttribute('aria-live') === 'off' || !region.isConnected) continue
        const whole = region.matches('[role="status"], [role="alert"], [aria-atomic="true"]')
        const text = whole
          ? region.textContent
          : [...nodes]
              .filter((node) => node.isConnected)
              .map((node) => node.textContent)
              .join(' ')
        if (text?.trim()) said.push(text.trim())
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  const all = () => page.evaluate(() => (window as unknown as { said: string[] }).said)
  return {
    heard: async (part) => (await all()).filter((text) => text.includes(part)).length,
    forget: () => page.evaluate(() => void (window as unknown as { said: string[] }).said.splice(0)),
  }
}
