import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type CentralDatabase, openDatabase } from '../db/connection.ts'
import { AdminError } from './admin-error.ts'
import type { Connection } from './command-line.ts'

const CONNECTIONS = 3

/**
 * Opens the database that the operator named. On a folder where a central system runs, its server is used and goes on;
 * on one where none runs, the embedded server is started for as long as the command takes.
 */
export async function withDatabase<T>(
  { data, databaseUrl }: Connection,
  log: (message: string) => void,
  work: (database: CentralDatabase) => Promise<T>,
): Promise<T> {
  const server =
    databaseUrl === null ? await serverOf(data ?? '', log) : { databaseUrl, stop: async () => {} }
  try {
    const database = await openDatabase({
      databaseUrl: server.databaseUrl,
      log,
      maxConnections: CONNECTIONS,
    })
    try {
      return await work(database)
    } finally {
      await database.close()
    }
  } finally {
    await server.stop()
  }
}

async function serverOf(data: string, log: (message: string) => void) {
  // A mistyped folder must not become a new, empty country.
  if (!existsSync(join(data, 'postgres', 'PG_VERSION'))) {
    throw new AdminError(
      'data_dir_unknown',
      `no central system has run on ${data}: start "npm run central" there once, or mend the path`,
    )
  }
  // A development dependency: not there, and not needed, where a database is given.
  const { joinEmbedded, startEmbedded } = await import('../db/embedded.ts')
  try {
    const running = await joinEmbedded(data)
    if (running !== null) return { databaseUrl: running, stop: async () => {} }
    return await startEmbedded({ dataDir: data, log })
  } catch (error) {
    throw new AdminError('data_dir_unreachable', error instanceof Error ? error.message : String(error))
  }
}
