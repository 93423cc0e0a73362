import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type LogEnd, logEndText } from './log-signature.ts'

const logEnds = fc.record({
  deviceId: fc.uuid(),
  seq: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  hash: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
})

const read = (text: string): LogEnd => {
  const [purpose, deviceId = '', seq = '', hash = '', ...rest] = text.split('\n')
  expect([purpose, rest]).toEqual(['pishkhan-push-1', []])
  return { deviceId, seq: Number(seq), hash }
}

it('is one text for each end of a log, and says nothing but that', () => {
  fc.assert(
    fc.property(logEnds, (end) => {
      expect(read(logEndText(end))).toEqual(end)
    }),
  )
})

it('differs when anything differs', () => {
  fc.assert(
    fc.property(logEnds, logEnds, fc.subarray(['deviceId', 'seq', 'hash'] as const), (end, other, taken) => {
      const mixed = { ...end, ...Object.fromEntries(taken.map((key) => [key, other[key]])) }
      const same = taken.every((key) => end[key] === other[key])
      expect(logEndText(mixed) === logEndText(end)).toBe(same)
    }),
  )
})

it('stays as it is: devices in the field sign it', () => {
  const end = { deviceId: '018f0000-0000-7000-8000-0000000000d1', seq: 42, hash: 'ab'.repeat(32) }
  expect(logEndText(end)).toBe(
    'pishkhan-push-1\n018f0000-0000-7000-8000-0000000000d1\n42\nabababababababababababababababababababababababababababababababab',
  )
})
