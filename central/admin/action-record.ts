import type { Transaction } from 'kysely'
import type { PoolClient } from 'pg'
import { uuidv7 } from 'uuidv7'
import type { CentralTables } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'
import { sendNews } from '../news.ts'
import type { AdminContext } from './command.ts'

/** What a command did, inside its transaction. */
export type Deed<T> = {
  value: T
  /** What it was done to: an office's code, an id. Never personal data; null when nothing was changed after all. */
  target: string | null
  detail?: Readonly<Record<string, unknown>>
  /** Offices that have something new to pull. */
  offices?: readonly string[]
}

/**
 * Changes data in one transaction and records in it who did what; offices are told after the commit. What is refused
 * changes nothing and is not recorded.
 */
export async function recorded<T>(
  context: AdminContext,
  action: string,
  work: (trx: Transaction<CentralTables>) => Promise<Deed<T>>,
): Promise<T> {
  const deed = await context.database.db.transaction().execute(async (trx) => {
    const outcome = await work(trx)
    if (outcome.target !== null) {
      await trx
        .insertInto('operator_actions')
        .values(recordOf(context, uuidv7(), action, outcome.target, outcome.detail))
        .execute()
    }
    return outcome
  })
  return told(context, deed)
}

/**
 * `recorded` for what is written by statements of a connection, as appointments and stages are.
 *
 * @param work is given the id of the record, for rows that refer to it
 */
export async function recordedByClient<T>(
  context: AdminContext,
  action: string,
  work: (client: PoolClient, actionId: string) => Promise<Deed<T>>,
): Promise<T> {
  const id = uuidv7()
  const deed = await inTransaction<Deed<T>>(context.database.pool, async (client) => {
    const outcome = await work(client, id)
    if (outcome.target === null) return { result: outcome }
    const recording = recordAction(client, context, action, { ...outcome, target: outcome.target }, id)
    return { result: outcome, writes: [recording] }
  })
  return told(context, deed)
}

/** Records an action in the transaction of `client`. */
export async function recordAction(
  client: Pick<PoolClient, 'query'>,
  context: AdminContext,
  action: string,
  { target, detail }: { target: string; detail?: Readonly<Record<string, unknown>> },
  id = uuidv7(),
): Promise<void> {
  const row = recordOf(context, id, action, target, detail)
  await client.query(
    'INSERT INTO operator_actions (id, at, operator, action, target, detail) VALUES ($1, $2, $3, $4, $5, $6)',
    [row.id, row.at.toISOString(), row.operator, row.action, row.target, row.detail],
  )
}

function recordOf(
  { clock, operator }: AdminContext,
  id: string,
  action: string,
  target: string,
  detail: Readonly<Record<string, unknown>> = {},
) {
  return { id, at: clock.now(), operator, action, target, detail: JSON.stringify(detail) }
}

/** After the commit: the offices are told, so that they pull. */
async function told<T>({ database }: AdminContext, { value, target, offices }: Deed<T>): Promise<T> {
  if (target !== null && offices) await sendNews(database.pool, offices)
  return value
}
