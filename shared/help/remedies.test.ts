import { describe, expect, it } from 'vitest'
import { catalogues } from '../i18n/catalogues.ts'
import { en } from './en.ts'
import { fa } from './fa.ts'
import { type HelpAddress, helpPageNames, helpPages, readAddress } from './pages.ts'
import { remedies } from './remedies.ts'

const addresses = Object.values(remedies).flatMap((of) => Object.values<HelpAddress>(of))

describe('every error leads to a section that is there', () => {
  it.each([...new Set(addresses)])('%s', (address) => {
    const { page, section } = readAddress(address)
    expect(`${page}#${section}`).toBe(address)
    const sections: readonly string[] = helpPages[page]
    expect(sections).toContain(section)
  })

  it('whatever the catalogues have words for', () => {
    for (const catalogue of ['problem', 'refusal', 'centralRefusal', 'exchangeRefusal'] as const)
      expect(Object.keys(remedies[catalogue]).toSorted()).toEqual(
        Object.keys(catalogues.fa[catalogue]).toSorted(),
      )
  })
})

it.each([
  ['fa', fa],
  ['en', en],
] as const)('%s: each page has its sections, short and without markup', (language, texts) => {
  for (const page of helpPageNames) {
    const { title, lead, sections } = texts[page]
    expect(Object.keys(sections)).toEqual([...helpPages[page]])
    for (const text of [title, lead, ...Object.values(sections).flatMap((one) => [one.title, one.text])]) {
      expect(text.trim()).toBe(text)
      expect(text.length).toBeLessThan(520)
      expect(text).not.toMatch(/[<>]/)
      // Digits as the language has them, and its own letters.
      if (language === 'fa') expect(text).toMatch(/[آ-ی]/)
      else expect(text).not.toMatch(/[\u0600-\u06FF]/)
    }
  }
})
