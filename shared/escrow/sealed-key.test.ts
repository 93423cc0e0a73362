import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeBytes, escrowCode, readEscrowCode } from './code.ts'
import { keyCheck, parseSealedKey, type SealedKey, sealKey, unsealKey } from './sealed-key.ts'

const madeAt = '2026-11-22T06:52:00.000Z'
const random = (bytes: number) => new Uint8Array(randomBytes(bytes))
const codes = fc.uint8Array({ minLength: codeBytes, maxLength: codeBytes }).map((bytes) => {
  const read = readEscrowCode(escrowCode(bytes))
  if (!read.ok) throw new Error('a code that cannot be read')
  return read.code
})
const keys = fc.uint8Array({ minLength: 32, maxLength: 32 })
const seal = (key: Uint8Array, code: string) => sealKey(key, code, { madeAt, random })

it('gives the key back for its code, through the file’s text', () => {
  fc.assert(
    fc.property(keys, codes, (key, code) => {
      const sealed = parseSealedKey(JSON.stringify(seal(key, code)))
      expect(sealed && unsealKey(sealed, code)).toEqual({ ok: true, key: Uint8Array.from(key) })
      expect(sealed?.check).toBe(keyCheck(key))
    }),
  )
})

it('and for no other', () => {
  fc.assert(
    fc.property(keys, codes, codes, (key, code, other) => {
      fc.pre(code !== other)
      expect(unsealKey(seal(key, code), other)).toEqual({ ok: false, why: 'wrong_code' })
    }),
  )
})

it('never seals twice alike, and the file holds neither key nor code', () => {
  const key = random(32)
  const code = '0123456789ABCDEFGHJKMNPQRST'
  const [one, two] = [seal(key, code), seal(key, code)]
  expect(one.ciphertext).not.toBe(two.ciphertext)
  expect(one.kdf.salt).not.toBe(two.kdf.salt)
  expect(one.codeCheck).not.toBe(two.codeCheck)
  const text = JSON.stringify(one)
  expect(text).not.toContain(Buffer.from(key).toString('base64'))
  expect(text).not.toContain(code)
})

describe('a file that was changed', () => {
  const code = '0123456789ABCDEFGHJKMNPQRST'
  const flipped = (text: string) => {
    const bytes = Buffer.from(text, 'base64')
    bytes[0] = (bytes[0] ?? 0) ^ 1
    return bytes.toString('base64')
  }
  it.each<[string, (sealed: SealedKey) => SealedKey, 'wrong_code' | 'damaged']>([
    ['another time', (sealed) => ({ ...sealed, madeAt: '2026-11-23T06:52:00.000Z' }), 'damaged'],
    ['another check of the key', (sealed) => ({ ...sealed, check: flipped(sealed.check) }), 'damaged'],
    ['another nonce', (sealed) => ({ ...sealed, nonce: flipped(sealed.nonce) }), 'damaged'],
    ['another ciphertext', (sealed) => ({ ...sealed, ciphertext: flipped(sealed.ciphertext) }), 'damaged'],
    ['another tag', (sealed) => ({ ...sealed, tag: flipped(sealed.tag) }), 'damaged'],
    [
      'another check of the code',
      (sealed) => ({ ...sealed, codeCheck: flipped(sealed.codeCheck) }),
      'wrong_code',
    ],
    [
      'another salt',
      (sealed) => ({ ...sealed, kdf: { ...sealed.kdf, salt: flipped(sealed.kdf.salt) } }),
      'wrong_code',
    ],
  ])('%s gives nothing', (_what, change, why) => {
    expect(unsealKey(change(seal(random(32), code)), code)).toEqual({ ok: false, why })
  })

  it.each<[string, (sealed: SealedKey) => unknown]>([
    ['a newer version', (sealed) => ({ ...sealed, version: 2 })],
    ['another cipher', (sealed) => ({ ...sealed, cipher: 'none' })],
    ['a short nonce', (sealed) => ({ ...sealed, nonce: 'AAAA' })],
    ['a long ciphertext', (sealed) => ({ ...sealed, ciphertext: `${'A'.repeat(64)}` })],
    ['no tag', ({ tag: _, ...sealed }) => sealed],
    ['nothing', () => null],
  ])('%s is none', (_what, change) => {
    expect(parseSealedKey(JSON.stringify(change(seal(random(32), code))))).toBeNull()
  })
  it('half a file is none', () => {
    expect(parseSealedKey(JSON.stringify(seal(random(32), code)).slice(0, 100))).toBeNull()
  })
})
