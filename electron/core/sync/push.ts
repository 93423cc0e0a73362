import type { QueuedEvent, Store } from '#db/store.ts'
import type { PushAnswer } from '#shared/contract/central.ts'
import { limits } from '#shared/contract/central.ts'
import type { CentralClient } from './central-client.ts'
import { CentralFailure } from './central-failure.ts'
import type { ClockOffset } from './clock-offset.ts'
import type { Settled } from './settle-answers.ts'
import { settleAnswers } from './settle-answers.ts'

/** While the central system works one batch the next is read, compressed and on its way. */
const batchesInFlight = 2
/** Answers that tell of a gap without taking anything in, before it is called a conflict. */
const fruitlessGaps = 3

type Outcome = { ok: true; answer: PushAnswer } | { ok: false; error: unknown }
type Sent = { batch: QueuedEvent[]; outcome: Promise<Outcome> }

export type PushParts = {
  store: Store
  offset: ClockOffset
  client: CentralClient
  /** Told after each batch whose answer is written down. */
  onSettled(settled: Settled): void
  signal: AbortSignal
}

/**
 * Sends every event that waits, in order, and writes the answers down in order (DESIGN 4).
 *
 * A second batch may overtake the first on its way: the central system then answers it with the number that it expects,
 * and it is sent again. A batch refused as a whole is halved until the events before the offending one are through;
 * the failure of that one alone is thrown. Throws `CentralFailure`, `StorageError`.
 */
export async function pushAll(parts: PushParts): Promise<void> {
  const { store, offset, client, onSettled, signal } = parts
  const sent: Sent[] = []
  let size: number = limits.pushEvents
  let width = batchesInFlight
  let last = 0
  let gaps = 0

  const fill = () => {
    while (sent.length < width && !signal.aborted) {
      const batch = store.events.queued(size, last)
      const end = batch.at(-1)
      if (end === undefined) return
      last = end.seq
      const outcome = client.push(batch).then(
        (answer): Outcome => ({ ok: true, answer }),
        (error: unknown): Outcome => ({ ok: false, error }),
      )
      sent.push({ batch, outcome })
    }
  }
  /** What is still on its way is not waited for by anybody: it is sent again, and known by its ids. */
  const startOver = async () => {
    await Promise.all(sent.splice(0).map(({ outcome }) => outcome))
    last = 0
  }

  for (;;) {
    fill()
    const first = sent.shift()
    if (first === undefined) return
    const outcome = await first.outcome
    if (!outcome.ok) {
      await startOver()
      const half = Math.floor(first.batch.length / 2)
      if (!isAboutContent(outcome.error) || half === 0) throw outcome.error
      size = half
      width = 1
      continue
    }
    const { answer } = outcome
    onSettled(settleAnswers(store, offset, first.batch, answer))
    if (answer.expectedSeq !== undefined) {
      gaps = answer.results.length > 0 ? 0 : gaps + 1
      if (gaps > fruitlessGaps) throw new CentralFailure('sequence_conflict')
      await startOver()
      continue
    }
    gaps = 0
    // After a halved batch went through, the next may be larger again.
    if (size < limits.pushEvents) size = Math.min(limits.pushEvents, size * 2)
    else width = batchesInFlight
  }
}

const isAboutContent = (error: unknown): boolean =>
  error instanceof CentralFailure &&
  (error.code === 'request_refused' || error.code === 'too_large' || error.code === 'signature_refused')
