import { describe, expect, test } from 'vitest'
import { areaCodes, groupLandline, parseLandline } from './landline.ts'

/** The rule as domain.md 2.5 writes it, independent of the table of provinces. */
const RULE = /^0(1[137]|2[134568]|3[1458]|4[145]|5[1468]|6[16]|7[1467]|8[13467])[2-9][0-9]{7}$/

describe('the rule of domain.md 2.5', () => {
  test('every area code is accepted or refused as the rule says', () => {
    for (let code = 0; code < 100; code += 1) {
      for (const subscriber of ['08634712', '18634712', '28634712', '98634712', '2863471', '286347120']) {
        const number = `0${String(code).padStart(2, '0')}${subscriber}`
        // Eight digits that begin with 2–9 are a number without its area code, never one with it.
        expect(parseLandline(number).ok, number).toBe(RULE.test(number))
      }
    }
  })

  test('the 31 codes and their provinces', () => {
    expect(areaCodes).toHaveLength(31)
    expect(new Set(areaCodes.map(({ code }) => code)).size).toBe(31)
    expect(new Set(areaCodes.map(({ province }) => province)).size).toBe(31)
    const provinceOf = (code: string) => areaCodes.find((area) => area.code === code)?.province
    expect(provinceOf('021')).toBe('تهران')
    expect(provinceOf('038')).toBe('چهارمحال و بختیاری')
    expect(provinceOf('087')).toBe('کردستان')
  })
})

test.each(['021-88634712', '۰۲۱۸۸۶۳۴۷۱۲', '(021) 8863 4712', '٠٢١ ٨٨٦٣٤٧١٢', '021.88634712'])(
  '%s is the same number',
  (typed) => {
    expect(parseLandline(typed)).toEqual({ ok: true, value: '02188634712' })
  },
)

test('eight digits are completed with the area code of the office', () => {
  expect(parseLandline('8863-4712', { areaCode: '021' })).toEqual({ ok: true, value: '02188634712' })
  expect(parseLandline('02188634712', { areaCode: '011' })).toEqual({ ok: true, value: '02188634712' })
  expect(parseLandline('88634712')).toEqual({ ok: false, code: 'landline_area_code_missing' })
  expect(parseLandline('18634712')).toEqual({ ok: false, code: 'landline_format' })
  expect(parseLandline('88634712', { areaCode: '099' })).toEqual({ ok: false, code: 'landline_area_code' })
  expect(parseLandline('88634712', { areaCode: '21' })).toEqual({ ok: false, code: 'landline_format' })
})

test.each([
  ['', 'required'],
  ['09120572645', 'landline_area_code'],
  ['02288634712', 'landline_area_code'],
  ['02108634712', 'landline_format'],
  ['0218863471', 'landline_format'],
  ['021886347123', 'landline_format'],
  ['18634712', 'landline_format'],
  ['2188634712', 'landline_format'],
  ['021-8863471x', 'landline_format'],
  ['02188634712 داخلی 3', 'landline_format'],
])('%j is refused: %s', (typed, why) => {
  expect(parseLandline(typed, { areaCode: '021' })).toEqual({ ok: false, code: why })
})

test('display sets the area code apart', () => {
  expect(groupLandline('02188634712')).toBe('021-88634712')
  expect(groupLandline('88634712')).toBe('88634712')
})
