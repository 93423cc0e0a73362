import { expect, test } from 'vitest'
import { parseAddress } from './address.ts'

test('an address is normalised, and keeps its digits and punctuation', () => {
  expect(parseAddress(' تهران،  خيابان وليعصر\n كوچهٔ ۱۲/۱ - پلاک 4 ')).toEqual({
    ok: true,
    value: 'تهران، خیابان ولیعصر کوچهٔ ۱۲/۱ - پلاک 4',
  })
})

test.each([
  ['', 'required'],
  [' \n ', 'required'],
  ['تهران', 'address_length'],
  ['ا'.repeat(9), 'address_length'],
  ['ا'.repeat(301), 'address_length'],
  ['12 Valiasr Street, Tehran', 'address_format'],
  ['۱۲۳۴۵۶۷۸۹۰۱۲', 'address_format'],
  ['تهران، خیابان\u0000 ولیعصر', 'address_format'],
  ['تهران، خیابان \uD83D ولیعصر', 'address_format'],
])('%j is refused: %s', (typed, why) => {
  expect(parseAddress(typed)).toEqual({ ok: false, code: why })
})

test('10 and 300 characters are enough and not too many', () => {
  for (const length of [10, 300]) {
    const address = 'ا'.repeat(length)
    expect(parseAddress(address)).toEqual({ ok: true, value: address })
  }
})
