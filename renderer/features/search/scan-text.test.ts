import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyOf, layoutNames, layouts } from './keyboard-layouts.ts'
import { codeOfScan, readingsOf, type Stroke } from './scan-text.ts'

const printable = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).filter((c) => c !== ' ')

/** What arrives when a scanner types `text` while a layout is active. */
function strokes(text: string, name: (typeof layoutNames)[number] | 'us'): readonly Stroke[] {
  return [...text].map((character) => {
    const key = keyOf(character, name)
    if (!key) throw new Error(`no key types ${character}`)
    return key
  })
}
/** The same over a remote desktop, or from a scanner that sends characters: no place is told. */
const withoutPlaces = (typed: readonly Stroke[]) =>
  typed.map(({ key }) => ({ key, code: '', shiftKey: false }))

describe('the layouts', () => {
  it.each(layoutNames)('%s has one output for every key of the US layout', (name) => {
    expect([layouts[name].plain.length, layouts[name].shifted.length]).toEqual([47, 47])
    for (const character of printable) expect(keyOf(character, name)?.key).toBeTruthy()
  })
})

describe.each([...layoutNames, 'us'] as const)('a scan while the layout is %s', (name) => {
  it('of digits alone, with or without places', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{8,20}$/), (digits) => {
        expect(codeOfScan(strokes(digits, name))?.code).toBe(digits)
        expect(codeOfScan(withoutPlaces(strokes(digits, name)))?.code).toBe(digits)
      }),
    )
  })

  it('of any text is read back by the places of the keys', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...printable), { minLength: 1, maxLength: 40 }), (characters) => {
        const text = `a${characters.join('')}`
        expect(readingsOf(strokes(text, name))[0]?.join('')).toBe(text)
      }),
    )
  })

  it.each([
    ['009-384937-0', '0093849370'],
    ['http://ncr.ir/?t=4820917735', '4820917735'],
    ['NID:0093849370;MOB:09121234567', '0093849370'],
  ])('of the label %s finds the code, with or without places', (text, code) => {
    expect(codeOfScan(strokes(text, name))).toEqual({ code, from: 0 })
    expect(codeOfScan(withoutPlaces(strokes(text, name)))?.code).toBe(code)
  })

  it('is told from what a hand had typed just before it', () => {
    expect(codeOfScan(strokes('kept4820917735', name))).toEqual({ code: '4820917735', from: 4 })
  })

  it('of a label without a code is none', () => {
    expect(codeOfScan(strokes('EAN-12345', name))).toBeNull()
    expect(codeOfScan(withoutPlaces(strokes('EAN-12345', name)))).toBeNull()
  })
})

it('takes the figures of the keypad, and characters that a Latin layout has right as they are', () => {
  const keypad = [...'0093849370'].map((key) => ({ key, code: `Numpad${key}`, shiftKey: false }))
  expect(codeOfScan(keypad)?.code).toBe('0093849370')
  // French: the figures are on the shifted keys, and the characters are what counts.
  const french = [...'0093849370'].map((key) => ({ key, code: `Digit${key}`, shiftKey: true }))
  expect(codeOfScan(french)?.code).toBe('0093849370')
})
