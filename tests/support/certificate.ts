import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** A certificate of a test's own server, with its key and the pin that a device would be given. */
export type TestCertificate = { cert: string; key: string; pin: string }

/** SHA-256 of the public key as base64url, as it stands behind `#sha256=` in an address. */
export const pinOf = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('base64url')

// ASN.1 in the few forms that a certificate needs (X.690, RFC 5280).
function element(tag: number, ...contents: Uint8Array[]): Buffer {
  const content = Buffer.concat(contents)
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}
const sequence = (...contents: Uint8Array[]) => element(0x30, ...contents)
const set = (...contents: Uint8Array[]) => element(0x31, ...contents)
const oid = (hex: string) => element(0x06, Buffer.from(hex, 'hex'))
const utf8 = (text: string) => element(0x0c, Buffer.from(text))
const integer = (bytes: Uint8Array) => element(0x02, bytes)
const time = (date: Date) => element(0x18, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, '')))

const ed25519 = sequence(oid('2b6570'))
const commonName = oid('550403')
const subjectAltName = oid('551d11')

/** A certificate for 127.0.0.1 that has signed itself; each call has a key of its own. */
export function testCertificate(): TestCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const name = sequence(set(sequence(commonName, utf8('central system of a test'))))
  const address = element(0x87, Buffer.from([127, 0, 0, 1]))
  const extensions = element(0xa3, sequence(sequence(subjectAltName, element(0x04, sequence(address)))))
  const unsigned = sequence(
    element(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ed25519,
    name,
    sequence(time(new Date('2020-01-01T00:00:00Z')), time(new Date('2090-01-01T00:00:00Z'))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    extensions,
  )
  const signature = element(0x03, Buffer.from([0]), sign(null, unsigned, privateKey))
  const der = sequence(unsigned, ed25519, signature)
  const cert = `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`
  return {
    cert,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    pin: pinOf(publicKey),
  }
}
