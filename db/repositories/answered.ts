import type { Connection } from '../connection.ts'

/** Up to which number the central system has answered this device's events (docs/decisions/0031). */
export type Answered = { get(): number; move(seq: number): void }

export function createAnswered(connection: Connection): Answered {
  const select = connection.prepare<[number]>(
    `SELECT coalesce((SELECT value ->> '$' FROM settings WHERE name = 'answeredSeq'), 0)`,
  )
  const put = connection.prepare(
    `INSERT OR REPLACE INTO settings (name, value) VALUES ('answeredSeq', CAST(? AS INTEGER))`,
  )
  // Every line of a list asks for it.
  let held: number | undefined
  connection.onRollback(() => {
    held = undefined
  })
  return {
    get() {
      held ??= select.first()?.[0] ?? 0
      return held
    },
    move(seq) {
      put.run(seq)
      held = seq
    },
  }
}
