import { afterAll, beforeAll, expect, test } from 'vitest'
import { createReportsService } from '#core/services/reports.ts'
import { clockFrom } from '#shared/clock.ts'
import { attendanceRate } from '#shared/domain/report.ts'
import { joinOffice } from '#tests/support/joined-office.ts'
import { startTestCentral, type TestCentral, testInstant } from '#tests/support/postgres.ts'
import { until } from '#tests/support/synced-office.ts'

/** The demonstration's office with a past, on a real PostgreSQL, and a real office that fetches it. */
let central: TestCentral
beforeAll(async () => {
  central = await startTestCentral({ seed: 'demo', pastDays: 9 })
})
afterAll(() => central.close())

// Sunday is today; 13 and 20 November are Fridays.
const workingDays = ['14', '15', '16', '17', '18', '19', '21'].map((day) => `2026-11-${day}`)

async function pastDays() {
  const { rows } = await central.pool.query<{ date: string; open: number }>(
    `SELECT date::text, count(*) FILTER (WHERE state = 'booked') AS open FROM appointments
     WHERE date < '2026-11-22' GROUP BY date ORDER BY date`,
  )
  return rows
}
const eventsIn = async () =>
  (await central.pool.query<{ count: number }>('SELECT count(*) AS count FROM office_events')).rows[0]?.count

test('every working day of the past is worked off and closed, by a device that has no say any more', async () => {
  expect(await pastDays()).toEqual(workingDays.map((date) => ({ date, open: 0 })))
  const { rows: closed } = await central.pool.query<{ date: string }>(
    "SELECT date::text FROM office_days WHERE body ->> 'closed' IS NOT NULL ORDER BY date",
  )
  expect(closed.map(({ date }) => date)).toEqual(workingDays)
  const { rows: statuses } = await central.pool.query<{ status: string }>(
    'SELECT DISTINCT status FROM office_events',
  )
  expect(statuses).toEqual([{ status: 'applied' }])
  const { rows: devices } = await central.pool.query<{ revoked: boolean }>(
    'SELECT revoked_at IS NOT NULL AS revoked FROM devices',
  )
  expect(devices).toEqual([{ revoked: true }])
  // Whoever was served before today was registered, and booked, before that.
  const { rows: odd } = await central.pool.query(
    `SELECT 1 FROM registration_stages AS earlier JOIN registration_stages AS later USING (registration_id)
     WHERE earlier.place < later.place AND earlier.at > later.at`,
  )
  expect(odd).toEqual([])
})

test('the office fetches it, and its reports have something to tell', async () => {
  const office = await joinOffice(central)
  try {
    await until(() => office.store.settings.get('pullRoundComplete') === true, 'everything fetched', 30_000)
    const reports = createReportsService({ store: office.store, clock: clockFrom(testInstant) })
    const week = reports.get('week', '2026-11-16')
    expect(week.days.map(({ date }) => date)).toContain('2026-11-19')
    expect(week.total.open).toBe(0)
    expect(week.total.came).toBeGreaterThan(500)
    expect(attendanceRate(week.total)).toBeGreaterThan(0.85)
    // Everybody who came was timed: there is no gap in what was recorded.
    expect(week.waiting?.count).toBe(week.total.came)
    expect(week.service?.count).toBe(week.total.came)
    expect(week.gaps).toMatchObject({ incomplete: false, dataAsOf: null, leftOut: false })
  } finally {
    await office.close()
  }
})

test('an office that has a host keeps the past that it has', async () => {
  const before = await eventsIn()
  await central.pool.query("DELETE FROM appointments WHERE date = '2026-11-21'")
  const again = await startTestCentral({ databaseUrl: central.databaseUrl, seed: 'demo', pastDays: 9 })
  await again.close()
  expect(await eventsIn()).toBe(before)
  expect((await pastDays()).map(({ date }) => date)).not.toContain('2026-11-21')
})
