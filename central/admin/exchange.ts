import { ExchangeFileError, type ExchangeRefusal } from '#shared/exchange/exchange-error.ts'
import { DeviceKeys } from '../auth/device-keys.ts'
import { loadServerKeys } from '../auth/server-keys.ts'
import { type EventsFile, readEventsFile, unvouchedAt } from '../exchange/read-events-file.ts'
import { Ingest } from '../ingest/push.ts'
import { recorded } from './action-record.ts'
import { AdminError } from './admin-error.ts'
import { type AdminContext, command, type Noun, required } from './command.ts'
import { listed, type Outcome } from './outcome.ts'
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

export const exchange: Noun = {
  noun: 'exchange',
  about: 'files in place of a line to an office',
  commands: [importEvents],
}
