import { hkdfSync, randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { CentralTables } from '../db/tables.ts'

/** Secrets that all processes on one database share. */
export type ServerKeys = {
  /** Signs access tokens. */
  accessToken: Uint8Array
  /** Marks cursors as ours. */
  cursor: Uint8Array
  /** Hides who is counted. */
  requestCounts: Uint8Array
}

const derive = (secret: Buffer, purpose: string) =>
  new Uint8Array(hkdfSync('sha256', secret, '', `pishkhan ${purpose}`, 32))

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
  }
}
