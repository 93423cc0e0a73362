import type { Kysely, Selectable, Transaction } from 'kysely'
import { takeRevisions } from '../db/revision.ts'
import type { CentralTables } from '../db/tables.ts'
import { AdminError } from './admin-error.ts'

export type OfficeRow = Selectable<CentralTables['offices']>

/** The office of a code. Throws `not_found`. */
export async function findOffice(db: Kysely<CentralTables>, code: string): Promise<OfficeRow> {
  const row = await db.selectFrom('offices').selectAll().where('code', '=', code).executeTakeFirst()
  if (!row) throw new AdminError('not_found', `there is no office ${code}`)
  return row
}

/**
 * The office under the lock that every writer of it takes first, with `count` revisions for what is going to change: as
 * it stands now, and nobody else changes it until the transaction ends.
 */
export async function lockOffice(
  trx: Transaction<CentralTables>,
  code: string,
  count = 1,
): Promise<{ office: OfficeRow; revision: number }> {
  const { id } = await findOffice(trx, code)
  const revision = await takeRevisions(trx, id, count)
  return { office: await findOffice(trx, code), revision }
}
