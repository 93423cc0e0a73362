import Database from 'better-sqlite3'
import { storageFailure } from './sqlite-failure.ts'
import { StorageError } from './storage-error.ts'

export type SqlValue = string | number | null

/** A prepared statement whose failures are `StorageError`s. Rows come as arrays, in the order of the columns. */
export type Prepared<Row extends readonly SqlValue[]> = {
  all(...values: SqlValue[]): Row[]
  first(...values: SqlValue[]): Row | undefined
  /** Gives how many rows were changed. */
  run(...values: SqlValue[]): number
}

/** The one connection to the file. */
export type Connection = {
  prepare<Row extends readonly SqlValue[]>(sql: string): Prepared<Row>
  /** Several statements at once, for migrations. */
  execute(sql: string): void
  /** A pragma's single value. */
  pragma(source: string): unknown
  transaction<T>(work: () => T): T
  readonly inTransaction: boolean
  /** Called when a transaction, or a part of one, was undone: for whoever holds a copy of what it wrote. */
  onRollback(forget: () => void): void
  close(): void
}

/** Pages of 4 KB after which a commit itself moves the log into the file, should the idle moments never come. */
const walCeilingPages = 4096
/** The log keeps this size when it is reused: writing over blocks that are there is quicker than growing a file. */
const walKeptBytes = 32 * 1024 * 1024

/**
 * Opens the encrypted file. Nothing is read yet: a wrong key shows at the first statement.
 *
 * One process owns the file (`locking_mode=EXCLUSIVE`): a second core on the same data would fork the device's
 * sequence of events. So the index of the log lives in memory and no `-shm` file appears.
 */
export function openConnection(file: string, key: Uint8Array): Connection {
  if (key.length !== 32) throw new RangeError('the database key has 32 bytes')
  const database = openFile(file)
  try {
    database.pragma(`cipher='sqlcipher'`)
    // 64 hex digits in this form are taken as the key itself: opening costs no derivation.
    database.pragma(`key="x'${Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('hex')}'"`)
    database.pragma('locking_mode = EXCLUSIVE')
    // Sorting and materialised views would otherwise reach the disk in plain text.
    database.pragma('temp_store = MEMORY')
    database.pragma('foreign_keys = ON')
    database.pragma('trusted_schema = OFF')
    database.pragma('cache_size = -32000')
  } catch (error) {
    database.close()
    throw storageFailure(error)
  }
  return wrap(database)
}

/** Switches to the durable settings. Throws `StorageError` `database_corrupt` when the key does not fit the file. */
export function makeDurable(connection: Connection): void {
  connection.pragma('journal_mode = WAL')
  // WAL alone leaves NORMAL, which does not sync at commit (floors.md).
  connection.pragma('synchronous = FULL')
  connection.pragma(`wal_autocheckpoint = ${walCeilingPages}`)
  connection.pragma(`journal_size_limit = ${walKeptBytes}`)
}

function openFile(file: string): Database.Database {
  try {
    return new Database(file, { timeout: 2000 })
  } catch (error) {
    const failure = storageFailure(error)
    if (failure instanceof StorageError) throw failure
    // The driver's own complaint about a folder that is not there.
    throw new StorageError('storage_failed', 'the database file cannot be opened', { cause: error })
  }
}

function attempt<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw storageFailure(error)
  }
}

function wrap(database: Database.Database): Connection {
  const forgetters: (() => void)[] = []
  const runInTransaction = database.transaction((work: () => unknown) => {
    const result = work()
    if (result instanceof Promise) throw new TypeError('a transaction is synchronous')
    return result
  })

  return {
    prepare<Row extends readonly SqlValue[]>(sql: string): Prepared<Row> {
      const statement = attempt(() => database.prepare<SqlValue[], Row>(sql))
      if (statement.reader) statement.raw(true)
      return {
        all: (...values) => attempt(() => statement.all(...values)),
        first: (...values) => attempt(() => statement.get(...values)),
        run: (...values) => attempt(() => statement.run(...values).changes),
      }
    },
    execute: (sql) => attempt(() => void database.exec(sql)),
    pragma: (source) => attempt(() => database.pragma(source, { simple: true })),
    transaction<T>(work: () => T): T {
      try {
        // Within another transaction this makes a savepoint.
        return runInTransaction.immediate(work) as T
      } catch (error) {
        for (const forget of forgetters) forget()
        throw storageFailure(error)
      }
    },
    get inTransaction() {
      return database.inTransaction
    },
    onRollback: (forget) => void forgetters.push(forget),
    close: () => attempt(() => void database.close()),
  }
}
