import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { migrate } from './migrate.ts'
import type { CentralTables } from './tables.ts'
import { TurnSocket } from './turn-socket.ts'

const BIGINT = 20
const DATE = 1082

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    // Revisions and sequences stay far below 2^53; a civil date is no instant and must not become one.
    if (oid === BIGINT && format !== 'binary') return Number
    if (oid === DATE && format !== 'binary') return (text: string) => text
    return pg.types.getTypeParser(oid, format)
  },
}

export type CentralDatabase = {
  /** For ordinary statements. */
  db: Kysely<CentralTables>
  /** For the hot paths, which send several statements at once. */
  pool: pg.Pool
  close(): Promise<void>
}

export type DatabaseOptions = {
  databaseUrl: string
  /** Told of connections that broke while nobody used them. */
  log?: (message: string) => void
  maxConnections?: number
}

/** Connects and migrates. Statements are bounded in time, so that a stuck one never takes the service with it. */
export async function openDatabase(options: DatabaseOptions): Promise<CentralDatabase> {
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    application_name: 'pishkhan-central',
    max: options.maxConnections ?? 12,
    // Statements that are sent together are answered together: one round trip instead of one each.
    pipeline: true,
    stream: () => new TurnSocket(),
    types,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 30_000,
    lock_timeout: 15_000,
    idle_in_transaction_session_timeout: 30_000,
  })
  pool.on('error', (error) => options.log?.(`database connection lost: ${error.message}`))
  const db = new Kysely<CentralTables>({ dialect: new PostgresDialect({ pool }) })
  try {
    await migrate(db, pool)
  } catch (error) {
    await pool.end()
    throw error
  }
  return { db, pool, close: () => pool.end() }
}
