import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checkedIn, event } from '#tests/support/domain-fixtures.ts'
import { officeEventSchema } from './event.ts'
import { canonicalJson, hashEvent } from './event-chain.ts'

it('the canonical form does not depend on the order of keys, and says the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      expect(canonicalJson(JSON.parse(text))).toBe(text)
    }),
  )
  expect(canonicalJson({ b: 1, a: { d: undefined, c: [2] } })).toBe('{"a":{"c":[2]},"b":1}')
})

it('the canonical form is that of sorting every key, also under odd names, and needs one look at each value', () => {
  const plainly = (value: unknown): string => {
    if (Array.isArray(value)) return `[${value.map(plainly).join(',')}]`
    if (value === null || typeof value !== 'object') return JSON.stringify(value)
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${plainly(inner)}`).join(',')}}`
  }
  const names = fc.constantFrom('b', 'a', 'ا', '__proto__', 'constructor', 'toString', 'B', '', 'a\u001e')
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom(null, true, -0, 1.5, 'متن', '\ud800'),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.array(fc.tuple(names, tie('tree')), { maxLength: 6 }).map(Object.fromEntries),
    ),
  }))
  fc.assert(
    fc.property(tree, (value) => {
      const before = JSON.stringify(value)
      expect(canonicalJson(value)).toBe(plainly(value))
      expect(JSON.stringify(value)).toBe(before)
    }),
  )
  let deep: unknown = 1
  for (let level = 0; level < 1000; level += 1) deep = { b: 2, a: deep }
  expect(canonicalJson(deep)).toHaveLength(1000 * '{"a":,"b":2}'.length + 1)
})

it('a hash survives the way over the wire and changes with anything in the event', () => {
  const sent = checkedIn()
  expect(hashEvent(officeEventSchema.parse(JSON.parse(JSON.stringify(sent))))).toBe(hashEvent(sent))
  expect(hashEvent({ ...sent, deviceSeq: 2 })).not.toBe(hashEvent(sent))
  expect(hashEvent(sent)).toMatch(/^[0-9a-f]{64}$/)
})

it('a text that no store takes is no part of an event', () => {
  const reason = (text: string) =>
    officeEventSchema.safeParse(event('check_in_undone', { reason: text })).success
  expect(reason('اشتباه\nدر انتخاب')).toBe(true)
  expect(reason('اشتباه\u0000')).toBe(false)
  expect(reason('نیمهٔ \ud83d')).toBe(false)
})
