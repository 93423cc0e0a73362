import { type Kysely, sql } from 'kysely'

/** People who are managed in their office: what of that is in a row already, and whether a password is for one time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE office_users
      ADD COLUMN must_change boolean NOT NULL DEFAULT false,
      ADD COLUMN applied_event_ids uuid[] NOT NULL DEFAULT '{}'`.execute(db)

  // Somebody whom an office took on without a line may have worked there before the name was found to be taken. They sign
  // in no more, but what they did has an actor all the same.
  await sql`
    CREATE TABLE refused_users (
      id uuid PRIMARY KEY,
      office_id uuid NOT NULL REFERENCES offices
    )`.execute(db)
  await sql`CREATE INDEX refused_users_of_office ON refused_users (office_id)`.execute(db)
}
