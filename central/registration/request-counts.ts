import type { Pool } from 'pg'
import { Batches } from '../batches.ts'

/** A counter within one window of time. */
export type Counter = { key: Buffer; window: string }

/**
 * In the order of the keys, as every process takes them: nobody waits crosswise. The commit does not wait for the disk
 * (docs/decisions/0070).
 */
export const addSql = `
  INSERT INTO request_counts AS known (key, window_start, count)
  SELECT key, window_start, count
  FROM unnest($1::bytea[], $2::timestamptz[], $3::int[]) AS row (key, window_start, count),
       (SELECT set_config('synchronous_commit', 'off', true)) AS commit
  ORDER BY key, window_start
  ON CONFLICT (key, window_start) DO UPDATE SET count = known.count + excluded.count
  RETURNING key, window_start, count`
const readSql = `
  SELECT key, window_start, count FROM request_counts
  JOIN unnest($1::bytea[], $2::timestamptz[]) AS asked (key, window_start) USING (key, window_start)`

type Row = { key: Buffer; window_start: Date; count: number }

const limits = { most: 200, atOnce: 1 }
const nameOf = ({ key, window }: Counter) => `${key.toString('latin1')} ${window}`
const countsOf = (rows: readonly Row[]) =>
  new Map(
    rows.map(({ key, window_start, count }) => [nameOf({ key, window: window_start.toISOString() }), count]),
  )

/** The counters of all processes, in the database; what one process asks at the same time is asked together. */
export class RequestCounts {
  readonly #adding: Batches<Counter, number>
  readonly #reading: Batches<Counter, number>

  constructor(pool: Pool) {
    this.#adding = new Batches(async (counters) => {
      const added = new Map<string, { counter: Counter; times: number }>()
      for (const counter of counters) {
        const times = (added.get(nameOf(counter))?.times ?? 0) + 1
        added.set(nameOf(counter), { counter, times })
      }
      const each = [...added.values()]
      const { rows } = await pool.query<Row>({
        name: 'request_counts_add',
        text: addSql,
        values: [
          each.map(({ counter }) => counter.key),
          each.map(({ counter }) => counter.window),
          each.map(({ times }) => times),
        ],
      })
      const counts = countsOf(rows)
      // Whoever came first in the batch was counted first.
      return counters
        .toReversed()
        .map((counter) => {
          const count = counts.get(nameOf(counter)) ?? 0
          counts.set(nameOf(counter), count - 1)
          return count
        })
        .toReversed()
    }, limits)
    this.#reading = new Batches(async (counters) => {
      const { rows } = await pool.query<Row>({
        name: 'request_counts_read',
        text: readSql,
        values: [counters.map(({ key }) => key), counters.map(({ window }) => window)],
      })
      const counts = countsOf(rows)
      return counters.map((counter) => counts.get(nameOf(counter)) ?? 0)
    }, limits)
  }

  /** Counts once more; gives the count with this one. */
  add(counter: Counter): Promise<number> {
    return this.#adding.add(counter)
  }

  read(counter: Counter): Promise<number> {
    return this.#reading.add(counter)
  }
}
