import { expect, it } from 'vitest'
import { maskJalali } from './jalali-mask.ts'

/** Types one key after the other, as a hand does. */
const typed = (keys: string) => [...keys].reduce((before, key) => maskJalali(before + key, before), '')

it('puts the strokes into digits', () => {
  expect(typed('13700105')).toBe('1370/01/05')
  expect(typed('۱۳۷۰۰۱۰۵')).toBe('۱۳۷۰/۰۱/۰۵')
})

it('leaves what is typed with strokes as it is', () => {
  expect(typed('1370/1/5')).toBe('1370/1/5')
  expect(typed('۱۳۷۰/۰۱/۰۵')).toBe('۱۳۷۰/۰۱/۰۵')
})

it('reads what is pasted', () => {
  expect(maskJalali('13700105', '')).toBe('1370/01/05')
})

it('can be taken back key by key', () => {
  let value = typed('13700105')
  while (value !== '') {
    const shorter = value.slice(0, -1)
    const next = maskJalali(shorter, value)
    expect(next.length, `after ${value}`).toBeLessThan(value.length)
    value = next
  }
})
