import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toPersianDigits } from '../domain/digits.ts'
import { codeBytes, escrowCode, groupsOf, readEscrowCode } from './code.ts'

const codes = fc.uint8Array({ minLength: codeBytes, maxLength: codeBytes }).map(escrowCode)
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const bare = (code: string) => code.replaceAll('-', '')

it('is 28 characters in seven groups that nobody can mix up, and at least 128 bits of them are random', () => {
  fc.assert(
    fc.property(codes, (code) => {
      expect(groupsOf(code)).toHaveLength(7)
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){6}$/)
    }),
  )
  expect(27 * 5).toBeGreaterThanOrEqual(128)
  // Every random bit that counts is in the code.
  const random = new Uint8Array(codeBytes)
  const seen = new Set([escrowCode(random)])
  for (let bit = 0; bit < 27 * 5; bit += 1) {
    const changed = random.slice()
    changed[Math.floor(bit / 5)] = 1 << (bit % 5)
    seen.add(escrowCode(changed))
  }
  expect(seen.size).toBe(27 * 5 + 1)
  expect(() => escrowCode(new Uint8Array(26))).toThrow(RangeError)
})

describe('is read as people type it', () => {
  it.each([
    ['as it was printed', (code: string) => code],
    ['in small letters', (code: string) => code.toLowerCase()],
    ['in Persian digits', (code: string) => toPersianDigits(code)],
    ['without hyphens', bare],
    ['with spaces, also where none belong', (code: string) => ` ${bare(code).replace(/(.)/g, '$1 ')}`],
    ['with O for 0 and I or l for 1', (code: string) => code.replaceAll('0', 'O').replaceAll('1', 'l')],
    ['with i for 1 and o for 0', (code: string) => code.replaceAll('0', 'o').replaceAll('1', 'i')],
    ['with marks of the writing direction', (code: string) => `\u2066${code}\u2069\u200c`],
    ['in full-width letters', (code: string) => code.replaceAll('A', 'Ａ')],
  ])('%s', (_how, typed) => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(readEscrowCode(typed(code))).toEqual({ ok: true, code: bare(code) })
      }),
    )
  })
})

it('notices every mistake in a single character', () => {
  fc.assert(
    fc.property(codes, (code) => {
      const text = bare(code)
      for (let place = 0; place < text.length; place += 1) {
        for (const other of alphabet) {
          if (other === text[place]) continue
          const typed = text.slice(0, place) + other + text.slice(place + 1)
          expect(readEscrowCode(typed)).toEqual({ ok: false, problem: 'typo' })
        }
      }
    }),
    { numRuns: 20 },
  )
})

it('notices two neighbours in each other’s place, one left out, and one too many', () => {
  fc.assert(
    fc.property(codes, fc.nat(26), fc.constantFrom(...alphabet), (code, place, extra) => {
      const text = bare(code)
      const [a = '', b = ''] = [text[place], text[place + 1]]
      const exchanged = text.slice(0, place) + b + a + text.slice(place + 2)
      expect(readEscrowCode(exchanged).ok).toBe(a === b)
      const shorter = text.slice(0, place) + text.slice(place + 1)
      expect(readEscrowCode(shorter)).toEqual({ ok: false, problem: 'length' })
      const longer = text.slice(0, place) + extra + text.slice(place)
      expect(readEscrowCode(longer)).toEqual({ ok: false, problem: 'length' })
    }),
  )
})

it('refuses what no code has in it', () => {
  fc.assert(
    fc.property(codes, fc.nat(27), fc.constantFrom('U', 'ض', '*', '!', '🙂'), (code, place, wrong) => {
      const text = bare(code)
      const typed = text.slice(0, place) + wrong + text.slice(place + 1)
      expect(readEscrowCode(typed)).toEqual({ ok: false, problem: 'character' })
    }),
  )
  expect(readEscrowCode('')).toEqual({ ok: false, problem: 'length' })
})
