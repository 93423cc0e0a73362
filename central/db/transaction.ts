import type { Pool, PoolClient } from 'pg'

export type Work<T> = {
  result: T
  /** Statements that were already sent; the commit is sent behind them without waiting. */
  writes?: readonly Promise<unknown>[]
}

/**
 * Runs `work` in a transaction. Its last writes and the commit travel together (the pool pipelines), so that a
 * transaction costs two round trips; one that failed takes everything back.
 */
export async function inTransaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Work<T>>,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    const begun = client.query('BEGIN')
    const [, { result, writes }] = await Promise.all([begun, work(client)])
    if (!writes) {
      await client.query('ROLLBACK')
      return result
    }
    const committed = client.query('COMMIT')
    const ends = await Promise.allSettled([...writes, committed])
    for (const end of ends) if (end.status === 'rejected') throw end.reason
    // The server answers a commit after a failed statement with ROLLBACK, and without an error.
    const { command } = await committed
    if (command !== 'COMMIT') throw new Error(`transaction_lost: ${command}`)
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    client.release(broken)
  }
}
