import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { groupMobile, parseMobile } from './mobile.ts'

describe('the table of domain.md 2.4', () => {
  test.each([
    ['09120572645', '09120572645'],
    ['09355083595', '09355083595'],
    ['09212847222', '09212847222'],
    ['09903233390', '09903233390'],
    ['+989012847700', '09012847700'],
    ['9989712302', '09989712302'],
  ])('%s is stored as %s', (typed, stored) => {
    expect(parseMobile(typed)).toEqual({ ok: true, value: stored })
  })

  test.each(['0912057264', '091205726457', '08120572645', '02155083595', '+979355083595', '092128x7222'])(
    '%s is refused',
    (typed) => {
      expect(parseMobile(typed)).toEqual({ ok: false, code: 'mobile_format' })
    },
  )
})

test.each([
  '00989120572645',
  '989120572645',
  '+۹۸ ۹۱۲ ۰۵۷ ۲۶۴۵',
  '(0912) 057-26.45',
  '٠٩١٢٠٥٧٢٦٤٥',
  '\u202A+98 912 057 2645\u202C',
])('%s is the same number', (typed) => {
  expect(parseMobile(typed)).toEqual({ ok: true, value: '09120572645' })
})

test('no operator is refused by its prefix', () => {
  for (let prefix = 0; prefix < 100; prefix += 1) {
    const number = `09${String(prefix).padStart(2, '0')}2847222`
    expect(parseMobile(number)).toEqual({ ok: true, value: number })
  }
})

test.each(['', ' ', '()'])('%j is nothing', (typed) => {
  expect(parseMobile(typed)).toEqual({ ok: false, code: 'required' })
})

test('the stored and the displayed form read as themselves', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999 }), (n) => {
      const stored = `09${String(n).padStart(9, '0')}`
      expect(parseMobile(stored)).toEqual({ ok: true, value: stored })
      expect(parseMobile(groupMobile(stored))).toEqual({ ok: true, value: stored })
    }),
  )
})

test('display is grouped 4 3 4', () => {
  expect(groupMobile('09120572645')).toBe('0912 057 2645')
  expect(groupMobile('0912')).toBe('0912')
})
