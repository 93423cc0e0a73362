import type { Connection } from '../connection.ts'
import type { AttemptReads, AttemptWrites } from '../store.ts'

export function createAttemptStore(connection: Connection): AttemptReads & AttemptWrites {
  const select = connection.prepare<[number, string]>(
    'SELECT failures, last_at FROM sign_in_attempts WHERE name_hash = ?',
  )
  const countAll = connection.prepare<[number]>('SELECT count(*) FROM sign_in_attempts')
  const upsert = connection.prepare(
    'INSERT OR REPLACE INTO sign_in_attempts (name_hash, failures, last_at) VALUES (?, ?, ?)',
  )
  const remove = connection.prepare('DELETE FROM sign_in_attempts WHERE name_hash = ?')
  const removeOlder = connection.prepare('DELETE FROM sign_in_attempts WHERE last_at < ?')

  return {
    get(nameHash) {
      const row = select.first(nameHash)
      return row && { failures: row[0], lastAt: row[1] }
    },
    count: () => countAll.first()?.[0] ?? 0,
    put: (nameHash, { failures, lastAt }) => void upsert.run(nameHash, failures, lastAt),
    delete: (nameHash) => void remove.run(nameHash),
    deleteBefore: (instant) => void removeOlder.run(instant),
  }
}
