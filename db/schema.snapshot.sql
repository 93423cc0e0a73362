-- user_version 8

CREATE TABLE appointments (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  date TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  slot TEXT NOT NULL CHECK (slot GLOB '[0-2][0-9]:[0-5][0-9]'),
  sort_key TEXT NOT NULL,
  first_name TEXT NOT NULL CHECK (first_name <> ''),
  last_name TEXT NOT NULL CHECK (last_name <> ''),
  father_name TEXT NOT NULL CHECK (father_name <> ''),
  national_code TEXT NOT NULL CHECK (length(national_code) = 10 AND national_code NOT GLOB '*[^0-9]*'),
  tracking_code TEXT NOT NULL CHECK (length(tracking_code) BETWEEN 5 AND 20 AND tracking_code NOT GLOB '*[^0-9]*'),
  mobile TEXT,
  request_kind TEXT NOT NULL CHECK (request_kind IN ('first_issue', 'replacement', 'exchange')),
  state TEXT NOT NULL CHECK (state IN (
    'booked', 'arrived', 'documents_incomplete', 'documents_complete', 'served', 'no_show', 'cancelled')),
  queue_number INTEGER CHECK (queue_number >= 1),
  arrived_on TEXT,
  last_seq INTEGER NOT NULL CHECK (last_seq >= 0),
  confirmed_seq INTEGER NOT NULL CHECK (confirmed_seq BETWEEN 0 AND last_seq),
  attention INTEGER NOT NULL CHECK (attention IN (0, 1)),
  revision INTEGER NOT NULL CHECK (revision >= 0),
  pull_round INTEGER NOT NULL CHECK (pull_round >= 0),
  search_key TEXT NOT NULL,
  CHECK ((queue_number IS NULL) = (state IN ('booked', 'no_show', 'cancelled'))),
  CHECK ((queue_number IS NULL) = (arrived_on IS NULL))
) STRICT;

CREATE INDEX appointments_by_day ON appointments (date, slot, sort_key);

CREATE INDEX appointments_by_national_code ON appointments (national_code);

CREATE INDEX appointments_by_tracking_code ON appointments (tracking_code);

CREATE TABLE server_versions (
  appointment INTEGER PRIMARY KEY REFERENCES appointments (key) ON DELETE CASCADE,
  body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

CREATE TABLE own_versions (
  appointment INTEGER PRIMARY KEY REFERENCES appointments (key) ON DELETE CASCADE,
  body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

CREATE TABLE office (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

CREATE TABLE users (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  username TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (username <> ''),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  pull_round INTEGER NOT NULL CHECK (pull_round >= 0),
  body TEXT NOT NULL CHECK (body ->> '$.id' IS id AND body ->> '$.active' IS active)
, server_body TEXT CHECK (json_valid(server_body))) STRICT, WITHOUT ROWID;

CREATE TABLE days (
  date TEXT PRIMARY KEY CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
  body TEXT NOT NULL CHECK (body ->> '$.date' IS date AND (body -> '$.closed' <> 'null') IS closed),
  server_body TEXT CHECK (json_valid(server_body))
) STRICT, WITHOUT ROWID;

CREATE TABLE queue_numbers (
  date TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  number INTEGER NOT NULL CHECK (number >= 1),
  PRIMARY KEY (date, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER queue_numbers_stay BEFORE DELETE ON queue_numbers
BEGIN
  SELECT RAISE(ABORT, 'queue_number_is_given');
END;

CREATE TRIGGER queue_numbers_are_not_rewritten BEFORE UPDATE ON queue_numbers
BEGIN
  SELECT RAISE(ABORT, 'queue_number_is_given');
END;

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_in_attempts (
  name_hash TEXT PRIMARY KEY CHECK (length(name_hash) = 64 AND name_hash NOT GLOB '*[^0-9a-f]*'),
  failures INTEGER NOT NULL CHECK (failures >= 1),
  last_at TEXT NOT NULL CHECK (length(last_at) = 24)
) STRICT, WITHOUT ROWID;

CREATE INDEX sign_in_attempts_by_age ON sign_in_attempts (last_at);

CREATE TABLE "events" (
  seq INTEGER PRIMARY KEY CHECK (seq >= 1),
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  appointment_id TEXT CHECK (length(appointment_id) = 36),
  day TEXT,
  subject TEXT,
  type TEXT NOT NULL CHECK (type <> ''),
  at TEXT NOT NULL CHECK (length(at) = 24),
  actor TEXT NOT NULL CHECK (actor <> ''),
  changes INTEGER NOT NULL CHECK (changes BETWEEN 0 AND seq),
  refused TEXT CHECK (refused IN ('parked', 'withdrawn', 'noted')),
  code TEXT,
  message TEXT,
  settlement TEXT CHECK (json_valid(settlement)),
  hash TEXT NOT NULL CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*'),
  body TEXT NOT NULL,
  CHECK (appointment_id IS NULL OR day IS NULL),
  CHECK ((day IS NULL) = (type NOT IN ('day_closed', 'day_reopened'))),
  CHECK ((refused IS NULL) = (code IS NULL)),
  CHECK (refused IS NOT 'withdrawn' OR settlement IS NOT NULL),
  CHECK (body ->> '$.id' IS id AND body ->> '$.deviceSeq' IS seq AND body ->> '$.type' IS type)
) STRICT;

CREATE INDEX events_by_day ON events (day) WHERE day IS NOT NULL;

CREATE INDEX events_by_subject ON events (subject) WHERE subject IS NOT NULL;

CREATE INDEX events_by_time ON events (at, actor, type);

CREATE INDEX events_refused ON events (refused, seq) WHERE refused IS NOT NULL;

CREATE TABLE log_head (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TRIGGER events_follow_each_other BEFORE INSERT ON events
BEGIN
  SELECT RAISE(ABORT, 'event_sequence_gap')
    WHERE NEW.seq <> coalesce((SELECT max(seq) FROM events), 0) + 1;
  SELECT RAISE(ABORT, 'event_chain_broken')
    WHERE NEW.body ->> '$.previousHash'
      IS NOT coalesce((SELECT hash FROM events WHERE seq = NEW.seq - 1), printf('%064d', 0));
END;

CREATE TRIGGER events_have_a_head AFTER INSERT ON events
BEGIN
  INSERT OR REPLACE INTO log_head (one, seq, hash) VALUES (1, NEW.seq, NEW.hash);
END;

CREATE TRIGGER events_stay BEFORE DELETE ON events
BEGIN
  SELECT RAISE(ABORT, 'event_log_is_append_only');
END;

CREATE TRIGGER events_are_not_rewritten
  BEFORE UPDATE OF seq, id, appointment_id, day, subject, type, at, actor, changes, hash, body ON events
BEGIN
  SELECT RAISE(ABORT, 'event_log_is_append_only');
END;

CREATE TABLE "foreign_events" (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  appointment_id TEXT,
  day TEXT,
  subject TEXT,
  type TEXT NOT NULL,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  device_id TEXT NOT NULL,
  device_seq INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  body TEXT NOT NULL CHECK (body ->> '$.id' IS id),
  CHECK (appointment_id IS NULL OR day IS NULL)
) STRICT, WITHOUT ROWID;

CREATE INDEX foreign_events_by_subject ON foreign_events (subject) WHERE subject IS NOT NULL;

CREATE INDEX foreign_events_by_time ON foreign_events (at, actor, type);

CREATE INDEX foreign_events_by_device ON foreign_events (device_id, device_seq);

CREATE INDEX events_of_people ON events (seq) WHERE type IN ('user_added', 'user_changed', 'password_set');

CREATE INDEX events_by_appointment ON events (appointment_id, seq, type, at, refused) WHERE appointment_id IS NOT NULL;

CREATE INDEX events_of_missing ON events (appointment_id) WHERE type = 'document_decided' AND body ->> '$.payload.verdict' = 'failed';

CREATE INDEX foreign_events_by_appointment ON foreign_events (appointment_id, type, at) WHERE appointment_id IS NOT NULL;

CREATE INDEX foreign_events_of_missing ON foreign_events (appointment_id) WHERE type = 'document_decided' AND body ->> '$.payload.verdict' = 'failed';

CREATE INDEX appointments_by_arrival ON appointments (arrived_on) WHERE arrived_on IS NOT NULL;

CREATE TABLE prints (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  paper TEXT NOT NULL,
  date TEXT NOT NULL,
  subject TEXT NOT NULL,
  copy INTEGER NOT NULL CHECK (copy >= 1),
  user_id TEXT NOT NULL CHECK (length(user_id) = 36),
  printed_at TEXT NOT NULL,
  outcome TEXT CHECK (outcome IN ('printed', 'handed', 'cancelled', 'failed', 'unknown')),
  code TEXT CHECK ((code IS NOT NULL) = (outcome IS 'failed')),
  UNIQUE (paper, date, subject, copy)
) STRICT, WITHOUT ROWID;

CREATE INDEX prints_of_day ON prints (date);

CREATE INDEX prints_of_subject ON prints (subject);
