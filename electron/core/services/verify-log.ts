import { setImmediate as otherWork } from 'node:timers/promises'
import { reportColumnsOf } from '#db/repositories/event-row.ts'
import type { Store, StoredRow } from '#db/store.ts'
import type { LogBreak, LogCheck, LogVerification } from '#shared/contract/event-log.ts'
import type { OfficeEvent } from '#shared/domain/event.ts'
import { chainStart, officeEventSchema } from '#shared/domain/event.ts'
import { hashEvent } from '#shared/domain/event-chain.ts'
import { toEntries } from './event-log.ts'

/** Rows between two turns of other work, so that nobody waits for the check: some milliseconds. */
const rowsAtATime = 300
/** Rows between two words about how far it is. */
const rowsATold = 3000

type Read = { event: OfficeEvent; hash: string }
type Found = { why: LogBreak; own: boolean; seq: number; event: OfficeEvent | null }

/**
 * Walks the whole log and looks at each row anew: that its content has the hash that was written down, that it follows on
 * the one before, that what it is searched by is what it says, and that no number and no end is missing. Of other
 * devices' events, of which the central system sends only those that it applied, those that are neighbours are compared.
 *
 * Whoever holds the key of the database could write all of it anew; the central system, which keeps every device's
 * newest hash, refuses what does not follow on that.
 */
export async function verifyLog(store: Store): Promise<LogVerification> {
  const walk = walkLog(store)
  for (;;) {
    const step = await walk.next()
    if (step.done) return step.value
  }
}

/** The same (`verifyLog`), telling how far it is; it ends without a result when `signal` aborts. */
export async function* checkLog(store: Store, signal: AbortSignal): AsyncGenerator<LogCheck> {
  const total = store.report.count({ from: null, until: null, actor: null, types: null, about: null })
  const walk = walkLog(store)
  let told = -rowsATold
  let checked = 0
  while (!signal.aborted) {
    if (checked - told >= rowsATold) {
      // It is written to meanwhile.
      yield { kind: 'progress', checked, total: Math.max(total, checked) }
      told = checked
    }
    const step = await walk.next()
    if (step.done) {
      yield { kind: 'done', verification: step.value }
      return
    }
    checked = step.value
  }
}

/** Gives after some rows how many there have been, and at last what was found. */
async function* walkLog(store: Store): AsyncGenerator<number, LogVerification> {
  const own = yield* verifyOwn(store)
  if (own.broken) return answer(store, own.rows, 0, own.broken)
  const foreign = yield* verifyForeign(store, own.rows)
  return answer(store, own.rows, foreign.rows, foreign.broken)
}

type Walk = { rows: number; broken: Found | null }

async function* verifyOwn(store: Store): AsyncGenerator<number, Walk> {
  let [seq, hash] = [0, chainStart]
  for (;;) {
    const rows = store.report.ownRows(seq, rowsAtATime)
    if (rows.length === 0) break
    for (const row of rows) {
      const broken = (why: LogBreak, at = row.seq): Walk => ({
        rows: seq,
        broken: { why, own: true, seq: at, event: why === 'missing' ? null : eventOf(row) },
      })
      if (row.seq !== seq + 1) return broken('missing', seq + 1)
      const read = readRow(row)
      if (read === null) return broken('unreadable')
      if (read.hash !== row.hash) return broken('changed')
      if (read.event.deviceSeq !== row.seq || read.event.previousHash !== hash) return broken('out_of_place')
      if (!isFiledAsItSays(row, read.event)) return broken('changed')
      seq = row.seq
      hash = row.hash
    }
    await otherWork()
    yield seq
  }
  // In the same turn as the last, empty page: nothing can have come in between.
  const noted = store.report.notedHead()
  if (seq > 0 || noted !== null) {
    const why = noted?.seq === seq && noted.hash !== hash ? 'changed' : 'end_missing'
    if (noted?.seq !== seq || noted.hash !== hash) {
      return { rows: seq, broken: { why, own: true, seq: why === 'changed' ? seq : seq + 1, event: null } }
    }
  }
  return { rows: seq, broken: null }
}

async function* verifyForeign(store: Store, before: number): AsyncGenerator<number, Walk> {
  let place: { deviceId: string; seq: number; hash: string } | null = null
  let count = 0
  for (;;) {
    const rows: StoredRow[] = store.report.foreignRows(place, rowsAtATime)
    if (rows.length === 0) return { rows: count, broken: null }
    for (const row of rows) {
      const broken = (why: LogBreak): Walk => ({
        rows: count,
        broken: { why, own: false, seq: row.seq, event: eventOf(row) },
      })
      const read = readRow(row)
      if (read === null) return broken('unreadable')
      const { event, hash } = read
      if (event.deviceId !== row.deviceId || event.deviceSeq !== row.seq || !isFiledAsItSays(row, event)) {
        return broken('changed')
      }
      const isNext = place?.deviceId === event.deviceId && place.seq + 1 === event.deviceSeq
      if (isNext && event.previousHash !== place?.hash) return broken('out_of_place')
      place = { deviceId: event.deviceId, seq: event.deviceSeq, hash }
      count += 1
    }
    await otherWork()
    yield before + count
  }
}

/** The event as it stands there, and the hash that its content has; null when it is none. */
function readRow({ body }: StoredRow): Read | null {
  try {
    const event = JSON.parse(body) as OfficeEvent
    return { event, hash: hashEvent(event) }
  } catch {
    return null
  }
}

function eventOf({ body }: StoredRow): OfficeEvent | null {
  try {
    return officeEventSchema.safeParse(JSON.parse(body)).data ?? null
  } catch {
    return null
  }
}

/** The report is searched by columns: they must say what the event says. */
function isFiledAsItSays(row: StoredRow, event: OfficeEvent): boolean {
  try {
    const says = reportColumnsOf(event)
    return (
      row.id === event.id &&
      row.appointmentId === says.appointmentId &&
      row.day === says.day &&
      row.subject === says.subject &&
      row.type === says.type &&
      row.at === says.at &&
      row.actor === says.actor
    )
  } catch {
    return false
  }
}

function answer(store: Store, own: number, foreign: number, broken: Found | null): LogVerification {
  if (broken === null) return { own, foreign, broken: null }
  const { event, why, seq } = broken
  const [entry = null] =
    event === null ? [] : toEntries(store, [{ event, own: broken.own, status: 'applied', code: null }])
  return { own, foreign, broken: { why, own: broken.own, deviceSeq: seq, entry } }
}
