import { toAsciiDigits } from './digits.ts'
import { normalizeText } from './persian-text.ts'

const collator = new Intl.Collator('fa')

/** The copy that is sorted: Intl puts names in أ إ ٱ after every name in ا (domain.md 2.8). */
function sortCopy(name: string): string {
  return (
    name
      // A hamza that follows goes too: with the bare alef it would make أ again.
      .replace(/[أإٱ]\u0654*/g, 'ا')
      // The same letter spelled as two code points; Intl tells them apart only as a last resort.
      .replace(/ی\u0654/g, 'ئ')
  )
}

/** Order of two names by the Persian alphabet (domain.md 2.8). 0 does not mean the same person. */
export function compareNames(a: string, b: string): number {
  return collator.compare(sortCopy(a), sortCopy(b))
}

export interface NamedPerson {
  readonly firstName: string
  readonly lastName: string
  readonly nationalCode: string
}

function compareBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Surname, then name, then national code, so that the order is total and the same everywhere. */
export function comparePersons(a: NamedPerson, b: NamedPerson): number {
  return (
    compareNames(a.lastName, b.lastName) ||
    compareNames(a.firstName, b.firstName) ||
    compareBytes(a.nationalCode, b.nationalCode)
  )
}

// A key is printable ASCII, in this order: field separator, level separator, space, other punctuation, digits,
// the 34 letters, Latin, everything else.
const FIELD = ' '
const LEVEL = '!'
const SPACE = '#'
const SYMBOL = '$'
const FOREIGN = '}'
const LETTERS = 'آاءبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی'
const FIRST_LETTER = 0x41
const FIRST_LATIN = FIRST_LETTER + LETTERS.length

/** Hamza above by itself: no letter, but it sorts the name after the same name without it. */
const HAMZA_ABOVE = '\u0654'
const HAMZA_WEIGHT = '3'
const PLAIN_WEIGHT = '0'

/** Letters that are variants of another one: equal to it until the whole names are equal. */
const variants: ReadonlyMap<string, readonly [letter: string, weight: string]> = new Map([
  ['ؤ', ['ء', '1']],
  ['ئ', ['ء', '2']],
  ['ة', ['ه', '1']],
])

/** The sign for one character; empty for marks and format characters, which do not count. */
function signOf(char: string): string {
  if (char === ' ') return SPACE
  const letter = LETTERS.indexOf(char)
  if (letter >= 0) return String.fromCharCode(FIRST_LETTER + letter)
  if (/[0-9]/.test(char)) return char
  if (/[a-z]/.test(char)) return String.fromCharCode(FIRST_LATIN + char.charCodeAt(0) - 0x61)
  if (/[\p{M}\p{Cf}]/u.test(char)) return ''
  const codePoint = (char.codePointAt(0) ?? 0).toString(16).padStart(6, '0')
  return (/[\p{P}\p{S}]/u.test(char) ? SYMBOL : FOREIGN) + codePoint
}

/**
 * A key whose bytes sort as `compareNames` sorts the names, for databases, whose own collations differ (domain.md 2.8):
 * the order of every letter, then what tells variants (ؤ ئ ة, hamza above) apart, if there are any. ASCII only;
 * in PostgreSQL compare it with COLLATE "C".
 */
export function sortKey(s: string): string {
  const text = sortCopy(toAsciiDigits(normalizeText(s)).toLowerCase())
  let letters = ''
  let weights = ''
  for (const char of text) {
    if (char === HAMZA_ABOVE) {
      weights += HAMZA_WEIGHT
      continue
    }
    const variant = variants.get(char)
    const sign = signOf(variant?.[0] ?? char)
    if (sign === '') continue
    letters += sign
    weights += variant?.[1] ?? PLAIN_WEIGHT
  }
  weights = weights.replace(/0+$/, '')
  return weights === '' ? letters : letters + LEVEL + weights
}

/** Order of two stored sort keys. */
export function nameSortKeyCompare(a: string, b: string): number {
  return compareBytes(a, b)
}

/** One key for a whole person, sorting as `comparePersons` does. */
export function personSortKey(person: NamedPerson): string {
  return sortKey(person.lastName) + FIELD + sortKey(person.firstName) + FIELD + person.nationalCode
}
