import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** A theme, as the document wears it. */
export type Theme = { theme: 'light' | 'dark'; contrast: 'regular' | 'more' }

/** Of everything that axe knows, what a theme can change. */
const rulesOfColour = ['color-contrast']

/** axe itself leaves out the one rule that is new in WCAG 2.2 AA, and whether a name holds what is to be read on the control. */
const withTheRest = { 'target-size': { enabled: true }, 'label-content-name-mismatch': { enabled: true } }

type Wanted = {
  part?: string | null
  except?: readonly string[]
  only?: readonly string[]
}

async function violationsOn(page: Page, { part = null, except = [], only }: Wanted = {}): Promise<string[]> {
  // Bringing axe into the page takes longer than what it does there: once for each page.
  const isThere = await page.evaluate(() => 'axe' in window)
  const axe = new AxeBuilder({ page, ...(isThere ? { axeSource: ';' } : {}) })
  if (part !== null) axe.include(part)
  for (const selector of except) axe.exclude(selector)
  const { violations } = await axe
    // Pages of the desktop double live in one context: the check runs in the page itself.
    .setLegacyMode(true)
    // React Aria's region of announcements keeps one for seconds after the button that it was about has gone.
    .exclude('[data-live-announcer]')
    .options({
      // Half of its time goes into describing what is well.
      resultTypes: ['violations'],
      ...(only ? { runOnly: { type: 'rule' as const, values: [...only] } } : { rules: withTheRest }),
    })
    .analyze()
  return violations.map(
    ({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map((node) => node.html).join(' | ')}`,
  )
}

/** What axe finds on the page as it stands; WCAG 2.2 AA and the best practices. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  expect(await violationsOn(page), `axe on ${screen}`).toEqual([])
}

/**
 * The same in each of the themes, changed on the open page: all of axe in the first, what has to do with colours in the others.
 * `part` narrows it to what is new on the page.
 */
export async function violationsInThemes(
  page: Page,
  part: string | null,
  themes: readonly Theme[],
): Promise<string[]> {
  const found: string[] = []
  const wear = (theme: Theme) =>
    page.evaluate(async (worn) => {
      Object.assign(document.documentElement.dataset, worn)
      // A frame in which colours that change by a transition have become what they are.
      for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame)
    }, theme)
  for (const [index, theme] of themes.entries()) {
    await wear(theme)
    for (const violation of await violationsOn(page, {
      part,
      // Paper is black on white in every theme, and its first sheet stands for the others.
      ...(index === 0
        ? { except: ['[data-sheets] > * ~ *'] }
        : { only: rulesOfColour, except: ['[data-sheets]'] }),
    })) {
      found.push(`${theme.theme}, contrast ${theme.contrast}: ${violation}`)
    }
  }
  if (themes[0]) await wear(themes[0])
  return found
}
