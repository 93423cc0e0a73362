import type { Kysely } from 'kysely'
import type { Clock } from '#shared/clock.ts'
import type { OfficeHost } from '#shared/contract/central.ts'
import type { CentralTables } from '../db/tables.ts'

/**
 * A device says that it is there, and asks who its office's host is: the one that records for the office. The first to ask
 * becomes it, and so does whoever takes over, or asks after the host was revoked; then the epoch steps. Silence alone changes
 * nothing: a host without a line goes on working. What a former host still sends is merged like anything else.
 *
 * Null for a device that is revoked or not of this office.
 */
export async function holdOffice(
  db: Kysely<CentralTables>,
  clock: Clock,
  { deviceId, officeId }: { deviceId: string; officeId: string },
  takeOver: boolean,
): Promise<OfficeHost | null> {
  const now = clock.now()
  return db.transaction().execute(async (trx) => {
    const device = await trx
      .selectFrom('devices')
      .select('name')
      .where('id', '=', deviceId)
      .where('office_id', '=', officeId)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (!device) return null
    await trx
      .insertInto('office_hosts')
      .values({ office_id: officeId, device_id: deviceId, epoch: 1, since: now, seen_at: now })
      .onConflict((conflict) => conflict.column('office_id').doNothing())
      .execute()
    // A statement of its own: the row that the lock was waited for is read as it is then.
    const held = await trx
      .selectFrom('office_hosts')
      .select(['device_id', 'epoch', 'since', 'seen_at'])
      .where('office_id', '=', officeId)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const holder = await trx
      .selectFrom('devices')
      .select(['name', 'revoked_at'])
      .where('id', '=', held.device_id)
      .executeTakeFirstOrThrow()
    const isYours = held.device_id === deviceId
    if (!isYours && !takeOver && holder.revoked_at === null) {
      return {
        epoch: Number(held.epoch),
        isYours,
        deviceName: holder.name,
        since: held.since.toISOString(),
        seenAt: held.seen_at.toISOString(),
      }
    }
    const epoch = Number(held.epoch) + (isYours ? 0 : 1)
    const since = isYours ? held.since : now
    const seenAt = new Date(Math.max(now.getTime(), since.getTime()))
    await trx
      .updateTable('office_hosts')
      .set({ device_id: deviceId, epoch, since, seen_at: seenAt })
      .where('office_id', '=', officeId)
      .execute()
    return {
      epoch,
      isYours: true,
      deviceName: device.name,
      since: since.toISOString(),
      seenAt: seenAt.toISOString(),
    }
  })
}
