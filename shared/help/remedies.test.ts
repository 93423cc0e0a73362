import { describe, expect, it } from 'vitest'
import { catalogues } from '../i18n/catalogues.ts'
import { en } from './en.ts'
import { fa } from './fa.ts'
import { type HelpAddress, helpPageNames, helpPages, readPlace } from './pages.ts'
import { remedies } from './remedies.ts'

const addresses = Object.values(remedies).flatMap((of) => Object.values<HelpAddress>(of))

/** What the help says at an address, in both languages. */
function told(address: string): string[] {
  const place = readPlace(address)
  if (place?.section == null) return []
  const { page, section } = place
  return [fa, en].map((texts) => {
    const sections: Readonly<Record<string, { title: string; text: string }>> = texts[page].sections
    return sections[section]?.text ?? ''
  })
}

describe('every error leads to a section that is there and says something, in both languages', () => {
  it.each([...new Set(addresses)])('%s', (address) => {
    const [persian, english] = told(address)
    expect(persian?.length).toBeGreaterThan(40)
    expect(english?.length).toBeGreaterThan(40)
  })

  it('whatever the catalogues have words for', () => {
    for (const catalogue of [
      'problem',
      'refusal',
      'centralRefusal',
      'exchangeRefusal',
      'condition',
      'syncProblem',
    ] as const)
      expect(Object.keys(remedies[catalogue]).toSorted()).toEqual(
        Object.keys(catalogues.fa[catalogue]).toSorted(),
      )
    const failures = { ...catalogues.fa.schedule.failed, ...catalogues.fa.paper.failed }
    expect(Object.keys(remedies.paperFailure).toSorted()).toEqual(Object.keys(failures).toSorted())
  })
})

it('a place is a page or one of its sections, and nothing else', () => {
  expect(readPlace('day')).toEqual({ page: 'day', section: null })
  expect(readPlace('day#find')).toEqual({ page: 'day', section: 'find' })
  for (const wrong of ['', 'day#', 'day#call', 'nowhere', 'nowhere#find', 'toString', 'day#length'])
    expect(readPlace(wrong)).toBeNull()
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
