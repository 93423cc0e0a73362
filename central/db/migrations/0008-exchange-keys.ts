import { type Kysely, sql } from 'kysely'

/** For which key files for a device are sealed; null until it has told it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE devices ADD COLUMN exchange_key text CHECK (length(exchange_key) = 43)`.execute(db)
}
