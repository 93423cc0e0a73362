import { CompactEncrypt, CompactSign, exportJWK, generateKeyPair, importJWK } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { ExchangeRefusal } from './exchange-error.ts'
import { ExchangeFileError } from './exchange-error.ts'
import type { PrivateSealingKey, PrivateSigningKey } from './exchange-keys.ts'
import { keyBytesSchema, keyIdOf, publicHalf } from './exchange-keys.ts'
import { unzip, zip } from './gzip.ts'
import { longestFile, openFile, sealFile } from './sealed-file.ts'

async function newKey<C extends 'X25519' | 'Ed25519'>(crv: C) {
  const alg = crv === 'X25519' ? 'ECDH-ES' : 'EdDSA'
  const { privateKey } = await generateKeyPair(alg, { crv, extractable: true })
  const { x = '', d = '' } = await exportJWK(privateKey)
  return { kty: 'OKP' as const, crv, x, d }
}

const schema = z.object({ events: z.array(z.string()) })
const content = { events: ['ثبت حضور', '0499370899'] }
let receiver: PrivateSealingKey
let other: PrivateSealingKey
let sender: PrivateSigningKey
let stranger: PrivateSigningKey
let file: string

beforeAll(async () => {
  receiver = await newKey('X25519')
  other = await newKey('X25519')
  sender = await newKey('Ed25519')
  stranger = await newKey('Ed25519')
  file = await seal(JSON.stringify(content))
})

const seal = (json: string, key: PrivateSigningKey = sender, keyId = 'device') =>
  sealFile(json, 'office_events', { sender: { keyId, key }, receiver: publicHalf(receiver) })
const open = (text: string, by = receiver, kind: 'office_events' | 'office_list' = 'office_events') =>
  openFile(text, kind, {
    receiver: by,
    senderOf: async (keyId) => (keyId === 'device' ? { keyId, key: publicHalf(sender) } : null),
    schema,
  })
const refusal = async (opening: Promise<unknown>): Promise<ExchangeRefusal> => {
  const error = await opening.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof ExchangeFileError) return error.code
  throw new Error(`not refused: ${error}`)
}
/** Sealed as it should be, by somebody who knows the receiver's public key: everybody may. */
const sealAnything = async (signed: string, header: Record<string, unknown> = {}) =>
  new CompactEncrypt(new TextEncoder().encode(signed))
    .setProtectedHeader({
      alg: 'ECDH-ES+A256KW',
      enc: 'A256GCM',
      typ: 'pishkhan-exchange',
      fmt: 1,
      kid: await keyIdOf(receiver),
      ...header,
    })
    .encrypt(await importJWK(publicHalf(receiver), 'ECDH-ES+A256KW'))
const signAnything = async (bytes: Uint8Array, key = sender) =>
  new CompactSign(bytes)
    .setProtectedHeader({ alg: 'EdDSA', kid: 'device', typ: 'pishkhan-office-events' })
    .sign(await importJWK(key, 'EdDSA'))

describe('a sealed file', () => {
  it('opens for whom it is sealed, and names who signed it', async () => {
    expect(await open(file)).toEqual({ content, sender: { keyId: 'device', key: publicHalf(sender) } })
  })

  it('shows nothing of its content, and is another file each time', async () => {
    expect(file).not.toContain('0499370899')
    expect(Buffer.from(file.split('.').join(''), 'base64url').toString('latin1')).not.toContain('0499370899')
    expect(await seal(JSON.stringify(content))).not.toBe(file)
    const [header = ''] = file.split('.')
    const open = JSON.parse(Buffer.from(header, 'base64url').toString()) as Record<string, unknown>
    expect(Object.keys(open).sort()).toEqual(['alg', 'enc', 'epk', 'fmt', 'kid', 'typ'])
    expect(open.kid).toBe(await keyIdOf(receiver))
  })

  it('is refused with any one bit of it turned', { timeout: 120_000 }, async () => {
    const bytes = Buffer.from(file, 'latin1')
    const outcomes = new Map<string, number>()
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const turned = Buffer.from(bytes)
      turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const code = await refusal(open(turned.toString('latin1')))
      outcomes.set(code, (outcomes.get(code) ?? 0) + 1)
    }
    expect([...outcomes.values()].reduce((sum, count) => sum + count)).toBe(bytes.length * 8)
    for (const code of outcomes.keys()) {
      expect(['not_an_exchange_file', 'newer_format', 'for_another', 'damaged']).toContain(code)
    }
  })

  it('is refused when it is cut anywhere, or has something behind it', async () => {
    for (let length = 0; length < file.length; length += 7) {
      expect(['not_an_exchange_file', 'damaged']).toContain(await refusal(open(file.slice(0, length))))
    }
    for (const more of ['\n', ' ', 'A', '.', '.A', file]) {
      expect(await refusal(open(file + more))).toBe('damaged')
    }
  })

  it('is refused by everybody else, and as a file of the other kind', async () => {
    expect(await refusal(open(file, other))).toBe('for_another')
    expect(await refusal(open(file, receiver, 'office_list'))).toBe('wrong_kind')
  })

  it('is refused when somebody else signed it, under a known name or an unknown one', async () => {
    expect(await refusal(open(await seal('{}', stranger)))).toBe('sender_not_proven')
    expect(await refusal(open(await seal('{}', sender, 'nobody')))).toBe('sender_not_proven')
    const [header, , signature] = (await signAnything(await zip('{"events":["a"]}'))).split('.')
    const forged = [header, Buffer.from(await zip('{"events":["b"]}')).toString('base64url'), signature]
    expect(await refusal(open(await sealAnything(forged.join('.'))))).toBe('sender_not_proven')
    expect(await refusal(open(await sealAnything('not signed at all')))).toBe('damaged')
  })

  it('is refused when it is of a newer version, or something else', async () => {
    const signed = await signAnything(await zip('{}'))
    expect(await refusal(open(await sealAnything(signed, { fmt: 2 })))).toBe('newer_format')
    expect(await refusal(open(await sealAnything(signed, { fmt: '1' })))).toBe('damaged')
    expect(await refusal(open(await sealAnything(signed, { typ: 'JOSE' })))).toBe('not_an_exchange_file')
    for (const text of ['', '{}', 'a.b.c.d.e', '\uFEFF', 'شناسنامه', 'x'.repeat(100_000)]) {
      expect(await refusal(open(text))).toBe('not_an_exchange_file')
    }
  })

  it('is refused when its content is too large, no text, or not what the contract says', async () => {
    expect(await refusal(open('x'.repeat(longestFile + 1)))).toBe('too_large')
    expect(await refusal(open(await seal('{"events":[1]}')))).toBe('content_invalid')
    expect(await refusal(open(await seal('not JSON')))).toBe('content_invalid')
    const notZipped = await sealAnything(await signAnything(new Uint8Array([1, 2, 3])))
    expect(await refusal(open(notZipped))).toBe('damaged')
  })
})

describe('compressed text', () => {
  it('comes back, and no more of it is read than is allowed', async () => {
    const text = 'سامانه '.repeat(10_000)
    const bytes = new Uint8Array(await zip(text))
    expect(bytes.length).toBeLessThan(2000)
    expect(await unzip(bytes, 200_000)).toBe(text)
    expect(await refusal(unzip(bytes, 100_000))).toBe('too_large')
    expect(await refusal(unzip(bytes.slice(0, -9), 200_000))).toBe('damaged')
    expect(await refusal(unzip(new Uint8Array([...bytes, 0]), 200_000))).toBe('damaged')
  })
})

it('a key has one spelling', () => {
  const key = Buffer.alloc(32, 7).toString('base64url')
  expect(keyBytesSchema.safeParse(key).success).toBe(true)
  for (const bad of [`${key.slice(0, -1)}d`, `${key}=`, key.slice(1), `${key}A`, '']) {
    expect(keyBytesSchema.safeParse(bad).success).toBe(false)
  }
})
