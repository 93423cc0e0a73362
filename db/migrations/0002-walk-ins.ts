import type { Migration } from './migration.ts'

/*
 * Walk-ins: one more type of event. A CHECK cannot be changed in place, so the log is copied into a table with the new
 * one; the triggers that keep it append-only and in sequence are made again behind the copy.
 */
const newLog = `
CREATE TABLE events_with_walk_ins (
  seq INTEGER PRIMARY KEY CHECK (seq >= 1),
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  appointment_id TEXT CHECK (length(appointment_id) = 36),
  day TEXT,
  type TEXT NOT NULL CHECK (type IN (
    'walked_in', 'checked_in', 'check_in_undone', 'document_decided', 'details_corrected', 'documents_concluded',
    'returned', 'served', 'marked_no_show', 'no_show_reversed', 'day_closed', 'day_reopened')),
  refused TEXT CHECK (refused IN ('parked', 'withdrawn')),
  code TEXT,
  message TEXT,
  settlement TEXT CHECK (json_valid(settlement)),
  hash TEXT NOT NULL CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*'),
  body TEXT NOT NULL,
  CHECK ((appointment_id IS NULL) <> (day IS NULL)),
  CHECK ((day IS NULL) = (type NOT IN ('day_closed', 'day_reopened'))),
  CHECK ((refused IS NULL) = (code IS NULL)),
  CHECK (refused IS NOT 'withdrawn' OR settlement IS NOT NULL),
  CHECK (body ->> '$.id' IS id AND body ->> '$.deviceSeq' IS seq AND body ->> '$.type' IS type)
) STRICT;
INSERT INTO events_with_walk_ins
  (seq, id, appointment_id, day, type, refused, code, message, settlement, hash, body)
  SELECT seq, id, appointment_id, day, type, refused, code, message, settlement, hash, body FROM events ORDER BY seq;
DROP TABLE events;
ALTER TABLE events_with_walk_ins RENAME TO events;
`

const guards = `
CREATE INDEX events_by_appointment ON events (appointment_id) WHERE appointment_id IS NOT NULL;
CREATE INDEX events_by_day ON events (day) WHERE day IS NOT NULL;
CREATE INDEX events_refused ON events (refused, seq) WHERE refused IS NOT NULL;

CREATE TRIGGER events_follow_each_other BEFORE INSERT ON events
BEGIN
  SELECT RAISE(ABORT, 'event_sequence_gap')
    WHERE NEW.seq <> coalesce((SELECT max(seq) FROM events), 0) + 1;
  SELECT RAISE(ABORT, 'event_chain_broken')
    WHERE NEW.body ->> '$.previousHash'
      IS NOT coalesce((SELECT hash FROM events WHERE seq = NEW.seq - 1), printf('%064d', 0));
END;
CREATE TRIGGER events_stay BEFORE DELETE ON events
BEGIN
  SELECT RAISE(ABORT, 'event_log_is_append_only');
END;
CREATE TRIGGER events_are_not_rewritten
  BEFORE UPDATE OF seq, id, appointment_id, day, type, hash, body ON events
BEGIN
  SELECT RAISE(ABORT, 'event_log_is_append_only');
END;
`

export const walkIns: Migration = {
  version: 2,
  name: 'walk-ins',
  up(connection) {
    connection.execute(newLog + guards)
  },
}
