import Database from 'better-sqlite3'
import type { StorageErrorCode } from './storage-error.ts'
import { StorageError } from './storage-error.ts'

const byPrefix: readonly [prefix: string, code: StorageErrorCode][] = [
  ['SQLITE_CONSTRAINT', 'constraint_violated'],
  ['SQLITE_CORRUPT', 'database_corrupt'],
  ['SQLITE_NOTADB', 'database_corrupt'],
  ['SQLITE_BUSY', 'database_in_use'],
  ['SQLITE_LOCKED', 'database_in_use'],
  ['SQLITE_FULL', 'storage_failed'],
  ['SQLITE_IOERR', 'storage_failed'],
  ['SQLITE_READONLY', 'storage_failed'],
  ['SQLITE_CANTOPEN', 'storage_failed'],
  ['SQLITE_PERM', 'storage_failed'],
  ['SQLITE_NOMEM', 'storage_failed'],
  ['SQLITE_PROTOCOL', 'storage_failed'],
]

/**
 * What SQLite threw, as an error of ours with a stable code; anything else (a bug, an error thrown inside a
 * transaction) is handed back as it is. The engine's messages name tables and columns, never values.
 */
export function storageFailure(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error
  const found = byPrefix.find(([prefix]) => error.code.startsWith(prefix))
  // A statement that is wrong is a defect of ours, not the disk's.
  if (!found) return error
  return new StorageError(found[1], `${error.code}: ${error.message}`, { cause: error })
}
