import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { catalogues } from '#shared/i18n/catalogues.ts'

/** Nobody is without a place for the hands: after whatever was done, the focus is on something. */
export async function expectFocusKept(page: Page, after: string): Promise<void> {
  await expect
    .poll(
      () =>
        page.evaluate(() => {
          const { activeElement } = document
          return activeElement !== null && activeElement !== document.body
        }),
      { message: `the focus is lost: ${after}`, timeout: 3_000 },
    )
    .toBe(true)
}

/** What moves although less motion is asked for. */
export function motionOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const longest = 10
    const seconds = (times: string) => Math.max(...times.split(',').map((time) => Number.parseFloat(time)))
    const running = document
      .getAnimations()
      .filter(({ effect }) => Number(effect?.getComputedTiming().activeDuration ?? 0) > longest)
      .map(({ effect }) => `runs: ${(effect as KeyframeEffect).target?.outerHTML.slice(0, 200)}`)
    const styled = [...document.querySelectorAll('*')].flatMap((element) => {
      const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(element)
      const slow = Math.max(seconds(transitionDuration), seconds(animationDuration)) * 1000 > longest
      return slow || scrollBehavior !== 'auto' ? [`would move: ${element.outerHTML.slice(0, 200)}`] : []
    })
    return [...running, ...styled]
  })
}

const spoken = [
  'button',
  'link',
  'textbox',
  'searchbox',
  'combobox',
  'checkbox',
  'radio',
  'option',
  'row',
  'tab',
]
const withName = [
  ...spoken,
  'listbox',
  'menuitem',
  'dialog',
  'alertdialog',
  'radiogroup',
  'spinbutton',
  'grid',
]

/** Of the tree that a screen reader walks: what has no name, or one that is not in the language of the screen. */
export async function badlyNamed(page: Page, language: 'fa' | 'en'): Promise<string[]> {
  const tree = await page.locator('body').ariaSnapshot()
  // The other language is offered by its own name.
  const otherLanguage = catalogues.fa.settings.languageName.en
  return tree.split('\n').flatMap((line) => {
    const [, role, quoted] = /^\s*- '?(\w+)(?: "((?:[^"\\]|\\.)*)")?/.exec(line) ?? []
    const name = quoted ?? ''
    if (role === undefined || !withName.includes(role) || name === otherLanguage) return []
    if (name.trim() === '') return [`no name: ${line.trim()}`]
    const isForeign = language === 'fa' ? !/[\p{Script=Arabic}\p{Nd}]/u.test(name) : false
    return isForeign ? [`not in ${language}: ${line.trim()}`] : []
  })
}
