import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { groupPostalCode, parsePostalCode } from './postal-code.ts'

describe('the table of domain.md 2.3', () => {
  test.each(['5554194627', '8836100214', '1553613579', '5848620202', '5785399999', '6676328746'])(
    '%s is valid',
    (code) => {
      expect(parsePostalCode(code)).toEqual({ ok: true, value: code })
    },
  )

  test.each([
    ['0656718639', 'postal_code_zero_or_two'],
    ['5324411792', 'postal_code_zero_or_two'],
    ['1111320975', 'postal_code_repeated'],
    ['885630333', 'postal_code_length'],
    ['88563033341', 'postal_code_length'],
    ['1234567890', 'postal_code_zero_or_two'],
  ])('%s is refused: %s', (code, why) => {
    expect(parsePostalCode(code)).toEqual({ ok: false, code: why })
  })
})

test('either digit set and the written grouping are read', () => {
  expect(parsePostalCode('۵۵۵۴۱-۹۴۶۲۷')).toEqual({ ok: true, value: '5554194627' })
  expect(parsePostalCode('٥٥٥٤١ ٩٤٦٢٧')).toEqual({ ok: true, value: '5554194627' })
})

test.each([
  ['', 'required'],
  ['-', 'required'],
  ['کد 5554194627', 'postal_code_format'],
  ['5554194627.', 'postal_code_format'],
])('%j is refused: %s', (typed, why) => {
  expect(parsePostalCode(typed)).toEqual({ ok: false, code: why })
})

test('accepts exactly what the rule of domain.md 2.3 accepts', () => {
  const rule = /^(?!(\d)\1{3})[13-9]{5}[0-9]{5}$/
  const nearCode = fc
    .tuple(
      fc.string({ unit: fc.constantFrom(...'1345'), minLength: 3, maxLength: 5 }),
      fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 4, maxLength: 8 }),
    )
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(nearCode, (code) => {
      expect(parsePostalCode(code).ok).toBe(rule.test(code))
    }),
    { numRuns: 3000 },
  )
})

test('display is grouped 5-5', () => {
  expect(groupPostalCode('5554194627')).toBe('55541-94627')
  expect(groupPostalCode('555')).toBe('555')
})
