import type { OfficeUser } from '#shared/contract/central.ts'
import type { Connection } from '../connection.ts'
import type { UserReads, UserWrites } from '../store.ts'

export function createUsers(connection: Connection): UserReads & UserWrites {
  const selectById = connection.prepare<[string]>('SELECT body FROM users WHERE id = ?')
  const selectByName = connection.prepare<[string]>('SELECT body FROM users WHERE username = ?')
  const selectAll = connection.prepare<[string]>(
    `SELECT body FROM users ORDER BY body ->> '$.displayName', id`,
  )
  const selectServer = connection.prepare<[string]>(
    `SELECT coalesce(server_body, body) FROM users WHERE server_body IS NOT 'null'`,
  )
  const anyActive = connection.prepare('SELECT 1 FROM users WHERE active = 1 LIMIT 1')
  // Names may pass from one person to another within one page of the pull, or belong to somebody who was added here in
  // the meantime: the old ones give way first.
  const freeNames = connection.prepare(
    `UPDATE users SET username = 'freed ' || id WHERE EXISTS (
       SELECT 1 FROM json_each(?) AS given
       WHERE given.value ->> '$.id' = users.id OR given.value ->> '$.username' = users.username COLLATE NOCASE)`,
  )
  const upsert = connection.prepare(
    `INSERT INTO users (id, username, active, pull_round, body) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET username = excluded.username, active = excluded.active,
       pull_round = max(pull_round, excluded.pull_round), body = excluded.body, server_body = NULL`,
  )
  // The first own change keeps what the central system said beside it; of somebody it never spoke of, nothing.
  const upsertOwn = connection.prepare(
    `INSERT INTO users (id, username, active, pull_round, body, server_body) VALUES (?, ?, ?, 0, ?, 'null')
     ON CONFLICT (id) DO UPDATE SET
       active = excluded.active, body = excluded.body, server_body = coalesce(server_body, users.body)`,
  )
  const takeBack = connection.prepare(
    `UPDATE users SET active = server_body ->> '$.active', body = server_body, server_body = NULL
     WHERE server_body IS NOT NULL AND server_body <> 'null' AND id NOT IN (SELECT value FROM json_each(?))`,
  )
  const forget = connection.prepare(
    `DELETE FROM users WHERE server_body = 'null' AND id NOT IN (SELECT value FROM json_each(?))`,
  )
  const outOfService = (body: string) => `json_set(${body}, '$.active', json('false'))`
  const deactivate = connection.prepare(
    `UPDATE users SET active = 0, body = ${outOfService('body')},
       server_body = iif(server_body IS NULL, NULL, ${outOfService('server_body')})
     WHERE pull_round < ? AND active = 1 AND server_body IS NOT 'null'`,
  )
  const read = ([body]: [string]) => JSON.parse(body) as OfficeUser
  const byId = (users: readonly OfficeUser[]) => new Map(users.map((user) => [user.id, user]))
  const putOwn = (user: OfficeUser) =>
    void upsertOwn.run(user.id, user.username, user.active ? 1 : 0, JSON.stringify(user))

  return {
    byUsername(username) {
      const row = selectByName.first(username)
      return row && read(row)
    },
    get(id) {
      const row = selectById.first(id)
      return row && read(row)
    },
    all: () => selectAll.all().map(read),
    any: () => anyActive.first() !== undefined,
    people: () => byId(selectAll.all().map(read)),
    serverPeople: () => byId(selectServer.all().map(read)),
    put(users, round = 0) {
      connection.transaction(() => {
        freeNames.run(JSON.stringify(users.map(({ id, username }) => ({ id, username }))))
        for (const user of users) {
          upsert.run(user.id, user.username, user.active ? 1 : 0, round, JSON.stringify(user))
        }
      })
    },
    putOwn,
    show(people) {
      connection.transaction(() => {
        const servers = byId(selectServer.all().map(read))
        const changed = [...people.values()].filter(
          ({ id, appliedEventIds }) => servers.get(id)?.appliedEventIds.length !== appliedEventIds.length,
        )
        takeBack.run(JSON.stringify(changed.map(({ id }) => id)))
        forget.run(JSON.stringify([...people.keys()]))
        for (const user of changed) putOwn(user)
      })
    },
    deactivateBefore: (round) => void deactivate.run(round),
  }
}
