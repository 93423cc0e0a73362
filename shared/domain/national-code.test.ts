import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { groupNationalCode, maskNationalCode, parseNationalCode } from './national-code.ts'

/** A second way to the control digit: 10·d1 + … + 2·d9 is the sum of the nine running totals plus the last of them. */
function controlDigitOf(nine: readonly number[]): number {
  let running = 0
  let sum = 0
  for (const digit of nine) {
    running += digit
    sum += running
  }
  const remainder = (sum + running) % 11
  return [0, 1, 9, 8, 7, 6, 5, 4, 3, 2, 1][remainder] ?? Number.NaN
}

const nineDigits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 9 })

describe('the table of domain.md 2.2', () => {
  test.each(['0093849370', '0106222971', '0129296031', '0134773039', '0144720736', '0169847152'])(
    '%s is valid',
    (code) => {
      expect(parseNationalCode(code)).toEqual({ ok: true, value: code })
    },
  )

  test.each([
    ['0093849378', 'national_code_check_digit'],
    ['3333333333', 'national_code_repeated'],
    ['0000000000', 'national_code_repeated'],
    ['6222971', 'national_code_length'],
    ['90129296031', 'national_code_length'],
    ['0134O73039', 'national_code_format'],
  ])('%s is refused: %s', (code, why) => {
    expect(parseNationalCode(code)).toEqual({ ok: false, code: why })
  })
})

describe('what may be typed', () => {
  test.each([
    ['۰۰۹۳۸۴۹۳۷۰', '0093849370'],
    ['٠٠٩٣٨٤٩٣٧٠', '0093849370'],
    ['009-384937-0', '0093849370'],
    ['\u2066009 384937 0\u2069\n', '0093849370'],
    ['93849370', '0093849370'],
    ['106222971', '0106222971'],
  ])('%s is stored as %s', (typed, stored) => {
    expect(parseNationalCode(typed)).toEqual({ ok: true, value: stored })
  })

  test.each(['', '   ', '\u200F-'])('%j is nothing', (typed) => {
    expect(parseNationalCode(typed)).toEqual({ ok: false, code: 'required' })
  })

  test.each(['009/3849370', '+0093849370', '0093849370a', '00938٫49370'])(
    '%s keeps its foreign character',
    (typed) => {
      expect(parseNationalCode(typed)).toEqual({ ok: false, code: 'national_code_format' })
    },
  )
})

test('ten identical digits pass only when the central system delivered them', () => {
  for (const digit of '0123456789') {
    const code = digit.repeat(10)
    expect(parseNationalCode(code)).toEqual({ ok: false, code: 'national_code_repeated' })
    expect(parseNationalCode(code, { allowRepeated: true })).toEqual({ ok: true, value: code })
  }
  expect(parseNationalCode('1111111112', { allowRepeated: true }).ok).toBe(false)
})

test('exactly the control digit of a second implementation is accepted', () => {
  fc.assert(
    fc.property(nineDigits, (nine) => {
      const accepted = [...'0123456789'].filter(
        (last) => parseNationalCode(nine.join('') + last, { allowRepeated: true }).ok,
      )
      expect(accepted).toEqual([String(controlDigitOf(nine))])
    }),
    { numRuns: 5000 },
  )
})

test('a valid code that lost its leading zeros is found again', () => {
  fc.assert(
    fc.property(nineDigits, fc.integer({ min: 0, max: 2 }), (nine, zeros) => {
      const digits = [...nine].fill(0, 0, zeros)
      const code = digits.join('') + controlDigitOf(digits)
      fc.pre(!/^(.)\1{9}$/.test(code))
      expect(parseNationalCode(code.slice(zeros))).toEqual({ ok: true, value: code })
    }),
  )
})

test('display is grouped 3-6-1, and typing the display gives the code', () => {
  expect(groupNationalCode('0012345678')).toBe('001-234567-8')
  expect(groupNationalCode('12345')).toBe('12345')
  expect(parseNationalCode(groupNationalCode('0106222971'))).toEqual({ ok: true, value: '0106222971' })
})

test('a masked code shows its last four digits', () => {
  expect(maskNationalCode('0093849370')).toBe('••••••9370')
  expect(maskNationalCode('9370')).toBe('9370')
})
