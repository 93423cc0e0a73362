import type { Connection } from '../connection.ts'
import type { PrintWrites } from '../store.ts'

export function createPrints(connection: Connection): PrintWrites {
  const insert = connection.prepare<[number]>(
    `INSERT INTO copies (date, filter_key, copy, user_id, printed_at)
     SELECT ?, ?, coalesce(max(copy), 0) + 1, ?, ? FROM copies WHERE date = ? AND filter_key = ?
     RETURNING copy`,
  )
  return {
    nextCopy({ date, filterKey, userId, at }) {
      const row = insert.first(date, filterKey, userId, at, date, filterKey)
      if (row === undefined) throw new Error('an aggregate gives one row')
      return row[0]
    },
  }
}
