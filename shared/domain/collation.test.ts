import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareNames, comparePersons, nameSortKeyCompare, personSortKey, sortKey } from './collation.ts'
import { normalizeText } from './persian-text.ts'

const ALPHABET = 'آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی'
const byKey = (a: string, b: string): number => nameSortKeyCompare(sortKey(a), sortKey(b))

/** Names in their stored form, short and over few letters, so that neighbours and prefixes are common. */
const storedName = fc
  .string({ unit: fc.constantFrom(...ALPHABET, ...'ءؤئةأإهه \u0654\u200C۰۴9'), maxLength: 6 })
  .map(normalizeText)

describe.each([
  ['Intl', compareNames],
  ['sort key', byKey],
])('order of names by %s (domain.md 2.8)', (_name, compare) => {
  test('is that of the alphabet', () => {
    expect([...ALPHABET].reverse().sort(compare).join('')).toBe(ALPHABET)
  })

  test('puts the Persian letters where they belong', () => {
    const names = [
      'آرش',
      'احمد',
      'بابک',
      'پروین',
      'تینا',
      'جواد',
      'چنگیز',
      'زهرا',
      'ژاله',
      'کاوه',
      'گیتی',
      'لاله',
    ]
    expect([...names, 'وحید', 'هما', 'یاسر'].reverse().sort(compare)).toEqual([
      ...names,
      'وحید',
      'هما',
      'یاسر',
    ])
  })

  test('sorts alef with hamza among the names in plain alef', () => {
    expect(['ایمان', 'أحمد', 'احسان', 'إبراهیم'].sort(compare)).toEqual(['إبراهیم', 'احسان', 'أحمد', 'ایمان'])
  })

  test('puts a shorter name first, and a space before any letter', () => {
    expect(['علیا', 'علی رضا', 'علی'].sort(compare)).toEqual(['علی', 'علی رضا', 'علیا'])
  })

  test('takes digit sets and ZWNJ for the same', () => {
    expect(compare('علی ۴', 'علی ٤')).toBe(0)
    expect(compare('علی ۴', 'علی 4')).toBe(0)
    expect(compare('فاطمه\u200Cزهرا', 'فاطمهزهرا')).toBe(0)
  })

  test('is a total preorder', () => {
    fc.assert(
      fc.property(storedName, storedName, storedName, (a, b, c) => {
        expect(Math.sign(compare(a, b))).toBe(-Math.sign(compare(b, a)) + 0)
        if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0)
      }),
    )
  })
})

describe('sort key', () => {
  test('agrees with Intl for any two stored names', () => {
    fc.assert(
      fc.property(storedName, storedName, (a, b) => {
        expect(Math.sign(byKey(a, b))).toBe(Math.sign(compareNames(a, b)))
      }),
      { numRuns: 20_000 },
    )
  })

  test('agrees with Intl for names that differ in little', () => {
    const pair = fc
      .tuple(
        storedName,
        fc.constantFrom(...'ءؤئة\u0654هیوا '),
        fc.constantFrom(...'ءؤئة\u0654هیوا '),
        storedName,
      )
      .map(([head, one, other, tail]): [string, string] => [
        normalizeText(head + one + tail),
        normalizeText(head + other + tail),
      ])
    fc.assert(
      fc.property(pair, ([a, b]) => {
        expect(Math.sign(byKey(a, b))).toBe(Math.sign(compareNames(a, b)))
      }),
      { numRuns: 10_000 },
    )
  })

  test('is the same for every way of typing a name', () => {
    expect(sortKey('كاظمي')).toBe(sortKey('کاظمی'))
    expect(sortKey(' مُحـمَّد ')).toBe(sortKey('محمد'))
  })

  test('is printable ASCII, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (s) => {
        expect(sortKey(s)).toMatch(/^[!-~]*$/)
      }),
    )
  })

  test('puts punctuation before digits, digits before letters, Latin after them, the rest last', () => {
    expect(['Ж', 'zoe', 'Adam', 'یاسر', 'آرش', '7', '(', ''].sort(byKey)).toEqual([
      '',
      '(',
      '7',
      'آرش',
      'یاسر',
      'Adam',
      'zoe',
      'Ж',
    ])
  })
})

describe('persons', () => {
  const person = (lastName: string, firstName: string, nationalCode: string) => ({
    lastName,
    firstName,
    nationalCode,
  })

  test('sort by surname, name, national code', () => {
    const sorted = [
      person('احمد', 'یاسر', '0144720736'),
      person('احمدی', 'آرش', '0106222971'),
      person('احمدی', 'آرش', '0129296031'),
      person('احمدی', 'علی', '0093849370'),
      person('احمدی نژاد', 'آرش', '0169847152'),
      person('باقری', 'آرش', '0134773039'),
    ]
    expect([...sorted].reverse().sort(comparePersons)).toEqual(sorted)
    expect(
      [...sorted].reverse().sort((a, b) => nameSortKeyCompare(personSortKey(a), personSortKey(b))),
    ).toEqual(sorted)
  })

  test('one key for the whole person sorts as the comparison does', () => {
    const few = fc.string({ unit: fc.constantFrom(...'اأبئءیه \u0654'), maxLength: 3 }).map(normalizeText)
    const anyPerson = fc.record({
      lastName: few,
      firstName: few,
      nationalCode: fc.constantFrom('0106222971', '0129296031'),
    })
    fc.assert(
      fc.property(anyPerson, anyPerson, (a, b) => {
        expect(Math.sign(nameSortKeyCompare(personSortKey(a), personSortKey(b)))).toBe(
          Math.sign(comparePersons(a, b)),
        )
      }),
      { numRuns: 3000 },
    )
  })
})
