import { describe, expect, it } from 'vitest'
import { maskJalali } from './jalali-mask.ts'

describe('the mask of a typed date', () => {
  it.each([
    ['', ''],
    ['1370', '1370'],
    ['13700', '1370/0'],
    ['13700105', '1370/01/05'],
    ['۱۳۷۰۰۱۰۵', '1370/01/05'],
    ['1370/1/5', '1370/1/5'],
    ['1370-01-05', '1370/01/05'],
    ['1370/', '1370/'],
    ['1370//', '1370/'],
    ['137001059', '1370/01/05'],
    ['متولد ۱۳۷۰', '1370'],
    ['/1370', '1370'],
  ])('%j becomes %j', (typed, masked) => {
    expect(maskJalali(typed)).toBe(masked)
  })

  it('never undoes Backspace', () => {
    for (let text = '1370/01/05'; text !== ''; text = text.slice(0, -1)) {
      const shorter = text.slice(0, -1)
      expect(maskJalali(shorter)).toBe(shorter)
    }
  })
})
