import type { Pool } from 'pg'
import type { Clock } from '#shared/clock.ts'
import type { EventResult } from '#shared/contract/central.ts'
import type { DeviceKeys } from '../auth/device-keys.ts'
import { Batches, type BatchLimits } from '../batches.ts'
import { checkSignature } from './batch-signature.ts'
import type { Push } from './load.ts'
import type { RulesCache } from './office-rules.ts'
import { PushTurns } from './push-turns.ts'
import { takeIn } from './take-in.ts'
import { toldInPush } from './told-result.ts'
import type { BatchOutcome } from './work-batch.ts'

/** So many events together, and others beside them only when there are as many again (docs/decisions/0069). */
const together: BatchLimits<Push> = { most: 60, atOnce: 4, sizeOf: ({ events }) => events.length }

/** How long many wait together for the lock of an office. */
const LOCK_TIMEOUT = '1s'

export type Pushed = {
  results: EventResult[]
  expectedSeq: number | null
  /** How many were applied or rejected for the first time, and how many were known. */
  counts: { applied: number; rejected: number; duplicate: number }
}

/** Takes in the events of devices. One for each process. */
export class Ingest {
  readonly #parts: { pool: Pool; clock: Clock; rules: RulesCache }
  readonly #announce: (officeId: string) => void
  readonly #keys: DeviceKeys
  readonly #turns = new PushTurns()
  readonly #together: Batches<Push, BatchOutcome | 'alone' | null>

  constructor({
    keys,
    announce,
    ...parts
  }: {
    pool: Pool
    clock: Clock
    keys: DeviceKeys
    announce: (officeId: string) => void
  }) {
    this.#parts = { ...parts, rules: new Map() }
    this.#announce = announce
    this.#keys = keys
    this.#together = new Batches((pushes) => this.#takeInTogether(pushes), together)
  }

  /**
   * Takes in one batch: every event is stored with its result in one transaction, a repeat gets its first result, a gap
   * in the numbers ends the batch there. Null for a device that is revoked or not of this office. Throws
   * `UnvouchedBatch`, before anything is looked at, for what the device has not signed.
   */
  async push(push: Push): Promise<Pushed | null> {
    const { deviceId, officeId } = push
    const key = await this.#keys.of(deviceId)
    if (key === null) return null
    checkSignature(key, push)
    const run = () => this.#turns.take(officeId, () => this.#work(push))
    let outcome = await run()
    if (outcome?.expectedSeq != null && outcome.results.length === 0) {
      if (await this.#turns.nextAdvance(deviceId)) outcome = await run()
    }
    return outcome && answer(outcome)
  }

  async #takeInTogether(pushes: readonly Push[]): Promise<(BatchOutcome | 'alone' | null)[]> {
    try {
      return await takeIn(this.#parts, pushes, LOCK_TIMEOUT)
    } catch {
      // Whatever it was, it is the fault of one of them, or of somebody who holds an office for long.
      return pushes.map(() => 'alone')
    }
  }

  /** With the pushes of other offices that come at the same time; alone when it was among some that failed. */
  async #work(push: Push): Promise<BatchOutcome | null> {
    let outcome = await this.#together.add(push)
    if (outcome === 'alone') [outcome = null] = await takeIn(this.#parts, [push], null)
    if (outcome && outcome.recorded.length > 0) {
      this.#turns.advanced(push.deviceId)
      this.#announce(push.officeId)
    }
    return outcome
  }
}

function answer(outcome: BatchOutcome): Pushed {
  const counts = { applied: 0, rejected: 0, duplicate: 0 }
  for (const { repeated, result } of outcome.results) counts[repeated ? 'duplicate' : result.status] += 1
  const results = outcome.results.map(toldInPush)
  return { results, expectedSeq: outcome.expectedSeq, counts }
}
