import type { Pool } from 'pg'
import type { Clock } from '#shared/clock.ts'
import type { EventResult } from '#shared/contract/central.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { settle } from '../booking/settle.ts'
import { ensureMonths } from '../db/months.ts'
import { inTransaction } from '../db/transaction.ts'
import { DeviceTurns } from './device-turns.ts'
import { load, type RulesCache } from './load.ts'
import type { ReadEvent } from './read-event.ts'
import { storeAppointments, storeDays, storeEvents } from './store.ts'
import { walkInSpan, walkInsOf } from './walk-ins.ts'
import { type BatchOutcome, workBatch } from './work-batch.ts'

const advanceSql = `
  WITH device AS (UPDATE devices SET last_seq = $2, last_hash = $3 WHERE id = $1)
  UPDATE office_revisions SET revision = $5 WHERE office_id = $4`

export type Pushed = {
  results: EventResult[]
  expectedSeq: number | null
  /** How many were applied or rejected for the first time, and how many were known. */
  counts: { applied: number; rejected: number; duplicate: number }
}

/** Takes in the events of devices. One for each process. */
export class Ingest {
  readonly #pool: Pool
  readonly #clock: Clock
  readonly #announce: (officeId: string) => void
  readonly #rules: RulesCache = new Map()
  readonly #turns = new DeviceTurns()

  constructor(parts: { pool: Pool; clock: Clock; announce: (officeId: string) => void }) {
    this.#pool = parts.pool
    this.#clock = parts.clock
    this.#announce = parts.announce
  }

  /**
   * Takes in one batch: every event is stored with its result in one transaction, a repeat gets its first result, a gap
   * in the numbers ends the batch there. Null for a device that is revoked or not of this office.
   */
  async push(deviceId: string, officeId: string, events: readonly ReadEvent[]): Promise<Pushed | null> {
    const run = () => this.#turns.take(deviceId, () => this.#work(deviceId, officeId, events))
    let outcome = await run()
    if (outcome?.expectedSeq != null && outcome.results.length === 0) {
      if (await this.#turns.nextAdvance(deviceId)) outcome = await run()
    }
    return outcome && answer(outcome)
  }

  async #work(
    deviceId: string,
    officeId: string,
    events: readonly ReadEvent[],
  ): Promise<BatchOutcome | null> {
    const receivedAt = this.#clock.now()
    const receivedOn = tehranDateOf(receivedAt.toISOString())
    await ensureMonths(this.#pool, 'office_events', [receivedOn])
    const { from, to } = walkInSpan(receivedOn)
    const walkInDates = walkInsOf(events).map(({ payload }) => payload.date)
    await ensureMonths(
      this.#pool,
      'appointments',
      walkInDates.filter((date) => date >= from && date <= to),
    )
    const outcome = await inTransaction(this.#pool, async (client) => {
      const loaded = await load(client, this.#rules, deviceId, officeId, events, receivedOn)
      if (!loaded) return { result: null }
      const { view, head, stored } = loaded
      const worked = workBatch(events, deviceId, head, view, stored)
      if (worked.recorded.length === 0) return { result: worked }
      const present = <T>(value: T | undefined): value is T => value !== undefined
      const changes = [...worked.changedAppointments.values()]
      const days = [...worked.changedDays].map((date) => view.days.get(date))
      return {
        result: worked,
        // Sent together with the commit.
        writes: [
          storeEvents(client, { officeId, deviceId, receivedOn, receivedAt }, worked.recorded),
          storeAppointments(
            client,
            officeId,
            changes.map(({ after }) => after),
          ),
          storeDays(client, officeId, days.filter(present)),
          settle(client, officeId, changes, receivedAt),
          client.query({
            name: 'ingest_advance',
            text: advanceSql,
            values: [deviceId, worked.head.seq, worked.head.hash, officeId, view.revision],
          }),
        ],
      }
    })
    if (outcome && outcome.recorded.length > 0) {
      this.#turns.advanced(deviceId)
      this.#announce(officeId)
    }
    return outcome
  }
}

function answer(outcome: BatchOutcome): Pushed {
  const counts = { applied: 0, rejected: 0, duplicate: 0 }
  const results = outcome.results.map(({ id, repeated, result }): EventResult => {
    const { status, code, message, revision } = result
    counts[repeated ? 'duplicate' : status] += 1
    return {
      id,
      ...(repeated ? { status: 'duplicate', first: status } : { status }),
      ...(code === null ? {} : { code }),
      ...(message === null ? {} : { message }),
      ...(status === 'applied' ? { revision } : {}),
    }
  })
  return { results, expectedSeq: outcome.expectedSeq, counts }
}
