import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalizeNumeric, normalizePhone, toAsciiDigits, toPersianDigits } from './digits.ts'

describe('digit sets', () => {
  test('all three map to ASCII and to Persian', () => {
    const sets = ['0123456789', '۰۱۲۳۴۵۶۷۸۹', '٠١٢٣٤٥٦٧٨٩']
    for (const set of sets) {
      expect(toAsciiDigits(set)).toBe('0123456789')
      expect(toPersianDigits(set)).toBe('۰۱۲۳۴۵۶۷۸۹')
    }
  })

  test('other characters stay', () => {
    expect(toAsciiDigits('پلاک ۱۲/٣، واحد 4')).toBe('پلاک 12/3، واحد 4')
    expect(toPersianDigits('A-12')).toBe('A-۱۲')
  })

  test('numbers are written in Persian digits', () => {
    expect(toPersianDigits(0)).toBe('۰')
    expect(toPersianDigits(1405)).toBe('۱۴۰۵')
  })

  test('the two directions undo each other', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789آب-/ ') }), (s) => {
        expect(toAsciiDigits(toPersianDigits(s))).toBe(s)
      }),
    )
  })
})

describe('numeric normalisation (domain.md 2.1)', () => {
  test.each([
    ['space', ' '],
    ['no-break space', '\u00A0'],
    ['narrow no-break space', '\u202F'],
    ['newline', '\n'],
    ['tab', '\t'],
    ['next line', '\u0085'],
    ['zero-width space', '\u200B'],
    ['ZWNJ', '\u200C'],
    ['ZWJ', '\u200D'],
    ['left-to-right mark', '\u200E'],
    ['right-to-left mark', '\u200F'],
    ['left-to-right embedding', '\u202A'],
    ['right-to-left override', '\u202E'],
    ['left-to-right isolate', '\u2066'],
    ['pop directional isolate', '\u2069'],
    ['Arabic letter mark', '\u061C'],
    ['word joiner', '\u2060'],
    ['byte order mark', '\uFEFF'],
    ['kashida', '\u0640'],
    ['hyphen-minus', '-'],
    ['hyphen', '\u2010'],
    ['non-breaking hyphen', '\u2011'],
    ['horizontal bar', '\u2015'],
    ['minus sign', '\u2212'],
  ])('deletes %s', (_name, char) => {
    expect(normalizeNumeric(`${char}۱۲${char}${char}٣4${char}`)).toBe('1234')
    expect(normalizePhone(`${char}۱۲${char}${char}٣4${char}`)).toBe('1234')
  })

  test.each(['a', '/', 'O', '+', '.', '(', ')', '_', '،', 'ا', '²', '１'])(
    'keeps %s for the validator',
    (char) => {
      expect(normalizeNumeric(`1${char}2`)).toBe(`1${char}2`)
    },
  )

  test('telephone numbers also lose ( ) and full stops, but keep the plus', () => {
    expect(normalizePhone('+۹۸ (۹۱۲) ۰۵۷.۲۶-۴۵')).toBe('+989120572645')
  })

  test('is idempotent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (s) => {
        expect(normalizeNumeric(normalizeNumeric(s))).toBe(normalizeNumeric(s))
        expect(normalizePhone(normalizePhone(s))).toBe(normalizePhone(s))
      }),
    )
  })
})
