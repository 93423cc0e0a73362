import type { Migration } from './migration.ts'

/*
 * The report of events. Beside changes the log takes what was only seen: events without appointment and day. Which types
 * there are is from here on the contract's to say, so that a new one needs no copy of the log.
 *
 * - `at` when it happened by the server's clock, `actor` who did it (`central` for the central side), `subject` whom it
 *   is about where that is no appointment of its own: the id of a file that was seen, or a national code.
 * - `changes` how many events up to this one changed something: what a clerk is told of as waiting.
 * - `noted`: refused by the central system, and nothing to be settled.
 * - `log_head` keeps the newest number and hash, so that a cut end of the log is found.
 */
const happenedAt = (body: string) =>
  `strftime('%Y-%m-%dT%H:%M:%fZ', ${body} ->> '$.deviceTime',
     printf('%+.3f seconds', (${body} ->> '$.clockOffsetMs') / 1000.0))`
const actorOf = (body: string) => `coalesce(${body} ->> '$.actor.userId', 'central')`
const subjectOf = (body: string) => `${body} ->> '$.payload.applicant.nationalCode'`

const ownLog = `
CREATE TABLE reported_events (
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
INSERT INTO reported_events
  (seq, id, appointment_id, day, subject, type, at, actor, changes, refused, code, message, settlement, hash, body)
  SELECT seq, id, appointment_id, day, ${subjectOf('body')}, type, ${happenedAt('body')}, ${actorOf('body')}, seq,
    refused, code, message, settlement, hash, body
  FROM events ORDER BY seq;
DROP TABLE events;
ALTER TABLE reported_events RENAME TO events;

CREATE INDEX events_by_appointment ON events (appointment_id) WHERE appointment_id IS NOT NULL;
CREATE INDEX events_by_day ON events (day) WHERE day IS NOT NULL;
CREATE INDEX events_by_subject ON events (subject) WHERE subject IS NOT NULL;
CREATE INDEX events_by_time ON events (at, actor, type);
CREATE INDEX events_refused ON events (refused, seq) WHERE refused IS NOT NULL;

CREATE TABLE log_head (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;
INSERT INTO log_head (one, seq, hash) SELECT 1, seq, hash FROM events ORDER BY seq DESC LIMIT 1;
`

const guards = `
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
`

const foreignLog = `
CREATE TABLE reported_foreign_events (
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
INSERT INTO reported_foreign_events
  (id, appointment_id, day, subject, type, at, actor, device_id, device_seq, revision, body)
  SELECT id, appointment_id, day, ${subjectOf('body')}, body ->> '$.type', ${happenedAt('body')}, ${actorOf('body')},
    body ->> '$.deviceId', body ->> '$.deviceSeq', revision, body
  FROM foreign_events;
DROP TABLE foreign_events;
ALTER TABLE reported_foreign_events RENAME TO foreign_events;

CREATE INDEX foreign_events_by_appointment ON foreign_events (appointment_id) WHERE appointment_id IS NOT NULL;
CREATE INDEX foreign_events_by_subject ON foreign_events (subject) WHERE subject IS NOT NULL;
CREATE INDEX foreign_events_by_time ON foreign_events (at, actor, type);
CREATE INDEX foreign_events_by_device ON foreign_events (device_id, device_seq);
`

export const eventReport: Migration = {
  version: 4,
  name: 'event report',
  up: (connection) => connection.execute(ownLog + guards + foreignLog),
}
