import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureMonths } from '#central/db/months.ts'
import { startTestAdmin, type TestAdmin } from '#tests/support/admin-command.ts'

let admin: TestAdmin
beforeAll(async () => {
  admin = await startTestAdmin()
})
afterAll(() => admin.close())

const yazd = [
  'office',
  'add',
  '--code',
  '۳۵-۲۱۰',
  '--name',
  'دفتر پيشخوان',
  '--province',
  'يزد',
  '--city',
  'یزد',
  '--address',
  'یزد، خیابان امام، پلاک ۱۲',
  '--seats',
  '۴',
]
const officeRow = async (code: string) =>
  (await admin.pool.query('SELECT * FROM offices WHERE code = $1', [code])).rows[0]
const revision = async (code: string) =>
  Number(
    (
      await admin.pool.query(
        'SELECT r.revision FROM office_revisions r JOIN offices o ON o.id = r.office_id WHERE code = $1',
        [code],
      )
    ).rows[0].revision,
  )

test('a province is added once, by name and by area code', async () => {
  await admin.json(['province', 'add', '--name', 'استان نمونه', '--area-code', '۰۹۹'])
  expect(await admin.refusal(['province', 'add', '--name', 'دیگر', '--area-code', '099'])).toMatchObject({
    exit: 1,
    code: 'already_exists',
  })
  expect(await admin.refusal(['province', 'add', '--name', 'x', '--area-code', '21'])).toMatchObject({
    exit: 2,
    code: 'option_invalid',
    option: 'area-code',
  })
  const provinces = await admin.json<{ name: string; areaCode: string; offices: number }[]>([
    'province',
    'list',
  ])
  expect(provinces).toHaveLength(32)
  expect(provinces).toContainEqual({ name: 'استان نمونه', areaCode: '099', offices: 0 })
})

test("an office is added in stored spelling, with usual hours, its province's area code and the holidays", async () => {
  await admin.json(yazd)
  expect(await officeRow('35-210')).toMatchObject({
    name: 'دفتر پیشخوان',
    province: 'یزد',
    area_code: '035',
    opens_at: '08:00',
    slot_minutes: 15,
    slot_capacity: 4,
    rules: {
      graceMinutes: 15,
      banDays: 3,
      requirementSets: [],
      closedDates: expect.arrayContaining(['2026-12-23']),
    },
  })
  expect(await revision('35-210')).toBe(2)
  const hours = await admin.json<{ opensAt: string | null }[]>(['hours', 'show', '--office', '35-210'])
  expect(hours.map(({ opensAt }) => opensAt)).toEqual([
    '08:00',
    '08:00',
    '08:00',
    '08:00',
    '08:00',
    '08:00',
    null,
  ])
  expect(await admin.refusal(yazd)).toMatchObject({ code: 'already_exists' })
})

test.each([
  [['--province', 'ناکجا'], 'not_found'],
  [['--opens', '13:50'], 'option_invalid'],
  [['--seats', '0'], 'option_invalid'],
  [['--slot-minutes', '3'], 'option_invalid'],
  [['--opens', '25:00'], 'option_invalid'],
  [['--accepts-booking', 'maybe'], 'option_invalid'],
])('an office with %j is refused', async (more, code) => {
  const given = [
    '--code',
    '99-1',
    '--name',
    'x',
    '--province',
    'یزد',
    '--city',
    'x',
    '--address',
    'نشانی دفتر پیشخوان',
    '--seats',
    '4',
  ]
  const without = (name: string) =>
    given.filter((_, index) => given[index] !== name && given[index - 1] !== name)
  expect(await admin.refusal(['office', 'add', ...without(more[0] ?? ''), ...more])).toMatchObject({ code })
  expect(await officeRow('99-1')).toBeUndefined()
})

test('what changes is changed and pulled; what does not is refused', async () => {
  const before = await revision('35-210')
  expect(
    await admin.json([
      'office',
      'change',
      '35-210',
      '--booking-days',
      '۴۵',
      '--grace-minutes',
      '30',
      '--accepts-booking',
      'no',
    ]),
  ).toEqual({ code: '35-210', changed: ['booking_days_ahead', 'accepts_booking', 'grace_minutes'] })
  expect(await officeRow('35-210')).toMatchObject({
    booking_days_ahead: 45,
    accepts_booking: false,
    rules: { graceMinutes: 30, banDays: 3 },
    revision: String(before + 1),
  })
  expect(await admin.refusal(['office', 'change', '35-210', '--booking-days', '45'])).toMatchObject({
    code: 'nothing_to_change',
  })
  expect(await admin.refusal(['office', 'change', '00-0', '--city', 'x'])).toMatchObject({
    code: 'not_found',
  })
  expect(await revision('35-210')).toBe(before + 1)
  expect(await admin.json<{ requirementSets: string[] }>(['office', 'show', '35-210'])).toMatchObject({
    banDays: 3,
    graceMinutes: 30,
  })
})

test('hours by weekday, and what is booked outside of them is counted', async () => {
  // Thursday, 5 Azar 1405.
  await ensureMonths(admin.pool, 'appointments', ['2026-11-26'])
  await admin.pool.query(
    `WITH booked AS (
       INSERT INTO appointments (id, office_id, date, slot, state, national_code, tracking_code, revision, body)
       SELECT gen_random_uuid(), id, '2026-11-26', '12:30', 'booked', '0093849370', '12345', 1, '{}'
       FROM offices WHERE code = '35-210' RETURNING *)
     INSERT INTO live_appointments SELECT national_code, id, tracking_code, office_id, date, slot FROM booked`,
  )
  expect(
    await admin.json([
      'hours',
      'set',
      '--office',
      '35-210',
      '--weekday',
      'پنج‌شنبه، fri',
      '--opens',
      '۷:۳۰',
      '--closes',
      '12:00',
    ]),
  ).toEqual({ office: '35-210', appointmentsOutside: 1 })
  expect(await officeRow('35-210')).toMatchObject({ opens_at: '07:30', closes_at: '14:00' })
  await admin.json(['hours', 'set', '--office', '35-210', '--weekday', 'fri', '--closed'])
  expect((await admin.pool.query('SELECT weekday FROM office_hours ORDER BY 1')).rows).toHaveLength(6)
  for (const line of [
    ['--weekday', 'sat', '--closed', '--opens', '08:00'],
    ['--weekday', 'sat', '--opens', '08:00'],
    ['--weekday', 'someday', '--closed'],
    ['--weekday', 'sat', '--opens', '08:00', '--closes', '08:10'],
  ]) {
    expect((await admin.refusal(['hours', 'set', '--office', '35-210', ...line])).exit).toBe(2)
  }
  expect((await admin.pool.query('SELECT weekday FROM office_hours ORDER BY 1')).rows).toHaveLength(6)
})

test('capacity from a day on: seats sold stay sold, and days before keep what they offered', async () => {
  const { id } = await officeRow('35-210')
  await admin.pool.query(
    `INSERT INTO seats (office_id, date, slot, capacity, extra, taken) VALUES
       ($1, '2026-11-23', '08:00', 4, 0, 1), ($1, '2026-11-25', '08:00', 4, 0, 4), ($1, '2026-11-25', '08:15', 4, 1, 4), ($1, '2026-11-25', '08:30', 4, 0, 1)`,
    [id],
  )
  expect(
    await admin.json(['capacity', 'set', '--office', '35-210', '--seats', '2', '--from', '۱۴۰۵/۰۹/۰۳']),
  ).toEqual({
    office: '35-210',
    seats: 2,
    from: '2026-11-24',
    slotsAbove: 2,
  })
  const seats = async (date: string) =>
    (
      await admin.pool.query(
        'SELECT capacity FROM seats WHERE office_id = $1 AND date = $2 ORDER BY slot LIMIT 3',
        [id, date],
      )
    ).rows.map(({ capacity }) => capacity)
  expect(await seats('2026-11-23')).toEqual([4, 4, 4])
  expect(await seats('2026-11-25')).toEqual([4, 3, 2])
  expect(await seats('2026-11-24')).toEqual([])
  expect(await officeRow('35-210')).toMatchObject({ slot_capacity: 2 })
  for (const from of ['2026-11-21', '1406/01/01', '2026-02-30', '۵/۵/۵']) {
    expect(
      await admin.refusal(['capacity', 'set', '--office', '35-210', '--seats', '9', '--from', from]),
    ).toMatchObject({ code: 'option_invalid' })
  }
  expect(await officeRow('35-210')).toMatchObject({ slot_capacity: 2 })
})

test('every change is recorded with who, when, what and to what', async () => {
  const actions = await admin.json<Record<string, unknown>[]>(['action', 'list', '--target', '35-210'])
  expect(actions.map(({ action }) => action)).toEqual([
    'capacity set',
    'hours set',
    'hours set',
    'office change',
    'office add',
  ])
  expect(actions[0]).toMatchObject({
    operator: 'آزمون',
    at: expect.stringMatching(/^2026-11-22T06:5/),
    detail: { seats: 2, before: 4, from: '2026-11-24' },
  })
})
