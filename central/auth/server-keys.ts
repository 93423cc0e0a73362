import { createPrivateKey, hkdfSync, randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { PrivateSealingKey, PrivateSigningKey } from '#shared/exchange/exchange-keys.ts'
import type { CentralTables } from '../db/tables.ts'

/** Secrets that all processes on one database share. */
export type ServerKeys = {
  /** Signs access tokens. */
  accessToken: Uint8Array
  /** Marks cursors as ours. */
  cursor: Uint8Array
  /** Hides who is counted. */
  requestCounts: Uint8Array
  /** Opens files of offices, and signs files for them. */
  exchange: { sealing: PrivateSealingKey; signing: PrivateSigningKey }
}

const derive = (secret: Buffer, purpose: string) =>
  new Uint8Array(hkdfSync('sha256', secret, '', `pishkhan ${purpose}`, 32))

/** What stands before the 32 bytes of a private key in PKCS 8 (RFC 8410). */
const pkcs8Start = {
  Ed25519: Buffer.from('302e020100300506032b657004220420', 'hex'),
  X25519: Buffer.from('302e020100300506032b656e04220420', 'hex'),
}

/** The key pair that 32 secret bytes stand for. */
function keyPair<C extends keyof typeof pkcs8Start>(crv: C, secret: Uint8Array) {
  const der = Buffer.concat([pkcs8Start[crv], secret])
  const { x, d } = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({ format: 'jwk' })
  if (x === undefined || d === undefined) throw new Error('a key pair has two halves')
  return { kty: 'OKP' as const, crv, x, d }
}

/** Reads the database's own secret, made by the first process that asked, and derives a key for each purpose. */
export async function loadServerKeys(db: Kysely<CentralTables>): Promise<ServerKeys> {
  await db
    .insertInto('server_keys')
    .values({ name: 'root', secret: randomBytes(32) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { secret } = await db
    .selectFrom('server_keys')
    .select('secret')
    .where('name', '=', 'root')
    .executeTakeFirstOrThrow()
  return {
    accessToken: derive(secret, 'access token'),
    cursor: derive(secret, 'cursor'),
    requestCounts: derive(secret, 'request counts'),
    exchange: {
      sealing: keyPair('X25519', derive(secret, 'exchange sealing')),
      signing: keyPair('Ed25519', derive(secret, 'exchange signing')),
    },
  }
}
