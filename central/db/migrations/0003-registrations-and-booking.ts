import { type Kysely, sql } from 'kysely'
import { areaCodes } from '#shared/domain/landline.ts'
import { holidaysOf1405 } from './holidays-of-1405.ts'

/**
 * The citizen's side: who is registered and how far it has come, what can be booked, what is booked, who may not.
 *
 * `seats`, `live_appointments` and `booking_bans` follow from the appointments and are written in the transaction that
 * writes those. They hold what must never be broken however many book at once: seats sold, one live appointment a person.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await placesAndHours(db)
  await operation(db)
  await registrations(db)
  await booking(db)
  await appointmentsThatAreThere(db)
}

async function placesAndHours(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE provinces (
      name text PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 60),
      area_code text NOT NULL UNIQUE CHECK (area_code ~ '^0[1-9][0-9]$')
    )`.execute(db)
  for (const { code, province } of areaCodes) {
    await sql`INSERT INTO provinces (name, area_code) VALUES (${province}, ${code})`.execute(db)
  }
  await sql`ALTER TABLE offices
    ADD COLUMN booking_days_ahead int NOT NULL DEFAULT 30 CHECK (booking_days_ahead BETWEEN 0 AND 365),
    ADD COLUMN accepts_booking boolean NOT NULL DEFAULT true`.execute(db)
  await sql`CREATE INDEX offices_by_place ON offices (province, city) WHERE accepts_booking`.execute(db)

  // A weekday without a row is closed. 0 is Saturday, as everywhere here.
  await sql`
    CREATE TABLE office_hours (
      office_id uuid NOT NULL REFERENCES offices,
      weekday smallint NOT NULL CHECK (weekday BETWEEN 0 AND 6),
      opens_at text NOT NULL CHECK (opens_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
      closes_at text NOT NULL CHECK (closes_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
      PRIMARY KEY (office_id, weekday),
      CHECK (opens_at < closes_at)
    )`.execute(db)
  await sql`
    INSERT INTO office_hours (office_id, weekday, opens_at, closes_at)
    SELECT id, weekday, opens_at, closes_at FROM offices, generate_series(0, 5) AS weekday`.execute(db)

  // Without an office: the whole country, a public holiday.
  await sql`
    CREATE TABLE closures (
      id uuid PRIMARY KEY,
      office_id uuid REFERENCES offices,
      date date NOT NULL,
      reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 200),
      UNIQUE NULLS NOT DISTINCT (office_id, date)
    )`.execute(db)
  await sql`CREATE INDEX closures_by_date ON closures (date)`.execute(db)
  for (const { id, date, reason } of holidaysOf1405) {
    await sql`INSERT INTO closures (id, office_id, date, reason) VALUES (${id}, NULL, ${date}, ${reason})`.execute(
      db,
    )
  }
}

async function registrations(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE registrations (
      id uuid PRIMARY KEY,
      national_code text NOT NULL CHECK (
        octet_length(national_code) = 10 AND translate(national_code, '0123456789', '') = ''
      ),
      tracking_code text NOT NULL UNIQUE CHECK (
        octet_length(tracking_code) BETWEEN 5 AND 20 AND translate(tracking_code, '0123456789', '') = ''
      ),
      birth_date date NOT NULL,
      request_kind text NOT NULL CHECK (request_kind IN ('first_issue', 'replacement', 'exchange')),
      -- What was registered, as RegistrationDetails; never searched.
      details json NOT NULL,
      stage text NOT NULL CHECK (length(stage) BETWEEN 1 AND 60),
      -- Whether the registration still keeps its person from another one.
      live boolean NOT NULL,
      registered_at timestamptz NOT NULL,
      -- The device that registered the citizen at a counter.
      device_id uuid REFERENCES devices
    ) WITH (fillfactor = 80)`.execute(db)
  await sql`CREATE UNIQUE INDEX one_live_registration ON registrations (national_code) WHERE live`.execute(db)
  await sql`CREATE INDEX registrations_of_person ON registrations (national_code, registered_at)`.execute(db)

  // No foreign key: the row it would look at is locked by the same transaction, five hundred times over.
  await sql`
    CREATE TABLE registration_stages (
      registration_id uuid NOT NULL,
      place int NOT NULL CHECK (place > 0),
      stage text NOT NULL CHECK (length(stage) BETWEEN 1 AND 60),
      at timestamptz NOT NULL,
      note text CHECK (length(note) <= 500),
      -- The operator's action that set it; null where it followed from the appointment.
      action_id uuid REFERENCES operator_actions DEFERRABLE INITIALLY DEFERRED,
      PRIMARY KEY (registration_id, place)
    )`.execute(db)
}

async function booking(db: Kysely<unknown>): Promise<void> {
  // A row for each slot that somebody has booked. Never oversold: the CHECK is what decides at the last moment.
  await sql`
    CREATE TABLE seats (
      office_id uuid NOT NULL REFERENCES offices,
      date date NOT NULL,
      slot time(0) NOT NULL,
      capacity int NOT NULL CHECK (capacity >= 0),
      -- Let in beyond the capacity: walk-ins, and what an operator moved there.
      extra int NOT NULL DEFAULT 0 CHECK (extra >= 0),
      taken int NOT NULL CHECK (taken >= 0),
      PRIMARY KEY (office_id, date, slot),
      CONSTRAINT never_oversold CHECK (taken <= capacity + extra)
    ) WITH (fillfactor = 70)`.execute(db)

  // One live appointment a person.
  await sql`
    CREATE TABLE live_appointments (
      national_code text PRIMARY KEY,
      appointment_id uuid NOT NULL UNIQUE,
      tracking_code text NOT NULL,
      office_id uuid NOT NULL,
      date date NOT NULL,
      slot time(0) NOT NULL
    )`.execute(db)

  await sql`
    CREATE TABLE booking_bans (
      national_code text PRIMARY KEY,
      appointment_id uuid NOT NULL,
      office_id uuid NOT NULL,
      bookable_from date NOT NULL
    )`.execute(db)
  await sql`CREATE INDEX booking_bans_of_appointment ON booking_bans (appointment_id)`.execute(db)
  await sql`CREATE INDEX appointments_by_tracking_code ON appointments (tracking_code)`.execute(db)
}

/** What follows from the appointments of a database that has some. Nobody of them has registered here. */
async function appointmentsThatAreThere(db: Kysely<unknown>): Promise<void> {
  await sql`
    INSERT INTO seats (office_id, date, slot, capacity, extra, taken)
    SELECT office_id, date, slot, slot_capacity, greatest(0, count(*) - slot_capacity), count(*)
    FROM appointments JOIN offices ON offices.id = office_id
    WHERE state <> 'cancelled'
    GROUP BY office_id, date, slot, slot_capacity`.execute(db)
  await sql`
    INSERT INTO live_appointments (national_code, appointment_id, tracking_code, office_id, date, slot)
    SELECT DISTINCT ON (national_code) national_code, id, tracking_code, office_id, date, slot
    FROM appointments WHERE state NOT IN ('served', 'no_show', 'cancelled')
    ORDER BY national_code, date DESC, slot DESC`.execute(db)
  await sql`
    INSERT INTO booking_bans (national_code, appointment_id, office_id, bookable_from)
    SELECT DISTINCT ON (national_code) national_code, id, office_id, (body ->> 'bookableFrom')::date
    FROM appointments WHERE state = 'no_show' AND body ->> 'bookableFrom' IS NOT NULL
    ORDER BY national_code, (body ->> 'bookableFrom')::date DESC`.execute(db)
}

async function operation(db: Kysely<unknown>): Promise<void> {
  // What is to be sent to a citizen's mobile; written in the transaction that gives cause for it.
  await sql`
    CREATE TABLE messages (
      id uuid PRIMARY KEY,
      mobile text NOT NULL CHECK (mobile ~ '^09[0-9]{9}$'),
      kind text NOT NULL CHECK (length(kind) BETWEEN 1 AND 60),
      body text NOT NULL CHECK (length(body) BETWEEN 1 AND 1000),
      created_at timestamptz NOT NULL,
      delivered_at timestamptz
    )`.execute(db)
  await sql`CREATE INDEX messages_undelivered ON messages (created_at) WHERE delivered_at IS NULL`.execute(db)

  // Counts of the last minutes; nothing is lost when a crash empties it. Keys are hashes: no code stands here.
  await sql`
    CREATE UNLOGGED TABLE request_counts (
      key bytea NOT NULL,
      window_start timestamptz NOT NULL,
      count int NOT NULL CHECK (count > 0),
      PRIMARY KEY (key, window_start)
    )`.execute(db)
  await sql`CREATE INDEX request_counts_by_age ON request_counts (window_start)`.execute(db)

  await sql`
    CREATE TABLE operator_actions (
      id uuid PRIMARY KEY,
      at timestamptz NOT NULL,
      operator text NOT NULL CHECK (length(operator) BETWEEN 1 AND 120),
      action text NOT NULL CHECK (length(action) BETWEEN 1 AND 60),
      -- What it was done to: an office's code, a registration's id. No personal data.
      target text NOT NULL CHECK (length(target) <= 200),
      detail json NOT NULL
    )`.execute(db)
  await sql`CREATE INDEX operator_actions_by_time ON operator_actions (at)`.execute(db)

  // The demonstration's own civil registry: people who do not exist. Empty anywhere else.
  await sql`
    CREATE TABLE demo_registry_people (
      national_code text PRIMARY KEY CHECK (national_code ~ '^[0-9]{10}$'),
      first_name text NOT NULL,
      last_name text NOT NULL,
      father_name text NOT NULL,
      birth_date date NOT NULL,
      certificate_number text NOT NULL,
      certificate_serial text NOT NULL,
      gender text NOT NULL CHECK (gender IN ('female', 'male')),
      iranian boolean NOT NULL,
      deceased boolean NOT NULL,
      has_card boolean NOT NULL
    )`.execute(db)
}
