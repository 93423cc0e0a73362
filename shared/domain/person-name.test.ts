import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePersonName } from './person-name.ts'

test.each([
  ['علي', 'علی'],
  ['  سيد   علی رضا ', 'سید علی رضا'],
  ['مُحَمَّد', 'محمد'],
  ['فاطمه‌زهرا', 'فاطمه‌زهرا'],
  ['رئوف'.normalize('NFD'), 'رئوف'],
  ['ضیاء', 'ضیاء'],
  ['م'.repeat(50), 'م'.repeat(50)],
])('%s is stored as %s', (typed, stored) => {
  expect(parsePersonName(typed)).toEqual({ ok: true, value: stored })
})

test.each([
  ['', 'required'],
  ['  \u200C', 'required'],
  ['ع', 'name_length'],
  ['م'.repeat(51), 'name_length'],
  ['Ali', 'name_format'],
  ['علی ۲', 'name_format'],
  ['علی؛', 'name_format'],
  ['علی <b>', 'name_format'],
])('%j is refused: %s', (typed, why) => {
  expect(parsePersonName(typed)).toEqual({ ok: false, code: why })
})

test('what is stored is read as itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'اأآئؤةکكیيبپ ‌ـ') }), (typed) => {
      const first = parsePersonName(typed)
      fc.pre(first.ok)
      expect(parsePersonName(first.value)).toEqual(first)
    }),
  )
})
