import type { Kysely } from 'kysely'
import { z } from 'zod'
import { officeEventsSchema } from '#shared/exchange/contents.ts'
import { ExchangeFileError } from '#shared/exchange/exchange-error.ts'
import type { SigningKey } from '#shared/exchange/exchange-keys.ts'
import { openFile } from '#shared/exchange/sealed-file.ts'
import { publicKeyOf } from '../auth/device-keys.ts'
import type { ServerKeys } from '../auth/server-keys.ts'
import type { CentralTables } from '../db/tables.ts'
import { checkSignature, UnvouchedBatch } from '../ingest/batch-signature.ts'
import { type ReadEvent, readEvent, UnreadableEvent } from '../ingest/read-event.ts'

/** The device that signed a file. */
export type FileDevice = {
  id: string
  officeId: string
  officeCode: string
  key: SigningKey
  revoked: boolean
  lastSeq: number
}

export type EventsBatch = { events: ReadEvent[]; signature: string }
export type EventsFile = { device: FileDevice; madeAt: string; batches: EventsBatch[] }

/**
 * Opens a file of events: sealed for this central system, signed by a device that is or was activated, for its own
 * office. What is to become of its events nobody has judged yet. Throws `ExchangeFileError`.
 */
export async function readEventsFile(
  db: Kysely<CentralTables>,
  { sealing }: ServerKeys['exchange'],
  text: string,
): Promise<EventsFile> {
  const { content, sender: device } = await openFile(text, 'office_events', {
    receiver: sealing,
    schema: officeEventsSchema,
    senderOf: (keyId) => findDevice(db, keyId),
  })
  if (content.deviceId !== device.id || content.officeId !== device.officeId) {
    throw new ExchangeFileError('sender_not_proven')
  }
  try {
    const batches = content.batches.map(({ events, signature }) => ({
      events: events.map(readEvent),
      signature,
    }))
    return { device, madeAt: content.madeAt, batches }
  } catch (error) {
    if (error instanceof UnreadableEvent) throw new ExchangeFileError('content_invalid', { cause: error })
    throw error
  }
}

async function findDevice(db: Kysely<CentralTables>, id: string): Promise<FileDevice | null> {
  if (!z.uuid().safeParse(id).success) return null
  const row = await db
    .selectFrom('devices')
    .innerJoin('offices', 'offices.id', 'devices.office_id')
    .select(['devices.id', 'office_id', 'code', 'public_key', 'revoked_at', 'last_seq'])
    .where('devices.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  return {
    id: row.id,
    officeId: row.office_id,
    officeCode: row.code,
    key: { kty: 'OKP', crv: 'Ed25519', x: row.public_key },
    revoked: row.revoked_at !== null,
    lastSeq: Number(row.last_seq),
  }
}

/**
 * The number of the first event for which the device does not vouch: it does not follow on the one before it, or the end
 * of its batch is not signed. Null when all is as it should be.
 */
export function unvouchedAt({ device, batches }: EventsFile): number | null {
  const key = publicKeyOf(device.key.x)
  let before: ReadEvent | undefined
  for (const batch of batches) {
    const [first] = batch.events
    const follows =
      !before || (first?.deviceSeq === before.deviceSeq + 1 && first.previousHash === before.hash)
    try {
      checkSignature(key, { deviceId: device.id, ...batch })
    } catch (error) {
      if (error instanceof UnvouchedBatch) return first?.deviceSeq ?? 0
      throw error
    }
    if (!follows) return first?.deviceSeq ?? 0
    before = batch.events.at(-1)
  }
  return null
}
