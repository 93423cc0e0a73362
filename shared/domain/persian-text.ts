import { toAsciiDigits } from './digits.ts'

const ZWNJ = '\u200C'
const HEH_WITH_HAMZA = '\u0647\u0654'

/** Kashida, tashkeel, superscript alef, bidi marks, soft hyphen, byte order mark. Hamza above (U+0654) stays. */
const TEXT_NOISE = /[\u0640\u064B-\u0652\u0670\u200E\u200F\u202A-\u202E\u2066-\u2069\u061C\u00AD\uFEFF]/g

/**
 * Text in its stored form (domain.md 2.1, in that order). Starts with NFKC and never passes through NFD: NFD takes
 * ئ apart into ي and hamza, and the ي→ی step would keep them apart.
 */
export function normalizeText(s: string): string {
  return (
    s
      .normalize('NFKC')
      .replace(/[\u064A\u0649]/g, '\u06CC')
      .replace(/[\u0643\u06AA]/g, '\u06A9')
      // U+06C2 is what NFKC makes of U+06C1 U+0654: the same letter with the same mark.
      .replace(/[\u06C0\u06C2]/g, HEH_WITH_HAMZA)
      .replace(/[\u06D5\u06C1\u06BE]/g, '\u0647')
      .replace(TEXT_NOISE, '')
      .replace(/[\s\u200C]+/g, (run) => (/\s/.test(run) ? ' ' : ZWNJ))
      .replace(/^[ \u200C]+|[ \u200C]+$/g, '')
      .normalize('NFC')
  )
}

/** White space, format characters such as ZWNJ, combining marks, free-standing hamza, hyphens of grouped codes. */
const KEY_NOISE = /[\s\p{Cf}\p{M}\u0621\u002D\u2010-\u2015\u2212]/gu

/**
 * The form both sides of a search are reduced to (domain.md 2.1): spelling variants of a letter become one, digits
 * ASCII, Latin lower case; spaces, ZWNJ, marks and hyphens vanish, so that a name typed as one word, a national code
 * written 001-234567-8 and a telephone number with spaces are all found. `searchKey(searchKey(s)) === searchKey(s)`.
 */
export function searchKey(s: string): string {
  return toAsciiDigits(
    normalizeText(s)
      // Before the marks go: İ becomes i with a dot above.
      .toLowerCase()
      .replace(KEY_NOISE, '')
      // What the deleted characters kept apart may now compose.
      .normalize('NFC')
      .replace(/[أإٱآ]/g, 'ا')
      .replace(/ؤ/g, 'و')
      .replace(/ئ/g, 'ی')
      .replace(/ة/g, 'ه'),
  )
}

const NAME_LETTERS = 'ءآأؤإئابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیة\u0654'
const NAME = new RegExp(`^[${NAME_LETTERS}]+(?:[ \u200C][${NAME_LETTERS}]+)*$`)
const PERSIAN_LETTERS = new RegExp(`[${NAME_LETTERS}]{2}`)

/** Words of Persian letters, joined by single spaces or ZWNJ, once normalised (domain.md 2.1). Length is not judged. */
export function isPersianName(s: string): boolean {
  return NAME.test(normalizeText(s))
}

/** True when the text holds at least a syllable in Persian letters. */
export function hasPersianLetters(s: string): boolean {
  return PERSIAN_LETTERS.test(normalizeText(s))
}
