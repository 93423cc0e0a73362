import { searchKey } from '#shared/domain/persian-text.ts'
import { type HelpPage, type HelpTexts, helpPageNames, helpPages } from '#shared/help/pages.ts'

export type Found = { page: HelpPage; section: string; title: string; pageTitle: string }

/** A section of a page; null when the page has none of that name. */
export function sectionOf(
  texts: HelpTexts,
  page: HelpPage,
  section: string,
): { title: string; text: string } | null {
  const sections: Readonly<Record<string, { title: string; text: string }>> = texts[page].sections
  return Object.hasOwn(sections, section) ? (sections[section] ?? null) : null
}

/** Sections in which every word stands, in any spelling; those whose title has them first. */
export function findHelp(texts: HelpTexts, query: string): Found[] {
  const words = query
    .split(/\s+/)
    .map(searchKey)
    .filter((word) => word !== '')
  if (words.length === 0) return []
  const found = helpPageNames.flatMap((page) =>
    helpPages[page].flatMap((section) => {
      const known = sectionOf(texts, page, section)
      if (known === null) return []
      const pageTitle = texts[page].title
      const inTitle = searchKey(`${pageTitle} ${known.title}`)
      const all = searchKey(`${pageTitle} ${known.title} ${known.text}`)
      if (!words.every((word) => all.includes(word))) return []
      const rank = words.every((word) => inTitle.includes(word)) ? 0 : 1
      return [{ rank, hit: { page, section, title: known.title, pageTitle } }]
    }),
  )
  return found.sort((a, b) => a.rank - b.rank).map(({ hit }) => hit)
}
