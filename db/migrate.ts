import type { Connection } from './connection.ts'
import type { Migration } from './migrations/migration.ts'
import { StorageError } from './storage-error.ts'

export const schemaVersion = (connection: Connection): number => Number(connection.pragma('user_version'))

/**
 * Brings the file to the newest schema, one transaction a step, so that a crash leaves the version before.
 *
 * @param backUp called once, before the first step, when the file holds an older schema already.
 * Throws `StorageError` `database_newer` for a file of a later release, `migration_failed`, `storage_failed`.
 */
export function migrate(
  connection: Connection,
  migrations: readonly Migration[],
  backUp: (version: number) => void,
): void {
  const from = schemaVersion(connection)
  const newest = migrations.at(-1)?.version ?? 0
  if (from > newest) {
    throw new StorageError(
      'database_newer',
      `the file has schema ${from}, this release knows up to ${newest}`,
    )
  }
  const steps = migrations.filter((migration) => migration.version > from)
  if (steps.length === 0) return
  if (from > 0) backUp(from)
  for (const step of steps) {
    try {
      connection.transaction(() => {
        step.up(connection)
        if (connection.prepare('SELECT 1 FROM pragma_foreign_key_check LIMIT 1').first()) {
          throw new Error('a reference points nowhere')
        }
        connection.pragma(`user_version = ${step.version}`)
      })
    } catch (error) {
      if (error instanceof StorageError && error.code === 'storage_failed') throw error
      throw new StorageError('migration_failed', `schema ${step.version} (${step.name})`, { cause: error })
    }
  }
}
