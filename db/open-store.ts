import { statSync } from 'node:fs'
import type { Clock } from '#shared/clock.ts'
import { backUp, isSound } from './backup.ts'
import type { Connection } from './connection.ts'
import { makeDurable, openConnection } from './connection.ts'
import { checkKey, rememberKey } from './key-check.ts'
import { migrate } from './migrate.ts'
import { migrations as allMigrations } from './migrations/index.ts'
import type { Migration } from './migrations/migration.ts'
import { createAnswered } from './repositories/answered.ts'
import { createAppointments } from './repositories/appointments.ts'
import { createAttemptStore } from './repositories/attempts.ts'
import { createDays } from './repositories/days.ts'
import { createEventReport } from './repositories/event-report.ts'
import { createEvents } from './repositories/events.ts'
import { createFigures } from './repositories/figures.ts'
import { createOffice } from './repositories/office.ts'
import { createPrints } from './repositories/prints.ts'
import { createSettings } from './repositories/settings.ts'
import { createUsers } from './repositories/users.ts'
import { StorageError } from './storage-error.ts'
import type { OpenStoreOptions, Store } from './store.ts'

/**
 * Opens the office's database: makes it when there is none, brings an older one to today's schema after a backup.
 *
 * Throws `StorageError` `database_key_wrong`, `database_corrupt`, `database_newer` (of a later release),
 * `database_in_use` (another core owns it), `migration_failed`, `storage_failed`.
 */
export function openStore(options: OpenStoreOptions): Store {
  const connection = openDatabase(options)
  const answered = createAnswered(connection)
  const appointments = createAppointments(connection, answered)
  return {
    appointments,
    events: createEvents(connection, answered, appointments),
    report: createEventReport(connection, answered),
    figures: createFigures(connection),
    users: createUsers(connection),
    attempts: createAttemptStore(connection),
    office: createOffice(connection),
    days: createDays(connection),
    prints: createPrints(connection),
    settings: createSettings(connection),
    transaction: (fn) => connection.transaction(fn),
    // PASSIVE keeps the log's file, to be written over: that is quicker than growing a new one.
    checkpoint: () => void connection.pragma('wal_checkpoint(PASSIVE)'),
    isSound: () => isSound(connection),
    backUp() {
      const { file, key, backupDir, clock } = options
      const version = Number(connection.pragma('user_version'))
      return backUp(connection, { file, key, backupDir, version, now: clock.now() })
    },
    close() {
      connection.pragma('wal_checkpoint(TRUNCATE)')
      connection.close()
    },
  }
}

export type OpenDatabaseOptions = OpenStoreOptions & {
  /** Other steps than this release's: for tests of the mechanism. */
  migrations?: readonly Migration[]
}

/** `openStore` without the repositories. */
export function openDatabase(options: OpenDatabaseOptions): Connection {
  const { file, key, backupDir, clock, migrations = allMigrations } = options
  const known = checkKey(file, key)
  if (known === 'other')
    throw new StorageError('database_key_wrong', 'the key is not the one of this database')
  refuseEmptied(file, known !== 'unknown')

  const connection = openWithKey(file, key, known === 'same')
  try {
    makeDurable(connection)
    migrate(connection, migrations, (version) =>
      backUp(connection, { file, key, backupDir, version, now: clock.now() }),
    )
    proveDurable(connection, clock)
    if (known === 'unknown') rememberKey(file, key)
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/** SQLite would take a file cut to nothing for a new one: the events that were not sent would be gone unnoticed. */
function refuseEmptied(file: string, existedBefore: boolean): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size
  if (existedBefore && size === 0) throw new StorageError('database_corrupt', 'the database file is empty')
}

/** A wrong key shows when the file is read first, as if the file were damaged. */
function openWithKey(file: string, key: Uint8Array, keyIsRight: boolean): Connection {
  try {
    const connection = openConnection(file, key)
    try {
      connection.pragma('schema_version')
      return connection
    } catch (error) {
      connection.close()
      throw error
    }
  } catch (error) {
    if (!(error instanceof StorageError) || error.code !== 'database_corrupt' || keyIsRight) throw error
    throw new StorageError('database_key_wrong', 'the key does not open this database', { cause: error })
  }
}

/** The pragma tells the truth only after a write (floors.md); the write also shows that the disk takes one. */
function proveDurable(connection: Connection, clock: Clock): void {
  connection.transaction(() =>
    connection
      .prepare(`INSERT OR REPLACE INTO settings (name, value) VALUES ('openedAt', json_quote(?))`)
      .run(clock.now().toISOString()),
  )
  const full = 2
  if (connection.pragma('synchronous') !== full || connection.pragma('journal_mode') !== 'wal') {
    throw new StorageError('storage_failed', 'the database does not write durably')
  }
}
