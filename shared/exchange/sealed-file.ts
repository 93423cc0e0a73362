import {
  CompactEncrypt,
  CompactSign,
  compactDecrypt,
  compactVerify,
  decodeProtectedHeader,
  importJWK,
} from 'jose'
import { z } from 'zod'
import { ExchangeFileError } from './exchange-error.ts'
import type { PrivateSealingKey, PrivateSigningKey, SealingKey, SigningKey } from './exchange-keys.ts'
import { keyIdOf } from './exchange-keys.ts'
import { unzip, zip } from './gzip.ts'

/**
 * A file between an office and the central system: gzipped JSON, signed (JWS, Ed25519), and the signed sealed for its
 * receiver (JWE, X25519 and AES-GCM). In the open are only this format's name and number and the name of the
 * receiver's key (docs/decisions/0074).
 */
export type ExchangeKind = 'office_events' | 'office_list'

const fileType = 'pishkhan-exchange'
const formatNumber = 1
const signedTypes: Record<ExchangeKind, string> = {
  office_events: 'pishkhan-office-events',
  office_list: 'pishkhan-office-list',
}
const sealing = { alg: 'ECDH-ES+A256KW', enc: 'A256GCM' } as const

/** Characters of a file, and bytes of what is compressed in it: about a million events, far beyond any office's. */
export const longestFile = 48 * 1024 * 1024
export const longestContent = 256 * 1024 * 1024

/** Signs and seals a JSON text. `keyId` tells the receiver whose signature it is. */
export async function sealFile(
  json: string,
  kind: ExchangeKind,
  { sender, receiver }: { sender: { keyId: string; key: PrivateSigningKey }; receiver: SealingKey },
): Promise<string> {
  const signed = await new CompactSign(await zip(json))
    .setProtectedHeader({ alg: 'EdDSA', kid: sender.keyId, typ: signedTypes[kind] })
    .sign(await importJWK(sender.key, 'EdDSA'))
  return new CompactEncrypt(new TextEncoder().encode(signed))
    .setProtectedHeader({ ...sealing, typ: fileType, fmt: formatNumber, kid: await keyIdOf(receiver) })
    .encrypt(await importJWK(receiver, sealing.alg))
}

const signedHeaderSchema = z.object({ alg: z.literal('EdDSA'), kid: z.string().max(200), typ: z.string() })

/**
 * Opens a file and gives its content with who signed it. Whatever is not exactly as its sender
 * wrote it is refused. Throws `ExchangeFileError`.
 *
 * @param senderOf who signs with the key of that name; null when nobody is known by it
 */
export async function openFile<T, S extends { key: SigningKey }>(
  text: string,
  kind: ExchangeKind,
  {
    receiver,
    senderOf,
    schema,
  }: {
    receiver: PrivateSealingKey
    senderOf(keyId: string): Promise<S | null>
    schema: z.ZodType<T>
  },
): Promise<{ content: T; sender: S }> {
  await refuseForeignFile(text, receiver)
  const signed = await unseal(text, receiver)
  const { sender, bytes } = await verify(signed, kind, senderOf)
  return { content: read(await unzip(bytes, longestContent), schema), sender }
}

/** Before anything is worked out: is it such a file, of a version that is understood, and for whoever opens it? */
async function refuseForeignFile(text: string, receiver: SealingKey): Promise<void> {
  if (text.length > longestFile) throw new ExchangeFileError('too_large')
  const header = headerOf(text)
  if (header?.typ !== fileType) throw new ExchangeFileError('not_an_exchange_file')
  if (header.fmt !== formatNumber) {
    throw new ExchangeFileError(Number(header.fmt) > formatNumber ? 'newer_format' : 'damaged')
  }
  if (header.kid !== (await keyIdOf(receiver))) throw new ExchangeFileError('for_another')
  const parts = text.split('.')
  if (parts.length !== 5 || !parts.every(isCanonical)) throw new ExchangeFileError('damaged')
}

/** Of the first part alone, so that what is cut off behind it is known for what it was. */
function headerOf(text: string): ReturnType<typeof decodeProtectedHeader> | null {
  try {
    return decodeProtectedHeader({ protected: text.slice(0, text.indexOf('.')) })
  } catch {
    return null
  }
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Base64url in its one spelling: the last character of a part has bits that a decoder would let be anything. */
function isCanonical(part: string): boolean {
  if (!/^[A-Za-z0-9_-]*$/.test(part) || part.length % 4 === 1) return false
  const unused = { 0: 0, 2: 15, 3: 3 }[part.length % 4] ?? 0
  return (alphabet.indexOf(part.at(-1) ?? 'A') & unused) === 0
}

async function unseal(text: string, receiver: PrivateSealingKey): Promise<string> {
  try {
    const { plaintext } = await compactDecrypt(text, await importJWK(receiver, sealing.alg), {
      keyManagementAlgorithms: [sealing.alg],
      contentEncryptionAlgorithms: [sealing.enc],
    })
    return new TextDecoder('utf-8', { fatal: true }).decode(plaintext)
  } catch (cause) {
    throw new ExchangeFileError('damaged', { cause })
  }
}

async function verify<S extends { key: SigningKey }>(
  signed: string,
  kind: ExchangeKind,
  senderOf: (keyId: string) => Promise<S | null>,
): Promise<{ sender: S; bytes: Uint8Array<ArrayBuffer> }> {
  const header = signedHeaderSchema.safeParse(headerOf(signed))
  if (!header.success) throw new ExchangeFileError('damaged')
  const { kid: keyId, typ } = header.data
  if (typ !== signedTypes[kind]) throw new ExchangeFileError('wrong_kind')
  const sender = await senderOf(keyId)
  if (sender === null) throw new ExchangeFileError('sender_not_proven')
  try {
    const { payload } = await compactVerify(signed, await importJWK(sender.key, 'EdDSA'), {
      algorithms: ['EdDSA'],
    })
    return { sender, bytes: new Uint8Array(payload) }
  } catch (cause) {
    throw new ExchangeFileError('sender_not_proven', { cause })
  }
}

function read<T>(json: string, schema: z.ZodType<T>): T {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    // Its message would quote the content.
    throw new ExchangeFileError('content_invalid')
  }
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new ExchangeFileError('content_invalid')
  return parsed.data
}
