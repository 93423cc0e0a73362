import type { Transaction } from 'kysely'
import type { CentralTables } from './tables.ts'

/** Holds the counters of offices until the transaction ends, in the order that every writer keeps. */
export const lockOfficesSql = `
  SELECT office_id, revision FROM office_revisions
  WHERE office_id = ANY($1::uuid[]) ORDER BY office_id FOR UPDATE`

/**
 * Takes the next `count` revisions of an office and returns the first. Holds the office's counter until the
 * transaction ends: whoever writes later in the office's order also commits later.
 */
export async function takeRevisions(
  trx: Transaction<CentralTables>,
  officeId: string,
  count: number,
): Promise<number> {
  const row = await trx
    .updateTable('office_revisions')
    .set((eb) => ({ revision: eb('revision', '+', count) }))
    .where('office_id', '=', officeId)
    .returning('revision')
    .executeTakeFirstOrThrow()
  return row.revision - count + 1
}
