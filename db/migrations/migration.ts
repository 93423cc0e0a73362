import type { Connection } from '../connection.ts'

/** One step of the schema. Runs in a transaction of its own together with the new `user_version`. */
export type Migration = {
  /** The `user_version` afterwards: 1, 2, 3 … without a gap. */
  version: number
  name: string
  up(connection: Connection): void
}
