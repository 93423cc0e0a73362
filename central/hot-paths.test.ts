import type { PoolClient } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestCentral, type TestCentral } from '#tests/support/postgres.ts'
import { calendarSql, seatsSql } from './booking/office-facts.ts'
import * as settleSql from './booking/settle-sql.ts'
import { bookSql } from './booking/store-bookings.ts'
import { standingSql, wantedSeatsSql } from './booking/under-lock.ts'
import { lockOfficesSql } from './db/revision.ts'
import { lockDevicesSql, officesSql } from './ingest/load.ts'
import { advanceSql } from './ingest/take-in.ts'
import { findManySql, findSql, lockRegistrationsSql } from './registration/credentials.ts'

/** People, each with a registration and an appointment; so many that a scan of all of them would be seen by everybody. */
const people = 30_000
const offices = 3_000
const day = '2026-11-23'
const office = "md5('office' || 7)::uuid"

let central: TestCentral
let client: PoolClient
beforeAll(async () => {
  central = await startTestCentral({ seed: 'demo' })
  client = await central.pool.connect()
  await client.query('BEGIN')
  await client.query(`
    INSERT INTO offices (id, code, name, province, city, address, area_code, opens_at, closes_at, slot_minutes,
                         slot_capacity, rules, revision)
    SELECT md5('office' || n)::uuid, 'h-' || n, 'دفتر ' || n, 'تهران', 'تهران', 'خیابان آزمون', '021', '08:00',
           '14:00', 15, 6, (SELECT rules FROM offices LIMIT 1), 1
    FROM generate_series(1, ${offices}) AS n`)
  await client.query(`
    INSERT INTO office_revisions (office_id, revision) SELECT id, ${people} FROM offices WHERE code LIKE 'h-%'`)
  await client.query(`
    INSERT INTO devices (id, office_id, name, public_key, activated_at)
    SELECT md5('device' || n)::uuid, md5('office' || n)::uuid, 'd', rpad(n::text, 43, '-'), now()
    FROM generate_series(1, ${offices}) AS n`)
  const person = `lpad((6000000000 + n)::text, 10, '0')`
  await client.query(`
    INSERT INTO registrations (id, national_code, tracking_code, birth_date, request_kind, details, stage, live,
                               registered_at)
    SELECT md5('registration' || n)::uuid, ${person}, ${person}, '1990-01-01', 'first_issue', '{}', 'booked', true,
           now() FROM generate_series(1, ${people}) AS n`)
  await client.query(`
    INSERT INTO registration_stages (registration_id, place, stage, at)
    SELECT md5('registration' || n)::uuid, 1, 'booked', now() FROM generate_series(1, ${people}) AS n`)
  const place = `md5('office' || n % ${offices} + 1)::uuid`
  const time = `('08:00'::time + (n / ${offices} % 24) * interval '15 minutes')`
  await client.query(`
    INSERT INTO appointments (id, office_id, date, slot, state, national_code, tracking_code, revision, body)
    SELECT md5('appointment' || n)::uuid, ${place}, '${day}', ${time}, 'booked', ${person}, ${person}, n, '{}'
    FROM generate_series(1, ${people}) AS n`)
  await client.query(`
    INSERT INTO live_appointments (national_code, appointment_id, tracking_code, office_id, date, slot)
    SELECT ${person}, md5('appointment' || n)::uuid, ${person}, ${place}, '${day}', ${time}
    FROM generate_series(1, ${people}) AS n`)
  await client.query(`
    INSERT INTO booking_bans (national_code, appointment_id, office_id, bookable_from)
    SELECT ${person}, md5('appointment' || n)::uuid, ${place}, '2026-11-26'
    FROM generate_series(1, ${people}, 5) AS n`)
  await client.query(`
    INSERT INTO seats (office_id, date, slot, capacity, taken)
    SELECT office_id, date, slot, 6, least(6, count(*)) FROM appointments WHERE office_id IN
      (SELECT id FROM offices WHERE code LIKE 'h-%') GROUP BY office_id, date, slot`)
  await client.query('ANALYZE')
}, 120_000)
afterAll(async () => {
  await client.query('ROLLBACK')
  client.release(true)
  await central.close()
})

/** The plan; months to come are empty partitions, which are read through whatever there is. */
async function planOf(sql: string, values: readonly string[], mode: string): Promise<string> {
  await client.query(`SET LOCAL plan_cache_mode = ${mode}`)
  await client.query(`PREPARE hot AS ${sql}`)
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN EXECUTE hot (${values.join(', ')})`)
  await client.query('DEALLOCATE hot')
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

const one = "'6000000005'"
const id = "md5('appointment' || 5)::uuid"
const at = "'2026-11-22T07:00:00.000Z'"

test.each<[string, string, string[]]>([
  ['the locks of the offices', lockOfficesSql, [`ARRAY[${office}]`]],
  ['the registration of a citizen', findSql, [one, one]],
  ['the registrations of citizens', findManySql, [`ARRAY[${one}]`, `ARRAY[${one}]`]],
  ['the locks of registrations', lockRegistrationsSql, ["ARRAY[md5('registration' || 5)::uuid]"]],
  ['how citizens stand', standingSql, [`ARRAY[${one}]`]],
  ['hours and closures of offices', calendarSql, [`ARRAY[${office}]`, `'${day}'`, "'2026-12-20'"]],
  ['the wanted seats', wantedSeatsSql, [`ARRAY[${office}]`, `ARRAY['${day}'::date]`, "ARRAY['08:15'::time]"]],
  ['the seats of an office', seatsSql, [office, `'${day}'`, "'2026-12-20'"]],
  [
    'a booking',
    bookSql,
    [
      'gen_random_uuid()::text',
      `${office}::text`,
      "'2026-11-24'",
      "'08:15'",
      "'6000099999'",
      "'6000099999'",
      "'40001'",
      `'{}'`,
      "md5('registration' || 5)",
      "'6'",
      at,
    ],
  ],
  ['the locks of devices', lockDevicesSql, ["ARRAY[md5('device' || 7)::uuid]"]],
  ['what offices judge by', officesSql, [`ARRAY[${office}]`]],
  [
    'the heads of logs',
    advanceSql,
    ["md5('device' || 7)", "'1'", "repeat('0', 64)", "repeat('s', 86)", `${office}::text`, "'40001'"],
  ],
  ['the people of a batch', settleSql.lockRegistrations, [one]],
  ['seats that are freed', settleSql.freeSeats, [`${office}::text`, `'${day}'`, "'08:15'", "'1'"]],
  ['seats that are taken', settleSql.takeSeats, [`${office}::text`, `'${day}'`, "'08:15'", "'1'"]],
  ['an appointment that ends', settleSql.endLive, [one, `${id}::text`]],
  [
    'an appointment that begins',
    settleSql.beginLive,
    [one, `${id}::text`, `${office}::text`, one, `'${day}'`, "'08:15'"],
  ],
  ['a ban that is lifted', settleSql.liftBans, [one, `${id}::text`]],
  ['bans that are left', settleSql.fallBackToOtherBans, [one, `${id}::text`, one]],
  ['stages', settleSql.moveStages, [one, one, "'arrived'", "'arrived'", at]],
])('%s: found by an index, with and without knowing the values', async (_what, sql, values) => {
  for (const mode of ['force_custom_plan', 'force_generic_plan']) {
    const plan = await planOf(sql, values, mode)
    expect(plan).not.toMatch(
      /Seq Scan on (registrations|registration_stages|appointments_2026_11|live_appointments|booking_bans|seats|office_revisions|offices|devices)/,
    )
  }
})
