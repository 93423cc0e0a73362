import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { z } from 'zod'
import { chainStart } from '#shared/domain/event.ts'
import { hashCanonicalJson } from '#shared/domain/event-chain.ts'
import { publicKeyOf } from '../auth/device-keys.ts'
import type { CentralTables } from '../db/tables.ts'
import { isSigned } from './batch-signature.ts'

/**
 * What is wrong with a device's stored log, at an event's number.
 *
 * `missing` · `doubled` · `misplaced` it stands under another number or id than its own · `link_broken` it does not go on
 * from the one before: one of the two was changed · `broken_at_device` the same, but it was so when it was handed in,
 * and refused for it: nothing vouches for what lies before · `end_differs` the log does not end where it was noted to ·
 * `unsigned` · `signature_invalid` the device has not signed this end.
 */
export type LogFault = {
  seq: number
  fault:
    | 'missing'
    | 'doubled'
    | 'misplaced'
    | 'link_broken'
    | 'broken_at_device'
    | 'end_differs'
    | 'unsigned'
    | 'signature_invalid'
}

export type LogVerification = {
  /** How many events are stored. */
  events: number
  /** Where the log ends, and what the device signed of it: with these and the key anybody can check it. */
  seq: number
  hash: string
  signature: string | null
  publicKey: string
  /** Of the first; empty for a log that is whole. */
  faults: LogFault[]
}

/** Beyond so many the log is lost anyway. */
const mostFaults = 100
const pageRows = 1000

const placeSchema = z.object({
  id: z.string().toLowerCase(),
  deviceSeq: z.number(),
  previousHash: z.string(),
})

type Row = { seq: number; id: string; code: string | null; body: string }

/**
 * Checks what is stored of a device's log against itself and against what the device signed last: an event that was
 * changed, removed or put elsewhere is found. Null where there is no such device.
 *
 * @param from where the stored log begins: what came before lies in an archive
 */
export function verifyDeviceLog(
  db: Kysely<CentralTables>,
  deviceId: string,
  from = 1,
): Promise<LogVerification | null> {
  // As of one moment, whatever the device hands in meanwhile.
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      const device = await trx
        .selectFrom('devices')
        .select(['office_id', 'public_key', 'last_seq', 'last_hash', 'last_signature'])
        .where('id', '=', deviceId)
        .executeTakeFirst()
      if (!device) return null
      const { last_seq: seq, last_hash: hash, last_signature: signature, public_key: publicKey } = device
      const read = new LogReader(from)
      for await (const row of storedEvents(trx, device.office_id, deviceId, from)) read.next(row)
      const { faults } = read
      if (read.seq !== seq || read.hash !== hash) faults.push({ seq: read.seq, fault: 'end_differs' })
      if (seq > 0 && signature === null) faults.push({ seq, fault: 'unsigned' })
      else if (signature !== null && !isSigned(publicKeyOf(publicKey), { deviceId, seq, hash }, signature)) {
        faults.push({ seq, fault: 'signature_invalid' })
      }
      return { events: read.events, seq, hash, signature, publicKey, faults: faults.slice(0, mostFaults) }
    })
}

/** Goes along a log, event by event. */
class LogReader {
  readonly faults: LogFault[] = []
  events = 0
  seq: number
  /** Null before the first event that is read, where that is not the first of all. */
  hash: string | null

  constructor(from: number) {
    this.seq = from - 1
    this.hash = from === 1 ? chainStart : null
  }

  next({ seq, id, code, body }: Row): void {
    const fault = (what: LogFault['fault'], at = seq) => this.faults.push({ seq: at, fault: what })
    this.events += 1
    for (let lost = this.seq + 1; lost < seq && this.faults.length < mostFaults; lost += 1)
      fault('missing', lost)
    const place = placeSchema.safeParse(JSON.parse(body)).data
    if (seq <= this.seq) fault('doubled')
    else if (place?.deviceSeq !== seq || place.id !== id) fault('misplaced')
    else if (this.hash !== null && place.previousHash !== this.hash && seq === this.seq + 1) {
      fault(code === 'chain_broken' ? 'broken_at_device' : 'link_broken')
    }
    this.seq = seq
    this.hash = hashCanonicalJson(body)
  }
}

async function* storedEvents(
  db: Kysely<CentralTables>,
  officeId: string,
  deviceId: string,
  from: number,
): AsyncGenerator<Row> {
  let [seq, day] = [from - 1, '9999-12-31']
  for (;;) {
    // The text as it is stored: what the device hashed, to the letter.
    const { rows } = await sql<Row & { day: string }>`
      SELECT device_seq AS seq, received_on::text AS day, id, code, body::text AS body FROM office_events
      WHERE office_id = ${officeId} AND device_id = ${deviceId}
        AND (device_seq, received_on) > (${seq}, ${day}::date)
      ORDER BY device_seq, received_on LIMIT ${pageRows}`.execute(db)
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < pageRows) return
    ;({ seq, day } = last)
  }
}
