import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase, testInstant } from '#tests/support/postgres.ts'
import { addSql, RequestCounts } from './request-counts.ts'

let database: TestDatabase
let pool: pg.Pool
beforeAll(async () => {
  database = await createTestDatabase()
  // One connection: what a count left behind on it would be seen by the next.
  pool = new pg.Pool({ connectionString: database.url, max: 1 })
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

const waitsForDisk = async (client: Pick<pg.Pool, 'query'>) => {
  const { rows } = await client.query<{ synchronous_commit: string }>('SHOW synchronous_commit')
  return rows[0]?.synchronous_commit !== 'off'
}

test('counts that come together are each told how many there were with them', async () => {
  const counts = new RequestCounts(pool)
  const [one, other] = [
    { key: Buffer.from('one'), window: testInstant },
    { key: Buffer.from('other'), window: testInstant },
  ]
  expect(await Promise.all([one, one, other, one].map((counter) => counts.add(counter)))).toEqual([
    1, 2, 1, 3,
  ])
  expect(await counts.read(one)).toBe(3)
})

test('a count is committed without waiting for the disk, and what comes after it on its connection does wait', async () => {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query(addSql, [[Buffer.from('one')], [testInstant], [1]])
    expect(await waitsForDisk(client)).toBe(false)
    await client.query('COMMIT')
  } finally {
    client.release()
  }
  await new RequestCounts(pool).add({ key: Buffer.from('two'), window: testInstant })
  expect(await waitsForDisk(pool)).toBe(true)
})
