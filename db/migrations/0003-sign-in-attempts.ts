import type { Migration } from './migration.ts'

/*
 * Wrong passwords by name, so that neither a reload nor a restart forgets them. The name stands here as a hash: what is
 * typed into that field is now and then a password. Instants are the device's own clock's.
 */
const attempts = `
CREATE TABLE sign_in_attempts (
  name_hash TEXT PRIMARY KEY CHECK (length(name_hash) = 64 AND name_hash NOT GLOB '*[^0-9a-f]*'),
  failures INTEGER NOT NULL CHECK (failures >= 1),
  last_at TEXT NOT NULL CHECK (length(last_at) = 24)
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_attempts_by_age ON sign_in_attempts (last_at);
`

export const signInAttempts: Migration = {
  version: 3,
  name: 'sign-in attempts',
  up: (connection) => connection.execute(attempts),
}
