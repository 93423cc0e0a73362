import { expect, test } from 'vitest'
import { parseTrackingCode } from './tracking-code.ts'

test.each([
  ['1234567890', '1234567890'],
  ['۰۰۱۲۳۴۵۶۷۸', '0012345678'],
  ['٠٠١٢-٣٤٥٦ ٧٨', '0012345678'],
])('%s is stored as %s', (typed, stored) => {
  expect(parseTrackingCode(typed)).toEqual({ ok: true, value: stored })
})

test.each([
  ['', 'required'],
  [' \u200F', 'required'],
  ['123456789', 'tracking_code_format'],
  ['12345678901', 'tracking_code_format'],
  ['12345678-9O', 'tracking_code_format'],
  ['12345/7890', 'tracking_code_format'],
])('%j is refused: %s', (typed, why) => {
  expect(parseTrackingCode(typed)).toEqual({ ok: false, code: why })
})

test('the length is configurable (domain.md 2.6)', () => {
  expect(parseTrackingCode('012345678901', { length: 12 })).toEqual({ ok: true, value: '012345678901' })
  expect(parseTrackingCode('1234567890', { length: 12 })).toEqual({ ok: false, code: 'tracking_code_format' })
})
