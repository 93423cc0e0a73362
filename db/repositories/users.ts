import type { OfficeUser } from '#shared/contract/central.ts'
import type { Connection } from '../connection.ts'
import type { UserReads, UserWrites } from '../store.ts'

export function createUsers(connection: Connection): UserReads & UserWrites {
  const selectById = connection.prepare<[string]>('SELECT body FROM users WHERE id = ?')
  const selectByName = connection.prepare<[string]>('SELECT body FROM users WHERE username = ?')
  const selectAll = connection.prepare<[string]>(
    `SELECT body FROM users ORDER BY body ->> '$.displayName', id`,
  )
  const anyActive = connection.prepare('SELECT 1 FROM users WHERE active = 1 LIMIT 1')
  // Names may pass from one person to another within one page of the pull: the old ones give way first.
  const freeNames = connection.prepare(
    `UPDATE users SET username = 'freed ' || id WHERE id IN (SELECT value FROM json_each(?))`,
  )
  const upsert = connection.prepare(
    `INSERT INTO users (id, username, active, pull_round, body) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET username = excluded.username, active = excluded.active,
       pull_round = max(pull_round, excluded.pull_round), body = excluded.body`,
  )
  const deactivate = connection.prepare(
    `UPDATE users SET active = 0, body = json_set(body, '$.active', json('false'))
     WHERE pull_round < ? AND active = 1`,
  )
  const parse = (row: [string] | undefined) => (row && JSON.parse(row[0])) as OfficeUser | undefined

  return {
    byUsername: (username) => parse(selectByName.first(username)),
    get: (id) => parse(selectById.first(id)),
    all: () => selectAll.all().map(([body]) => JSON.parse(body) as OfficeUser),
    any: () => anyActive.first() !== undefined,
    put(users, round = 0) {
      connection.transaction(() => {
        freeNames.run(JSON.stringify(users.map((user) => user.id)))
        for (const user of users) {
          upsert.run(user.id, user.username, user.active ? 1 : 0, round, JSON.stringify(user))
        }
      })
    },
    deactivateBefore: (round) => void deactivate.run(round),
  }
}
