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
