import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reasonSchema } from '#shared/domain/event.ts'
import { cleanReason, cleanText } from './free-text.ts'

test('keeps what a clerk writes, and takes out what cannot be stored or printed', () => {
  expect(cleanText(' فردا می‌آورد\nبا «نامهٔ» مادر ')).toBe('فردا می‌آورد\nبا «نامهٔ» مادر')
  expect(cleanText('a\u0000b\u0007c\u0085d\uD800e')).toBe('a b c d e')
  expect(cleanText('\u{1F600}')).toBe('\u{1F600}')
})

test('a reason of nothing but noise is none', () => {
  expect(() => cleanReason('\u0000\u0001\u0002\u0003')).toThrow('reason_required')
  expect(cleanReason('\u0000بله')).toBe('بله')
  // Two characters, three code units: an event would not take it.
  expect(() => cleanReason('\u0000\u{10000}!')).toThrow('reason_required')
})

test('whatever is taken as a reason, an event takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 6 }), (text) => {
      const taken = (() => {
        try {
          return cleanReason(text)
        } catch {
          return null
        }
      })()
      if (taken !== null) expect(reasonSchema.safeParse(taken)).toEqual({ success: true, data: taken })
    }),
  )
})

test('whatever comes in: well formed, without controls, never longer, stable', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const clean = cleanText(text)
      expect(clean.isWellFormed()).toBe(true)
      expect(clean).not.toMatch(/(?![\n\t])\p{Cc}/u)
      expect(clean.length).toBeLessThanOrEqual(text.length)
      expect(cleanText(clean)).toBe(clean)
    }),
  )
})
