import { type Kysely, sql } from 'kysely'

/** Beside the end of a device's log: what the device itself signed of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE devices ADD last_signature text CHECK (last_signature ~ '^[A-Za-z0-9_-]{86}$')`.execute(db)
}
