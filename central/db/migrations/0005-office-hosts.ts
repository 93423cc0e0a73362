import { type Kysely, sql } from 'kysely'

/** Which device is its office's host now: one row for each office that has ever had one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE office_hosts (
      office_id uuid PRIMARY KEY REFERENCES offices,
      device_id uuid NOT NULL REFERENCES devices,
      epoch bigint NOT NULL CHECK (epoch > 0),
      since timestamptz NOT NULL,
      seen_at timestamptz NOT NULL CHECK (seen_at >= since)
    ) WITH (fillfactor = 50)`.execute(db)
}
