import type { Transaction } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { CentralTables } from '../db/tables.ts'
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
 *
 * @param work is given the id of the record, for rows that refer to it
 */
export async function recorded<T>(
  context: AdminContext,
  action: string,
  work: (trx: Transaction<CentralTables>, actionId: string) => Promise<Deed<T>>,
): Promise<T> {
  const { database, clock, operator } = context
  const deed = await database.db.transaction().execute(async (trx) => {
    const id = uuidv7()
    const outcome = await work(trx, id)
    if (outcome.target !== null) {
      await trx
        .insertInto('operator_actions')
        .values({
          id,
          at: clock.now(),
          operator,
          action,
          target: outcome.target,
          detail: JSON.stringify(outcome.detail ?? {}),
        })
        .execute()
    }
    return outcome
  })
  if (deed.target !== null && deed.offices) await sendNews(database.pool, deed.offices)
  return deed.value
}
