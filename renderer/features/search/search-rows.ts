import { searchKey } from '#shared/domain/persian-text.ts'

type Searchable = { readonly searchKey: string }

/**
 * The rows of a day made ready for searching: every key in one text, so that a rare word costs one run through memory
 * instead of a call for each row. Keys never hold a line feed (domain.md 2.1), which parts them.
 */
export type RowIndex = {
  readonly keys: readonly string[]
  readonly text: string
  /** Where each key starts in `text`, and one entry more for the end. */
  readonly starts: Uint32Array
}

export type SearchResult = {
  readonly index: RowIndex
  readonly words: readonly string[]
  /** Numbers of the rows that hold every word, ascending; null when nothing is asked, so every row matches. */
  readonly matches: readonly number[] | null
}

export function indexRows(rows: readonly Searchable[]): RowIndex {
  const keys = rows.map((row) => row.searchKey)
  const starts = new Uint32Array(keys.length + 1)
  let position = 0
  keys.forEach((key, number) => {
    starts[number] = position
    position += key.length + 1
  })
  starts[keys.length] = position
  return { keys, text: keys.join('\n'), starts }
}

/** Numbers from abroad are stored in the national form (domain.md 2.4). */
const ABROAD = /^(?:\+98|0098)(?=9)/

/** What is typed, as words in search form, the longest first since it is the rarest. Word order does not matter. */
export function queryWords(input: string): readonly string[] {
  const words = input
    .split(/\s+/u)
    .map((word) => searchKey(word).replace(ABROAD, '0'))
    .filter((word) => word !== '')
  return [...new Set(words)].sort((a, b) => b.length - a.length)
}

const holdsAll = (key: string, words: readonly string[]) => words.every((word) => key.includes(word))

/** One run over the joined text for the rarest word; the others are looked for only where that one was found. */
function scan({ keys, text, starts }: RowIndex, words: readonly string[]): number[] {
  const [rarest = '', ...others] = words
  const matches: number[] = []
  let row = 0
  let at = text.indexOf(rarest)
  while (at !== -1) {
    while ((starts[row + 1] ?? Number.POSITIVE_INFINITY) <= at) row += 1
    if (others.length === 0 || holdsAll(keys[row] ?? '', others)) matches.push(row)
    row += 1
    if (row >= keys.length) break
    at = text.indexOf(rarest, starts[row])
  }
  return matches
}

/** True when every row that matches `words` also matched `before`: each old word is part of a new one. */
const narrows = (words: readonly string[], before: readonly string[]) =>
  before.every((old) => words.some((word) => word.includes(old)))

/**
 * The rows whose key holds every word of what is typed. Give the result of the key before: while the query only grows,
 * only its matches are looked at again (when they are few; otherwise the run over the text is cheaper).
 */
export function searchRows(index: RowIndex, input: string, previous?: SearchResult): SearchResult {
  const words = queryWords(input)
  if (words.length === 0) return { index, words, matches: null }
  const known = previous?.index === index && narrows(words, previous.words) ? previous.matches : null
  const matches =
    known && known.length * 4 < index.keys.length
      ? known.filter((row) => holdsAll(index.keys[row] ?? '', words))
      : scan(index, words)
  return { index, words, matches }
}
