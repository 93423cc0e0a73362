import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasPersianLetters, isPersianName, normalizeText, searchKey } from './persian-text.ts'

/** The text of space-separated code points, so that no editor can change the vectors. */
function of(codePoints: string): string {
  return String.fromCodePoint(...codePoints.split(' ').map((hex) => Number.parseInt(hex, 16)))
}

const ZWNJ = '\u200C'

describe('the table of domain.md 2.1', () => {
  test.each([
    ['Arabic yeh', of('0639 0644 064A'), of('0639 0644 06CC'), 'علی'],
    ['Arabic kaf', of('0643 0627 0638 0645 064A'), of('06A9 0627 0638 0645 06CC'), 'کاظمی'],
    ['two kashidas', of('0645 062D 0640 0645 0640 062F'), 'محمد', 'محمد'],
    ['tashkeel', of('0645 064F 062D 064E 0645 0651 064E 062F'), 'محمد', 'محمد'],
    ['ZWNJ', `فاطمه${ZWNJ}زهرا`, `فاطمه${ZWNJ}زهرا`, 'فاطمهزهرا'],
    ['space', 'فاطمه زهرا', 'فاطمه زهرا', 'فاطمهزهرا'],
    ['presentation forms', of('FECB FEE0 FBFD'), of('0639 0644 06CC'), 'علی'],
    ['NFD', of('0631 064A 0654 0648 0641'), of('0631 0626 0648 0641'), of('0631 06CC 0648 0641')],
    ['heh with yeh', of('062E 0627 0646 06C0'), of('062E 0627 0646 0647 0654'), 'خانه'],
    ['alef with hamza', of('0623 062D 0645 062F'), of('0623 062D 0645 062F'), 'احمد'],
    ['teh marbuta', of('0641 0627 0637 0645 0629'), of('0641 0627 0637 0645 0629'), 'فاطمه'],
    ['free-standing hamza', of('0636 06CC 0627 0621'), of('0636 06CC 0627 0621'), 'ضیا'],
  ])('%s', (_case, input, stored, key) => {
    expect(normalizeText(input)).toBe(stored)
    expect(searchKey(input)).toBe(key)
    expect(searchKey(stored)).toBe(key)
  })
})

describe('stored form', () => {
  test.each([
    ['alef maksura', of('0645 0648 0633 0649'), of('0645 0648 0633 06CC')],
    ['swash kaf', of('06AA'), of('06A9')],
    ['ae', of('06D5'), of('0647')],
    ['heh goal', of('06C1'), of('0647')],
    ['heh doachashmee', of('06BE'), of('0647')],
    ['ae and hamza, which NFKC composes', of('06D5 0654'), of('0647 0654')],
    ['heh goal and hamza, which NFKC composes', of('06C1 0654'), of('0647 0654')],
    ['superscript alef', of('0631 062D 0645 0670 0646'), of('0631 062D 0645 0646')],
    ['bidi marks', of('200F 0639 202B 0644 202C 2067 06CC 2069 061C'), of('0639 0644 06CC')],
    ['soft hyphen and byte order mark', of('FEFF 0639 00AD 0644 06CC'), of('0639 0644 06CC')],
    ['hamza kept apart by kashida', of('0648 0640 0654'), of('0624')],
    ['white space of every kind', ` علی\u00A0\t\n رضا\u3000`, 'علی رضا'],
    ['ZWNJ at the ends', `${ZWNJ}علی${ZWNJ}`, 'علی'],
    ['ZWNJ beside a space', `علی${ZWNJ} ${ZWNJ} رضا`, 'علی رضا'],
    ['repeated ZWNJ', `علی${ZWNJ}${ZWNJ}${ZWNJ}رضا`, `علی${ZWNJ}رضا`],
    ['ZWNJ that meet when a mark between them goes', `علی${ZWNJ}\u200F${ZWNJ}رضا`, `علی${ZWNJ}رضا`],
    ['nothing but noise', ` ${ZWNJ}\u0640 `, ''],
  ])('%s', (_case, input, stored) => {
    expect(normalizeText(input)).toBe(stored)
  })

  test('hamza above is part of the spelling', () => {
    expect(normalizeText('خانه\u0654 ما')).toBe('خانه\u0654 ما')
  })
})

describe('search key', () => {
  test('serves codes and telephone numbers, however they are written', () => {
    for (const typed of ['001-234567-8', '۰۰۱۲۳۴۵۶۷۸', '٠٠١ ٢٣٤٥٦٧ ٨', '\u2066001‐234567‐8\u2069'])
      expect(searchKey(typed)).toBe('0012345678')
    expect(searchKey('۰۹۱۲ ۰۵۷ ۲۶۴۵')).toBe('09120572645')
  })

  test('folds Latin case and the letters with hamza', () => {
    expect(searchKey('Reza İ')).toBe('rezai')
    expect(searchKey('أإٱآ ؤ ئ ة ء')).toBe('اااا' + 'ویه')
  })

  test('finds a part typed in another spelling', () => {
    expect(searchKey(`عبد${ZWNJ}الكريم مؤذن${ZWNJ}زاده`)).toContain(searchKey('عبدالکریم موذن'))
  })
})

/** Everything the rules mention, and some of what they don't, so that random strings hit the rules. */
const nearText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      ...'اأإٱآءئؤةهۀۂەہھيىیكڪکعلمABİß ۱٤5-',
      ...of(
        '20 A0 3000 200B 200C 200D 200E 200F 202A 2066 2069 061C AD FEFF 640 64B 651 652 653 654 655 670 2010 2212',
      ),
      ...of('301 308 FE70 FEFB FDF2 1100 1161 11A8'),
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 12,
})

describe('properties', () => {
  test('both normal forms are idempotent', () => {
    fc.assert(
      fc.property(nearText, (s) => {
        const stored = normalizeText(s)
        expect(normalizeText(stored)).toBe(stored)
        const key = searchKey(s)
        expect(searchKey(key)).toBe(key)
      }),
      { numRuns: 5000 },
    )
  })

  test('the key of the stored form is the key of what was typed', () => {
    fc.assert(
      fc.property(nearText, (s) => {
        expect(searchKey(normalizeText(s))).toBe(searchKey(s))
      }),
      { numRuns: 2000 },
    )
  })

  test('canonically equal input has one stored form for Persian letters', () => {
    const persian = fc.string({ unit: fc.constantFrom(...'اأإآبپتئؤکگیهۀ ') })
    fc.assert(
      fc.property(persian, (s) => {
        expect(normalizeText(s.normalize('NFD'))).toBe(normalizeText(s))
      }),
    )
  })
})

describe('names', () => {
  test.each(['علی', 'رئوف', 'ضیاء', 'مؤذن', 'أحمد', `فاطمه${ZWNJ}زهرا`, 'سید علی رضا', 'خانۀ', 'كاظمي'])(
    '%s is a Persian name',
    (name) => {
      expect(isPersianName(name)).toBe(true)
    },
  )

  test.each(['', ' ', 'Ali', 'علی1', 'علی۱', 'علی.', 'علی،رضا', 'علی-رضا', 'علی\u200Bرضا', '؟', '\u0600'])(
    '%j is not',
    (name) => {
      expect(isPersianName(name)).toBe(false)
    },
  )

  test('Persian letters are told from digits and Latin', () => {
    expect(hasPersianLetters('No. 12 کوچه')).toBe(true)
    expect(hasPersianLetters('ك ي')).toBe(false)
    expect(hasPersianLetters('Street ۱۲۳، ؟')).toBe(false)
  })
})
