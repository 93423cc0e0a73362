import type { Kysely } from 'kysely'
import type { CentralExchangeKeys, SealingKey } from '#shared/exchange/exchange-keys.ts'
import { publicHalf } from '#shared/exchange/exchange-keys.ts'
import type { ServerKeys } from '../auth/server-keys.ts'
import type { CentralTables } from '../db/tables.ts'

/**
 * Keeps the key that files for a device are sealed for, and gives the public halves of the central system's own: from then
 * on the two can do without a line. Null for a device that is revoked or not of this office.
 */
export async function tellExchangeKeys(
  db: Kysely<CentralTables>,
  { sealing, signing }: ServerKeys['exchange'],
  { deviceId, officeId }: { deviceId: string; officeId: string },
  ofDevice: SealingKey,
): Promise<CentralExchangeKeys | null> {
  const device = await db
    .selectFrom('devices')
    .select('exchange_key')
    .where('id', '=', deviceId)
    .where('office_id', '=', officeId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (!device) return null
  if (device.exchange_key !== ofDevice.x) {
    await db.updateTable('devices').set({ exchange_key: ofDevice.x }).where('id', '=', deviceId).execute()
  }
  return { sealing: publicHalf(sealing), signing: publicHalf(signing) }
}
