import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checkedIn } from '#tests/support/domain-fixtures.ts'
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
  const event = checkedIn()
  expect(hashEvent(officeEventSchema.parse(JSON.parse(JSON.stringify(event))))).toBe(hashEvent(event))
  expect(hashEvent({ ...event, deviceSeq: 2 })).not.toBe(hashEvent(event))
  expect(hashEvent(event)).toMatch(/^[0-9a-f]{64}$/)
})
