import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keepEqual } from './keep-equal.ts'

describe('keepEqual', () => {
  it('keeps the parts that say the same, and what holds them where all of them do', () => {
    const before = { a: { b: [1, { c: 2 }] }, d: [{ e: 3 }, { e: 4 }], f: null }
    expect(keepEqual(before, structuredClone(before))).toBe(before)
    const now = keepEqual(before, { ...structuredClone(before), d: [{ e: 3 }, { e: 5 }] })
    expect(now).not.toBe(before)
    expect(now.a).toBe(before.a)
    expect(now.d[0]).toBe(before.d[0])
    expect(now.d).toEqual([{ e: 3 }, { e: 5 }])
  })

  it.each([
    [{ a: 1, b: undefined }, { a: 1 }],
    [{ a: 1 }, { a: 1, b: undefined }],
    [[1, 2], [1]],
    [[], {}],
    [null, {}],
    [{ a: null }, { a: {} }],
  ])('%o is not %o', (before, now) => {
    expect(keepEqual(before, now)).toStrictEqual(now)
    expect(keepEqual(before, now)).not.toBe(before)
  })

  it('always says what the new value says', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, now) => {
        expect(keepEqual(before, now)).toEqual(now)
        expect(keepEqual(before, structuredClone(before))).toEqual(before)
      }),
    )
  })
})
