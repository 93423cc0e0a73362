import type { Migration } from './migration.ts'

/*
 * The supervisor's reports count the events of a month, tens of thousands: the indexes by appointment now also hold what
 * they count by, so that the long rows need not be read. They stay in the order of the log. What was found missing has
 * an index of its own, for only the event itself tells it.
 */
const missing = `WHERE type = 'document_decided' AND body ->> '$.payload.verdict' = 'failed'`
const indexes = `
DROP INDEX events_by_appointment;
CREATE INDEX events_by_appointment ON events (appointment_id, seq, type, at, refused) WHERE appointment_id IS NOT NULL;
CREATE INDEX events_of_missing ON events (appointment_id) ${missing};

DROP INDEX foreign_events_by_appointment;
CREATE INDEX foreign_events_by_appointment ON foreign_events (appointment_id, type, at) WHERE appointment_id IS NOT NULL;
CREATE INDEX foreign_events_of_missing ON foreign_events (appointment_id) ${missing};
`

export const countedLog: Migration = {
  version: 6,
  name: 'counted log',
  up: (connection) => connection.execute(indexes),
}
