import { createHash, randomInt } from 'node:crypto'
import type { Kysely } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Clock } from '#shared/clock.ts'
import { toAsciiDigits } from '#shared/domain/digits.ts'
import type { CentralTables } from '../db/tables.ts'

/** Without letters and digits that are taken for one another. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const GROUPS = 3
const GROUP_LENGTH = 4
const DAY_MS = 86_400_000

/** One way to write a code: it is read out on the telephone and typed by hand. */
function normalizeCode(code: string): string {
  return toAsciiDigits(code)
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
}

const hashOf = (code: string) => createHash('sha256').update(normalizeCode(code)).digest()

/** Makes a code with which one device can be activated for the office, such as `7KQ4-M2XW-9HTC` (59 bits). */
export async function issueActivationCode(
  db: Kysely<CentralTables>,
  clock: Clock,
  officeId: string,
  validDays = 30,
): Promise<string> {
  const code = Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join(''),
  ).join('-')
  const now = clock.now()
  await db
    .insertInto('activation_codes')
    .values({
      code_hash: hashOf(code),
      office_id: officeId,
      created_at: now,
      expires_at: new Date(now.getTime() + validDays * DAY_MS),
    })
    .execute()
  return code
}

export type Activation = { deviceId: string; officeId: string; officeName: string }

/**
 * Spends an activation code on a device. The same device asking again with the same code and key gets the same answer:
 * its first answer may have been lost on the way. Null when the code is unknown, spent by another device or expired.
 */
export async function activateDevice(
  db: Kysely<CentralTables>,
  clock: Clock,
  request: { activationCode: string; publicKey: string; deviceName: string },
): Promise<Activation | null> {
  const now = clock.now()
  return db.transaction().execute(async (trx) => {
    const code = await trx
      .selectFrom('activation_codes')
      .innerJoin('offices', 'offices.id', 'activation_codes.office_id')
      .select([
        'activation_codes.code_hash',
        'activation_codes.office_id',
        'activation_codes.device_id',
        'offices.name',
      ])
      .where('code_hash', '=', hashOf(request.activationCode))
      .where('expires_at', '>', now)
      .forUpdate('activation_codes')
      .executeTakeFirst()
    if (!code) return null
    const known = await trx
      .selectFrom('devices')
      .select(['id', 'office_id'])
      .where('public_key', '=', request.publicKey)
      .executeTakeFirst()
    const answer = { officeId: code.office_id, officeName: code.name }
    if (code.device_id !== null)
      return known?.id === code.device_id ? { deviceId: known.id, ...answer } : null
    if (known) return null
    const deviceId = uuidv7()
    await trx
      .insertInto('devices')
      .values({
        id: deviceId,
        office_id: code.office_id,
        name: request.deviceName,
        public_key: request.publicKey,
        activated_at: now,
        revoked_at: null,
      })
      .execute()
    await trx
      .updateTable('activation_codes')
      .set({ used_at: now, device_id: deviceId })
      .where('code_hash', '=', code.code_hash)
      .execute()
    return { deviceId, ...answer }
  })
}

/** Whether the text is the public half of an Ed25519 key: 32 bytes in base64url, in its one canonical spelling. */
export function isEd25519Key(x: string): boolean {
  const bytes = Buffer.from(x, 'base64url')
  return bytes.length === 32 && bytes.toString('base64url') === x
}
