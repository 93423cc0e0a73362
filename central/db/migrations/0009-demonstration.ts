import { type Kysely, sql } from 'kysely'

/** Set only for an office of the demonstration: its application is marked, and tells this password to everybody. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE offices ADD COLUMN demonstration_password text
    CHECK (length(demonstration_password) BETWEEN 1 AND 60)`.execute(db)
}
