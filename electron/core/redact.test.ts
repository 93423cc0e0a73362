import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { toPersianDigits } from '#shared/domain/digits.ts'
import { redact, redactNumber } from './redact.ts'

describe('what is taken out', () => {
  it.each([
    ['a name', 'no appointment of علی‌رضا کاظمی پور', 'no appointment of […]'],
    ['a national code', 'row 0093849370 is there', 'row […] is there'],
    ['one in Persian digits', 'row ۰۰۹۳۸۴۹۳۷۰', 'row […]'],
    ['one in Arabic digits', 'row ٠٠٩٣٨٤٩٣٧٠', 'row […]'],
    ['one without its zeros', '93849370', '[…]'],
    ['one as it is written by hand', '009-384937-0', '[…]'],
    ['a mobile number', '+98 912 345 67 89', '+[…]'],
    ['a landline number', '(021) 8877-6655', '([…]'],
    ['a code between marks of direction', '\u2066021\u2069\u200e88776655', '\u2066[…]'],
    ['an address', 'تهران، خیابان ولی‌عصر، پلاک ۱۲', '[…] ۱۲'],
    ['presentation forms', 'ﻋﻠﻲ', '[…]'],
    ['a key as hex', `key ${'0a1b2c3d'.repeat(8)}`, 'key […]'],
    [
      'a code beside an id',
      '0195e000-0000-7000-8000-000000000001 0093849370',
      '0195e000-0000-7000-8000-000000000001 […]',
    ],
  ])('%s', (_what, text, expected) => expect(redact(text)).toBe(expected))

  it('keys and tokens, however they are written', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 64 }), (bytes) => {
        for (const form of ['hex', 'base64url', 'base64'] as const) {
          const written = Buffer.from(bytes).toString(form)
          const left = redact(`before ${written} after`)
          // Between the slashes of base64 pieces may stay that are of no use to anybody.
          for (const piece of left.split(/[ /]/)) expect(piece.length).toBeLessThan(40)
          if (form !== 'base64') expect(left).toMatch(/^before (\[…\])+ after$/)
        }
      }),
    )
  })
})

describe('what is kept', () => {
  it.each([
    'database_in_use',
    'SQLITE_CORRUPT_VTAB',
    '2026-11-22T06:52:00.000Z',
    '2026-11-22',
    '01936f00-1234-7000-8000-123456789012',
    'at createAppointmentsRepositoryForTheDay (electron/core/services/day.ts:123:45)',
    'node_modules/@orpc/server/dist/shared/server.DZ5BIITo.mjs:12:3',
    '0.1.0 · v24.21.0 · linux x64',
    '123456',
  ])('%s', (text) => expect(redact(text)).toBe(text))

  it('numbers that count', () => {
    expect(redactNumber(9_999_999)).toBe(9_999_999)
    expect(redactNumber(-250)).toBe(-250)
    expect(redactNumber(93_849_370)).toBe('[…]')
  })
})

test('no code of eight digits and more gets through, whatever stands around it and between', () => {
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 14 })
  const around = fc.string({ maxLength: 12 }).map((text) => text.replace(/[0-9-]/g, ''))
  const separators = fc.constantFrom('', ' ', '-', '\u200c', '\u2066')
  fc.assert(
    fc.property(
      digits,
      around,
      around,
      separators,
      fc.boolean(),
      (code, before, after, separator, persian) => {
        const plain = code.join(separator)
        const written = persian ? toPersianDigits(plain) : plain
        expect(redact(`${before}${written}${after}`)).not.toContain(written)
      },
    ),
  )
})
