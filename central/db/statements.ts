import { CompiledQuery, type Transaction } from 'kysely'
import type { QueryResultRow } from 'pg'
import type { CentralTables } from './tables.ts'

/** What the statements of a transaction are sent through, in order: its client, or `statementsOf` a Kysely transaction. */
export type Statements = {
  query<R extends QueryResultRow>(statement: {
    name?: string
    text: string
    values?: unknown[]
  }): Promise<{ rows: R[] }>
}

/** Sends statements through a transaction of Kysely, one after the other. */
export function statementsOf(trx: Transaction<CentralTables>): Statements {
  let before: Promise<unknown> = Promise.resolve()
  return {
    async query<R extends QueryResultRow>({ text, values = [] }: { text: string; values?: unknown[] }) {
      const mine = before.then(() => trx.executeQuery<R>(CompiledQuery.raw(text, values)))
      before = mine.catch(() => {})
      return mine
    },
  }
}
