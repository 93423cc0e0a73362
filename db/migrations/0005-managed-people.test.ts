import { expect, it } from 'vitest'
import { storeFolder } from '#tests/support/test-store.ts'
import { openDatabase } from '../open-store.ts'
import { managedPeople } from './0005-managed-people.ts'
import { migrations } from './index.ts'

const before = migrations.filter(({ version }) => version < managedPeople.version)

it('keeps people and copies; whom the central system refuses can be forgotten though they printed something', () => {
  const place = storeFolder()
  const id = '018f0000-0000-7000-8000-0000000000e1'
  const old = openDatabase({ ...place.options, migrations: before })
  old
    .prepare('INSERT INTO users (id, username, active, pull_round, body) VALUES (?, ?, 1, 3, ?)')
    .run(id, 'paziresh', JSON.stringify({ id, username: 'paziresh', active: true }))
  old
    .prepare('INSERT INTO copies VALUES (?, ?, ?, ?, ?)')
    .run('2026-11-22', '[]', 1, id, '2026-11-22T07:00:00.000Z')
  old.close()

  const connection = openDatabase({ ...place.options, migrations: [...before, managedPeople] })
  expect(connection.prepare('SELECT * FROM users').all()).toEqual([
    [
      id,
      'paziresh',
      1,
      3,
      JSON.stringify({
        id,
        username: 'paziresh',
        active: true,
        mustChangePassword: false,
        appliedEventIds: [],
      }),
      null,
    ],
  ])
  connection.prepare('DELETE FROM users').run()
  expect(connection.prepare('SELECT * FROM copies').all()).toEqual([
    ['2026-11-22', '[]', 1, id, '2026-11-22T07:00:00.000Z'],
  ])
  expect(() =>
    connection
      .prepare('INSERT INTO copies VALUES (?, ?, ?, ?, ?)')
      .run('2026-11-22', '[]', 1, id, '2026-11-22T07:00:00.000Z'),
  ).toThrow(expect.objectContaining({ code: 'constraint_violated' }))
  connection.close()
  place.remove()
})
