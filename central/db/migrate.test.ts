import { Kysely, PostgresDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts'
import { openDatabase } from './connection.ts'
import { migrations } from './migrate.ts'
import { ensureMonths } from './months.ts'
import type { CentralTables } from './tables.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.drop())

const inDatabase = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
const empty = () =>
  inDatabase((client) =>
    client.query('DROP SCHEMA public CASCADE').then(() => client.query('CREATE SCHEMA public')),
  )

test('five processes that start at once on an empty database make its tables once', async () => {
  await empty()
  const opened = await Promise.all(
    Array.from({ length: 5 }, () => openDatabase({ databaseUrl: database.url })),
  )
  await Promise.all(opened.map((each) => each.close()))
  const { rows } = await inDatabase((client) =>
    client.query('SELECT name FROM kysely_migration ORDER BY name'),
  )
  expect(rows.map(({ name }) => name)).toEqual(Object.keys(migrations))
})

test('a database that a newer program has written is refused and left alone', async () => {
  await inDatabase((client) =>
    client.query("INSERT INTO kysely_migration VALUES ('0999-from-the-future', '2030-01-01')"),
  )
  await expect(openDatabase({ databaseUrl: database.url })).rejects.toThrow('migration_failed')
})

test('a migration that fails takes everything back', async () => {
  await empty()
  await inDatabase((client) => client.query('CREATE TABLE office_days (mine int)'))
  await expect(openDatabase({ databaseUrl: database.url })).rejects.toThrow('migration_failed')
  const { rows } = await inDatabase((client) => client.query("SELECT to_regclass('offices') AS offices"))
  expect(rows).toEqual([{ offices: null }])
})

test('the partition of a month is made once, by many at once, and takes its rows', async () => {
  const [one, two] = await Promise.all([1, 2].map(() => openDatabase({ databaseUrl: database.url })))
  if (!one || !two) throw new Error('both were opened')
  try {
    const dates = ['2031-01-31', '2030-12-01', '2031-01-01']
    await Promise.all([one, two, one, two].map(({ pool }) => ensureMonths(pool, 'appointments', dates)))
    const { rows } = await one.pool.query<{ name: string; range: string }>(
      `SELECT c.relname AS name, pg_get_expr(c.relpartbound, c.oid) AS range
       FROM pg_class c WHERE c.relname LIKE 'appointments_203%' AND c.relkind = 'r' ORDER BY 1`,
    )
    expect(rows).toEqual([
      { name: 'appointments_2030_12', range: "FOR VALUES FROM ('2030-12-01') TO ('2031-01-01')" },
      { name: 'appointments_2031_01', range: "FOR VALUES FROM ('2031-01-01') TO ('2031-02-01')" },
    ])
  } finally {
    await Promise.all([one.close(), two.close()])
  }
})

const office = `INSERT INTO offices VALUES ('018f0000-0000-7000-8000-000000000001', 'x', 'x', 'x', 'x', 'x', '021', '08:00', '14:00', 15, 6, '{}', 1)`
const appointment = (changes: Record<string, string> = {}) => {
  const row = {
    id: "'018f0000-0000-7000-8000-0000000000a1'",
    office_id: "'018f0000-0000-7000-8000-000000000001'",
    date: "'2026-11-22'",
    slot: "'08:00'",
    state: "'booked'",
    national_code: "'0093849370'",
    tracking_code: "'4820917735'",
    queue_number: 'NULL',
    revision: '1',
    body: "'{}'",
    ...changes,
  }
  return `INSERT INTO appointments (${Object.keys(row).join()}) VALUES (${Object.values(row).join()})`
}

test.each([
  ['an appointment of no office', [appointment()], '23503'],
  ['a state that there is not', [office, appointment({ state: "'lost'" })], '23514'],
  ['a national code of nine digits', [office, appointment({ national_code: "'009384937'" })], '23514'],
  ['a national code with a letter', [office, appointment({ national_code: "'00938493O0'" })], '23514'],
  ['a national code in Persian digits', [office, appointment({ national_code: "'۰۰۹۳۸۴۹۳۷۰'" })], '23514'],
  ['a queue number of zero', [office, appointment({ queue_number: '0' })], '23514'],
  ['a revision of zero', [office, appointment({ revision: '0' })], '23514'],
  ['a slot that is no time', [office, appointment({ slot: "'25:00'" })], '22008'],
  [
    'two rows with one revision',
    [office, appointment(), appointment({ id: "'018f0000-0000-7000-8000-0000000000a2'" })],
    '23505',
  ],
  [
    'a rejected event without a code',
    [
      "INSERT INTO office_events (office_id, received_on, device_id, device_seq, id, revision, type, status, received_at, body) VALUES (gen_random_uuid(), '2026-11-22', gen_random_uuid(), 1, gen_random_uuid(), 1, 'served', 'rejected', now(), '{}')",
    ],
    '23514',
  ],
  [
    'an office that closes before it opens',
    [office.replace("'08:00', '14:00'", "'14:00', '08:00'")],
    '23514',
  ],
])('the database itself refuses %s', async (_what, statements, code) => {
  const opened = await openDatabase({ databaseUrl: database.url })
  try {
    await ensureMonths(opened.pool, 'appointments', ['2026-11-22'])
    await ensureMonths(opened.pool, 'office_events', ['2026-11-22'])
    const last = statements.at(-1) ?? ''
    for (const statement of statements.slice(0, -1)) await opened.pool.query(statement)
    await expect(opened.pool.query(last)).rejects.toMatchObject({ code })
  } finally {
    await opened.close()
  }
})

test('appointments that were there before booking have their seats, and hold or ban their people', async () => {
  await empty()
  await inDatabase(async (client) => {
    // As a program of before left it.
    const old = new Kysely<CentralTables>({
      dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: database.url }) }),
    })
    const names = Object.entries(migrations).filter(([name]) => name < '0003')
    const migrator = new Migrator({
      db: old,
      provider: { getMigrations: async () => Object.fromEntries(names) },
    })
    expect((await migrator.migrateToLatest()).error).toBeUndefined()
    await old.destroy()
    await client.query(
      "CREATE TABLE appointments_2026_11 PARTITION OF appointments FOR VALUES FROM ('2026-11-01') TO ('2026-12-01')",
    )
    await client.query(office)
    const rows = [
      ['booked', '0093849370', null],
      ['arrived', '0093849371', null],
      ['no_show', '0093849372', '2026-11-26'],
      ['cancelled', '0093849373', null],
    ]
    for (const [index, [state, nationalCode, bookableFrom]] of rows.entries()) {
      await client.query(
        appointment({
          id: `'018f0000-0000-7000-8000-0000000000a${index}'`,
          state: `'${state}'`,
          national_code: `'${nationalCode}'`,
          revision: String(index + 1),
          body: `'${JSON.stringify({ bookableFrom })}'`,
        }),
      )
    }
  })
  await (await openDatabase({ databaseUrl: database.url })).close()
  await inDatabase(async (client) => {
    expect((await client.query('SELECT capacity, extra, taken FROM seats')).rows).toEqual([
      { capacity: 6, extra: 0, taken: 3 },
    ])
    expect(
      (await client.query('SELECT national_code FROM live_appointments ORDER BY 1')).rows.map(
        (row) => row.national_code,
      ),
    ).toEqual(['0093849370', '0093849371'])
    expect((await client.query('SELECT national_code, bookable_from::text FROM booking_bans')).rows).toEqual([
      { national_code: '0093849372', bookable_from: '2026-11-26' },
    ])
  })
})
