import { type Kysely, sql } from 'kysely'

/** Offices, the people of an office, the devices that speak for it, and the order of everything that happens to it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE offices (
      id uuid PRIMARY KEY,
      code text NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 20),
      name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
      province text NOT NULL CHECK (length(province) BETWEEN 1 AND 60),
      city text NOT NULL CHECK (length(city) BETWEEN 1 AND 60),
      address text NOT NULL CHECK (length(address) BETWEEN 1 AND 300),
      area_code text NOT NULL CHECK (area_code ~ '^0[1-9][0-9]$'),
      opens_at text NOT NULL CHECK (opens_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
      closes_at text NOT NULL CHECK (closes_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
      slot_minutes int NOT NULL CHECK (slot_minutes > 0),
      slot_capacity int NOT NULL CHECK (slot_capacity > 0),
      rules json NOT NULL,
      revision bigint NOT NULL CHECK (revision > 0),
      CHECK (opens_at < closes_at)
    )`.execute(db)

  // One row for each office, locked by whoever changes something of it: revisions have no gaps, and their order is
  // the order of the commits, so that no reader can pass one by that is still to come.
  await sql`
    CREATE TABLE office_revisions (
      office_id uuid PRIMARY KEY REFERENCES offices,
      revision bigint NOT NULL DEFAULT 0 CHECK (revision >= 0),
      central_seq bigint NOT NULL DEFAULT 0 CHECK (central_seq >= 0),
      central_hash text NOT NULL DEFAULT repeat('0', 64) CHECK (central_hash ~ '^[0-9a-f]{64}$')
    ) WITH (fillfactor = 50)`.execute(db)

  await sql`
    CREATE TABLE office_users (
      id uuid PRIMARY KEY,
      office_id uuid NOT NULL REFERENCES offices,
      username text NOT NULL CHECK (length(username) BETWEEN 1 AND 60),
      display_name text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 120),
      roles text[] NOT NULL CHECK (
        cardinality(roles) > 0 AND roles <@ ARRAY['reception', 'documents', 'supervisor']
      ),
      desk text CHECK (length(desk) <= 20),
      password_hash text NOT NULL CHECK (password_hash LIKE '$argon2id$%'),
      active boolean NOT NULL DEFAULT true,
      revision bigint NOT NULL CHECK (revision > 0),
      UNIQUE (office_id, username),
      UNIQUE (office_id, revision)
    )`.execute(db)

  await sql`
    CREATE TABLE devices (
      id uuid PRIMARY KEY,
      office_id uuid NOT NULL REFERENCES offices,
      name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
      public_key text NOT NULL UNIQUE CHECK (public_key ~ '^[A-Za-z0-9_-]{43}$'),
      activated_at timestamptz NOT NULL,
      revoked_at timestamptz,
      last_seq bigint NOT NULL DEFAULT 0 CHECK (last_seq >= 0),
      last_hash text NOT NULL DEFAULT repeat('0', 64) CHECK (last_hash ~ '^[0-9a-f]{64}$')
    ) WITH (fillfactor = 50)`.execute(db)
  await sql`CREATE INDEX devices_of_office ON devices (office_id)`.execute(db)

  // The code itself is nowhere: who reads the table can activate nothing.
  await sql`
    CREATE TABLE activation_codes (
      code_hash bytea PRIMARY KEY CHECK (length(code_hash) = 32),
      office_id uuid NOT NULL REFERENCES offices,
      created_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL CHECK (expires_at > created_at),
      used_at timestamptz,
      device_id uuid UNIQUE REFERENCES devices,
      CHECK ((used_at IS NULL) = (device_id IS NULL))
    )`.execute(db)

  await sql`
    CREATE TABLE used_assertions (
      device_id uuid NOT NULL REFERENCES devices,
      jti text NOT NULL CHECK (length(jti) BETWEEN 1 AND 200),
      expires_at timestamptz NOT NULL,
      PRIMARY KEY (device_id, jti)
    )`.execute(db)
  await sql`CREATE INDEX used_assertions_by_expiry ON used_assertions (expires_at)`.execute(db)

  await sql`
    CREATE TABLE server_keys (
      name text PRIMARY KEY,
      secret bytea NOT NULL CHECK (length(secret) = 32)
    )`.execute(db)
}
