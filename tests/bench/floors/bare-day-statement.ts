import { copyFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { dayRowColumns } from '#db/repositories/appointment-row.ts'

/**
 * The engine's own share of a day's list: a copy of the office's file, opened with the same cipher and cache, and the
 * statement of the list stepped to its end. `exec` steps without making an object of any row.
 *
 * @param copy path for the copy; the office must have moved its log into `file` before
 */
export function openBareDayStatement(
  file: string,
  key: Uint8Array,
  copy: string,
): { step(date: string): void; close(): void } {
  copyFileSync(file, copy)
  const database = new Database(copy)
  database.pragma(`cipher='sqlcipher'`)
  database.pragma(`key="x'${Buffer.from(key).toString('hex')}'"`)
  database.pragma('cache_size = -32000')
  return {
    step: (date) =>
      void database.exec(
        `SELECT ${dayRowColumns} FROM appointments AS a WHERE a.date = '${date}' ORDER BY a.slot, a.sort_key`,
      ),
    close: () => void database.close(),
  }
}
