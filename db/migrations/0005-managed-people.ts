import type { Migration } from './migration.ts'

/*
 * People are managed here as well, also without a line.
 *
 * - `server_body`: the central system's version beside one with own pending events; `null` as JSON where it does not know
 *   the person yet. Whom it refuses is forgotten, so what somebody printed names them without holding on to them.
 * - `events_of_people`: the few events that are put on top of the central system's people.
 */
const people = `
ALTER TABLE users ADD COLUMN server_body TEXT CHECK (json_valid(server_body));
UPDATE users SET body = json_set(body, '$.mustChangePassword', json('false'), '$.appliedEventIds', json('[]'));

CREATE TABLE kept_copies (
  date TEXT NOT NULL,
  filter_key TEXT NOT NULL,
  copy INTEGER NOT NULL CHECK (copy >= 1),
  user_id TEXT NOT NULL CHECK (length(user_id) = 36),
  printed_at TEXT NOT NULL,
  PRIMARY KEY (date, filter_key, copy)
) STRICT, WITHOUT ROWID;
INSERT INTO kept_copies SELECT date, filter_key, copy, user_id, printed_at FROM copies;
DROP TABLE copies;
ALTER TABLE kept_copies RENAME TO copies;

CREATE INDEX events_of_people ON events (seq) WHERE type IN ('user_added', 'user_changed', 'password_set');
`

export const managedPeople: Migration = {
  version: 5,
  name: 'managed people',
  up: (connection) => connection.execute(people),
}
