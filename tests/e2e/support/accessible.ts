import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** What axe finds on the page as it stands; WCAG 2.2 AA and the best practices. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // Pages of the desktop double live in one context: the check runs in the page itself.
    .setLegacyMode(true)
    // React Aria's region of announcements keeps one for seconds after the button that it was about has gone.
    .exclude('[data-live-announcer]')
    .analyze()
  const found = violations.map(
    ({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map((n) => n.html).join(' | ')}`,
  )
  expect(found, `axe on ${screen}`).toEqual([])
}
