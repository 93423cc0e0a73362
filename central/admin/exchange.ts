import { writeFile } from 'node:fs/promises'
import { addDays } from '#shared/domain/civil-date.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { ExchangeFileError, type ExchangeRefusal } from '#shared/exchange/exchange-error.ts'
import { keyIdOf } from '#shared/exchange/exchange-keys.ts'
import { sealFile } from '#shared/exchange/sealed-file.ts'
import { DeviceKeys } from '../auth/device-keys.ts'
import { loadServerKeys } from '../auth/server-keys.ts'
import { makeOfficeList } from '../exchange/office-list.ts'
import { type EventsFile, readEventsFile, unvouchedAt } from '../exchange/read-events-file.ts'
import { Ingest } from '../ingest/push.ts'
import { recorded } from './action-record.ts'
import { AdminError } from './admin-error.ts'
import { type AdminContext, command, type Noun, optional, required } from './command.ts'
import { findOffice, type OfficeRow } from './office-row.ts'
import { date, id, officeCode } from './option-values.ts'
import { done, listed, type Outcome } from './outcome.ts'
import { readBytes } from './read-file.ts'

const refusals: Record<ExchangeRefusal, string> = {
  not_an_exchange_file: 'this is no file for the exchange with an office',
  newer_format: 'the file was made by a newer version of the application',
  for_another: 'the file is sealed for another central system, or for one whose keys are not those of now',
  wrong_kind: 'this is a file for an office, not of one',
  damaged: 'the file was cut off or changed on its way: have it sent again',
  sender_not_proven: 'nobody who is known here has signed this file',
  too_large: 'the file is larger than any office can need',
  content_invalid: 'the file is signed as it should be, but what is in it does not fit this version',
}

const importEvents = command({
  verb: 'import',
  about: 'events of an office without a line, from the file that its supervisor saved',
  options: { file: required('FILE', 'as it came from the office', String) },
  operand: 'file',
  example: 'events-72-104.pishkhan --data DIR',
  async run(context, { file }) {
    const opened = await open(context, (await readBytes(file)).toString('latin1'))
    refuseUnfit(opened)
    return takeIn(context, opened)
  },
})

async function open({ database }: AdminContext, text: string): Promise<EventsFile> {
  try {
    const { exchange } = await loadServerKeys(database.db)
    return await readEventsFile(database.db, exchange, text)
  } catch (error) {
    if (error instanceof ExchangeFileError) throw new AdminError(error.code, refusals[error.code])
    throw error
  }
}

/** Before anything of it is taken in. */
function refuseUnfit(opened: EventsFile): void {
  const { device, batches } = opened
  if (device.revoked) {
    throw new AdminError('device_revoked', 'the device that made this file is revoked', { device: device.id })
  }
  const broken = unvouchedAt(opened)
  if (broken !== null) {
    throw new AdminError(
      'chain_broken',
      `from event ${broken} on the device does not vouch for what it sent`,
      {
        seq: broken,
      },
    )
  }
  const first = batches[0]?.events[0]?.deviceSeq ?? 1
  const expected = device.lastSeq + 1
  if (first > expected) {
    throw new AdminError(
      'sequence_gap',
      `the file begins with event ${first}, but ${expected} has not come yet: import the file before it first`,
      { first, expected },
    )
  }
}

/** By the very code that takes in a push: what was there before is answered as it was then. */
async function takeIn(context: AdminContext, { device, madeAt, batches }: EventsFile): Promise<Outcome> {
  const { database, clock } = context
  const { pool } = database
  const ingest = new Ingest({ pool, clock, keys: new DeviceKeys(pool), announce: () => {} })
  const counts = { applied: 0, rejected: 0, duplicate: 0 }
  const rejected: { event: number; code: string }[] = []
  for (const { events, signature } of batches) {
    const pushed = await ingest.push({ deviceId: device.id, officeId: device.officeId, events, signature })
    if (!pushed || pushed.expectedSeq !== null) {
      throw new AdminError('device_revoked', 'the device was revoked, or its log cleared, meanwhile')
    }
    for (const status of ['applied', 'rejected', 'duplicate'] as const)
      counts[status] += pushed.counts[status]
    for (const [place, { status, code }] of pushed.results.entries()) {
      if (status === 'rejected') rejected.push({ event: events[place]?.deviceSeq ?? 0, code: code ?? '' })
    }
  }
  const [from, to] = [batches[0]?.events[0]?.deviceSeq, batches.at(-1)?.events.at(-1)?.deviceSeq]
  return recorded(context, 'exchange import', async () => {
    const json = {
      office: device.officeCode,
      device: device.id,
      madeAt,
      from,
      to,
      ...counts,
      refused: rejected,
    }
    return {
      value: {
        said:
          `Office ${device.officeCode}, events ${from} to ${to}: ` +
          `${counts.applied} applied, ${counts.rejected} rejected, ${counts.duplicate} known before.`,
        ...(rejected.length === 0 ? {} : { table: listed(columns, rejected).table }),
        json,
      },
      target: device.id,
      detail: { office: device.officeCode, madeAt, from, to, ...counts },
      offices: [device.officeId],
    }
  })
}

const columns = [
  { key: 'event', title: 'EVENT' },
  { key: 'code', title: 'REJECTED' },
] as const

/** An office that has been without a line for a week gets back what its own events made of that week, too. */
const daysBack = 7

const exportList = command({
  verb: 'export',
  about: 'the list of an office without a line, and what became of its events, as a file for its device',
  options: {
    office: required('CODE', 'as on its sign', officeCode),
    device: optional('ID', 'from "device list"; otherwise the one that records for the office', id),
    from: optional('DATE', 'the first day in it; otherwise a week ago', date),
    out: required('FILE', 'where to put it; a file that is there already is left alone', String),
  },
  example: '--office 72-104 --out list-72-104.pishkhan --data DIR',
  async run(context, { office: code, device: deviceId, from, out }) {
    const { database, clock } = context
    const office = await findOffice(database.db, code)
    const device = await receiverOf(context, office, deviceId)
    const madeAt = clock.now()
    const first = from ?? addDays(tehranDateOf(madeAt.toISOString()), -daysBack)
    const list = await makeOfficeList(database.pool, {
      officeId: office.id,
      deviceId: device.id,
      from: first,
      madeAt,
    })
    const { exchange } = await loadServerKeys(database.db)
    const text = await sealFile(list.json, 'office_list', {
      sender: { keyId: await keyIdOf(exchange.signing), key: exchange.signing },
      receiver: device.key,
    })
    return recorded(context, 'exchange export', async () => {
      await writeNewFile(out, text)
      const told = {
        office: code,
        from: first,
        revision: list.revision,
        rows: list.rows,
        answered: list.answeredSeq,
      }
      return {
        value: done(
          `The list of office ${code} is in ${out}: ${list.rows} rows, events answered up to ${list.answeredSeq}. ` +
            `Only the device ${device.name} can open it.`,
          { device: device.id, file: out, ...told },
        ),
        target: device.id,
        detail: told,
      }
    })
  },
})

/** The device that a file is sealed for. */
async function receiverOf(
  { database: { db } }: AdminContext,
  office: OfficeRow,
  deviceId: string | undefined,
) {
  const host = db.selectFrom('office_hosts').select('device_id').where('office_id', '=', office.id)
  const row = await db
    .selectFrom('devices')
    .select(['id', 'name', 'exchange_key', 'revoked_at'])
    .where('office_id', '=', office.id)
    .where('id', '=', deviceId ?? host)
    .executeTakeFirst()
  if (!row) {
    throw new AdminError(
      'not_found',
      deviceId === undefined
        ? `no device records for office ${office.code} yet: name one with --device`
        : `office ${office.code} has no such device: see "device list"`,
    )
  }
  if (row.revoked_at !== null) throw new AdminError('device_revoked', 'this device is revoked')
  if (row.exchange_key === null) {
    throw new AdminError(
      'exchange_key_unknown',
      'this device has not told its key for files yet: it has to be online once with this version',
    )
  }
  const key = { kty: 'OKP' as const, crv: 'X25519' as const, x: row.exchange_key }
  return { id: row.id, name: row.name, key }
}

async function writeNewFile(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx', mode: 0o600, flush: true })
  } catch (error) {
    throw new AdminError('file_unwritable', error instanceof Error ? error.message : String(error))
  }
}

export const exchange: Noun = {
  noun: 'exchange',
  about: 'files in place of a line to an office',
  commands: [importEvents, exportList],
}
