import type { Migration } from './migration.ts'

/*
 * Copies of every paper, not only of the schedule, and what became of each: what did not come to paper stays marked.
 *
 * - `id` is the event that counted the copy; copies of before have one of their own, and nobody says any more that
 *   they failed.
 * - `subject`: the choice of lines of a schedule, the appointment of a slip, nothing for a day's closing report.
 * - `outcome`: null as long as nobody has said (`shared/domain/paper.ts`).
 */
const outcomes = `
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
INSERT INTO prints
  SELECT lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8' ||
    substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))), 'schedule', date, filter_key, copy, user_id, printed_at, 'handed', NULL
  FROM copies;
DROP TABLE copies;
CREATE INDEX prints_of_day ON prints (date);
CREATE INDEX prints_of_subject ON prints (subject);
`

export const printOutcomes: Migration = {
  version: 8,
  name: 'print outcomes',
  up: (connection) => connection.execute(outcomes),
}
