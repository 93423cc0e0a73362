import { type Kysely, sql } from 'kysely'

/**
 * Appointments and the log of events, partitioned by month; days of an office.
 *
 * Bodies are `json`, not `jsonb`: they are written and sent as they are, never searched. What is searched or guarded has
 * its own column. The partitions are made by `ensureMonths`, before a row of that month is written.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // The key begins with the id: an event names the appointment without its date.
  await sql`
    CREATE TABLE appointments (
      id uuid NOT NULL,
      office_id uuid NOT NULL REFERENCES offices,
      date date NOT NULL,
      slot time(0) NOT NULL,
      state text NOT NULL CHECK (state IN ('booked', 'arrived', 'documents_incomplete', 'documents_complete',
        'served', 'no_show', 'cancelled')),
      -- Digits by translate: as regular expressions these two were a quarter of the cost of a row.
      national_code text NOT NULL CHECK (
        octet_length(national_code) = 10 AND translate(national_code, '0123456789', '') = ''
      ),
      tracking_code text NOT NULL CHECK (
        octet_length(tracking_code) BETWEEN 5 AND 20 AND translate(tracking_code, '0123456789', '') = ''
      ),
      -- As wide as the contract: a number too large would otherwise come back as a failure for ever.
      queue_number bigint CHECK (queue_number > 0),
      revision bigint NOT NULL CHECK (revision > 0),
      body json NOT NULL,
      PRIMARY KEY (id, date),
      -- Two offices may not claim one revision, and no two rows of an office share one.
      UNIQUE (office_id, revision, date)
    ) PARTITION BY RANGE (date)`.execute(db)
  await sql`CREATE INDEX appointments_of_day ON appointments (office_id, date, slot)`.execute(db)

  // No foreign keys: the rows they would look at are locked by the same transaction, five hundred times over.
  await sql`
    CREATE TABLE office_events (
      office_id uuid NOT NULL,
      received_on date NOT NULL,
      device_id uuid NOT NULL,
      device_seq bigint NOT NULL CHECK (device_seq > 0),
      id uuid NOT NULL,
      -- The place in the office's order, taken by applied and by rejected events alike.
      revision bigint NOT NULL CHECK (revision > 0),
      appointment_id uuid,
      type text NOT NULL,
      status text NOT NULL CHECK (status IN ('applied', 'rejected')),
      code text,
      message text,
      received_at timestamptz NOT NULL,
      body json NOT NULL,
      PRIMARY KEY (office_id, device_id, device_seq, received_on),
      UNIQUE (office_id, revision, received_on),
      CHECK ((status = 'rejected') = (code IS NOT NULL))
    ) PARTITION BY RANGE (received_on)`.execute(db)

  // Few, and asked for by id at every push: a successor of a rejected event is rejected too.
  await sql`
    CREATE TABLE rejected_events (
      id uuid PRIMARY KEY,
      office_id uuid NOT NULL
    )`.execute(db)

  await sql`
    CREATE TABLE office_days (
      office_id uuid NOT NULL REFERENCES offices,
      date date NOT NULL,
      closed boolean NOT NULL,
      revision bigint NOT NULL CHECK (revision > 0),
      body json NOT NULL,
      PRIMARY KEY (office_id, date),
      UNIQUE (office_id, revision)
    )`.execute(db)
}
