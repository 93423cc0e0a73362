import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CentralDatabase, openDatabase } from '#central/db/connection.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts'
import { insertRegistration, registered } from '#tests/support/registrations.ts'
import { findRegistration, findRegistrations, lockRegistrations } from './credentials.ts'

let own: TestDatabase
let database: CentralDatabase
let id: string
beforeAll(async () => {
  own = await createTestDatabase()
  database = await openDatabase({ databaseUrl: own.url })
  id = (await insertRegistration(database.pool, {}, { trackingCode: '0004567890' })).id
})
afterAll(async () => {
  await database.close()
  await own.drop()
})

const find = (nationalCode: string, trackingCode: string) =>
  findRegistration(database.pool, { nationalCode, trackingCode })

test('finds a registration by both codes, as they may be typed', async () => {
  const row = await find('0093849370', '0004567890')
  expect(row).toEqual({
    id,
    national_code: '0093849370',
    tracking_code: '0004567890',
    birth_date: '1990-04-10',
    request_kind: 'first_issue',
    details: registered,
    stage: 'pre_registered',
    live: true,
    registered_at: new Date('2026-11-20T08:00:00.000Z'),
  })
  expect((await find('۰۰۹۳۸۴۹۳۷۰', ' 000-456-7890 '))?.id).toBe(id)
  expect((await find('93849370', '٠٠٠٤٥٦٧٨٩٠'))?.id).toBe(id)
})

test.each([
  ['another person', '0106222971', '0004567890'],
  ['another code', '0093849370', '0004567891'],
  ['the code without its zeros', '0093849370', '4567890'],
  ['neither known', '0106222971', '9999999999'],
  ['no national code at all', '\u0000', '0004567890'],
  ['no tracking code at all', '0093849370', "' OR 1=1 --"],
  ['nothing', '', ''],
])('finds nobody by %s', async (_what, nationalCode, trackingCode) => {
  expect(await find(nationalCode, trackingCode)).toBeNull()
})

test('finds many at once as each by itself', async () => {
  const other = await insertRegistration(
    database.pool,
    { nationalCode: '0106222971' },
    { trackingCode: '0004567899' },
  )
  const typed = [
    ['0106222971', '0004567899'],
    ['0093849370', '0004567899'],
    ['93849370', '۰۰۰۴۵۶۷۸۹۰'],
    ['\u0000', ''],
    ['0106222971', '0004567899'],
  ].map(([nationalCode = '', trackingCode = '']) => ({ nationalCode, trackingCode }))
  const many = await findRegistrations(database.pool, typed)
  expect(many.map((row) => row?.id ?? null)).toEqual([other.id, null, id, null, other.id])
  expect(many).toEqual(await Promise.all(typed.map((one) => findRegistration(database.pool, one))))
})

test('holds the row until the end of the transaction when asked to', async () => {
  const first = await database.pool.connect()
  const second = await database.pool.connect()
  const credentials = { nationalCode: '0093849370', trackingCode: '0004567890' }
  try {
    await first.query('BEGIN')
    expect(await lockRegistrations(first, [id])).toMatchObject([{ id, details: registered }])
    await second.query("SET lock_timeout = '200ms'")
    await expect(lockRegistrations(second, [id])).rejects.toMatchObject({
      code: '55P03',
    })
    expect((await findRegistration(second, credentials))?.id).toBe(id)
  } finally {
    await first.query('ROLLBACK')
    await second.query('RESET lock_timeout')
    first.release()
    second.release()
  }
})
