import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoOffice } from '#central/demo/office.ts'
import { type RunningCentral, startCentral } from '#central/server.ts'
import { clockFrom } from '#shared/clock.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import { startTestAdmin, type TestAdmin } from '#tests/support/admin-command.ts'
import { CentralDevice } from '#tests/support/central-device.ts'
import { appointmentsIn, at, supervisor } from '#tests/support/central-visits.ts'
import { createTestDatabase, testInstant } from '#tests/support/postgres.ts'

let admin: TestAdmin
let central: RunningCentral
let device: CentralDevice
let rows: Appointment[]
beforeAll(async () => {
  admin = await startTestAdmin(createTestDatabase({ clock: clockFrom(testInstant) }))
  central = await startCentral({ databaseUrl: admin.databaseUrl, clock: clockFrom(testInstant) })
  const { activationCode } = await admin.json<{ activationCode: string }>([
    'activation-code',
    'issue',
    '--office',
    demoOffice.code,
  ])
  device = await CentralDevice.activate(central.url, activationCode)
  const hours = ['--weekday', 'sat,sun,mon,tue,wed,thu', '--opens', '08:00', '--closes', '14:00']
  await admin.json(['hours', 'set', '--office', demoOffice.code, ...hours])
  rows = appointmentsIn((await device.pull()).changes)
})
afterAll(async () => {
  await central.close()
  await admin.close()
})

const today = '2026-11-22'
const booked = (date: string) => {
  const index = rows.findIndex((row) => row.date === date && row.state === 'booked')
  const [row] = rows.splice(index, 1)
  if (!row) throw new Error(`nobody is booked on ${date}`)
  return row
}
const bansOf = async ({ id }: Appointment) =>
  (await admin.pool.query('SELECT bookable_from FROM booking_bans WHERE appointment_id = $1', [id])).rowCount
const taken = async ({ officeId, date, slot }: Appointment): Promise<number> =>
  (
    await admin.pool.query('SELECT taken FROM seats WHERE office_id = $1 AND date = $2 AND slot = $3', [
      officeId,
      date,
      slot,
    ])
  ).rows[0].taken
const missed = async (): Promise<Appointment> => {
  const appointment = booked(today)
  const noShow = device.write('marked_no_show', { cause: 'marked' }, at(appointment, supervisor))
  expect((await device.push(noShow)).results).toMatchObject([{ status: 'applied' }])
  expect(await bansOf(appointment)).toBe(1)
  return appointment
}

test('a ban is listed without saying whose it is, and lifted by the appointment, for the office to pull', async () => {
  const appointment = await missed()
  const bans = await admin.json<Record<string, unknown>[]>(['ban', 'list', '--office', demoOffice.code])
  expect(bans).toContainEqual({
    appointment: appointment.id,
    office: demoOffice.code,
    date: today,
    bookableFrom: '2026-11-26',
  })
  expect((await admin.run(['ban', 'list'])).out).not.toContain(appointment.applicant.nationalCode)

  const { cursor } = await device.pull()
  const lift = ['ban', 'lift', '--appointment', appointment.id, '--reason', 'بستری در بیمارستان']
  await admin.json(lift)
  expect(await bansOf(appointment)).toBe(0)
  const { changes } = await device.pull(cursor)
  expect(appointmentsIn(changes)).toMatchObject([{ id: appointment.id, state: 'booked', bookableFrom: null }])
  expect(changes).toContainEqual(
    expect.objectContaining({
      entity: 'event',
      data: expect.objectContaining({ type: 'no_show_reversed', actor: { kind: 'central' } }),
    }),
  )
  expect(await admin.json(['action', 'list', '--target', appointment.id])).toMatchObject([
    { action: 'ban lift', operator: 'آزمون' },
  ])
  expect(await admin.refusal(lift)).toMatchObject({ code: 'not_found' })
})

test('a ban is lifted by national code, which standard input can hold', async () => {
  const appointment = await missed()
  const line = ['ban', 'lift', '--national-code', '-', '--reason', 'اشتباه دفتر']
  expect(await admin.refusal(line, '0093849378')).toMatchObject({ exit: 2, code: 'option_invalid' })
  await admin.json(line, `${appointment.applicant.nationalCode}\n`)
  expect(await bansOf(appointment)).toBe(0)
  const record = await admin.pool.query('SELECT json_agg(a)::text AS all FROM operator_actions a')
  expect(record.rows[0].all).not.toContain(appointment.applicant.nationalCode)
})

test.each([
  [['--reason', 'دلیل']],
  [['--reason', 'x', '--appointment', demoOffice.id]],
  [['--appointment', demoOffice.id]],
  [['--appointment', demoOffice.id, '--national-code', '0093849370', '--reason', 'دلیل']],
])('lifting with %j is not understood', async (line) => {
  expect((await admin.refusal(['ban', 'lift', ...line])).exit).toBe(2)
})

test('an appointment is cancelled with a reason, and its seat is free', async () => {
  const appointment = booked('2026-11-24')
  const before = await taken(appointment)
  const line = ['appointment', 'cancel', appointment.id, '--reason', 'تعطیلی دفتر']
  await admin.json(line)
  expect(await taken(appointment)).toBe(before - 1)
  expect(await messagesOf(appointment)).toContain('appointment_cancelled')
  expect(await admin.json(['appointment', 'show', appointment.id])).toMatchObject({ state: 'cancelled' })
  expect(await admin.refusal(line)).toMatchObject({ exit: 1, code: 'transition_not_allowed' })
  expect(await admin.refusal(['appointment', 'cancel', demoOffice.id, '--reason', 'دلیل'])).toMatchObject({
    code: 'not_found',
  })
})

const messagesOf = async ({ applicant }: Appointment): Promise<string[]> =>
  (
    await admin.pool.query('SELECT kind FROM messages WHERE mobile = $1 ORDER BY created_at, id', [
      applicant.mobile,
    ])
  ).rows.map(({ kind }) => kind)
const seat = async (slot: string) =>
  (
    await admin.pool.query(
      `SELECT capacity, extra, taken FROM seats WHERE office_id = $1 AND date = '2026-11-25' AND slot = $2`,
      [demoOffice.id, slot],
    )
  ).rows[0]
const move = ({ id }: Appointment, ...more: string[]) => [
  'appointment',
  'move',
  id,
  '--reason',
  'تعطیلی دفتر',
  ...more,
]

test('an appointment is moved: the old one is cancelled, the new one booked, the citizen told', async () => {
  await admin.pool.query('DELETE FROM messages')
  const appointment = booked('2026-11-24')
  await admin.pool.query(
    `INSERT INTO seats (office_id, date, slot, capacity, taken) VALUES ($1, '2026-11-25', '10:30', 6, 0)
     ON CONFLICT (office_id, date, slot) DO UPDATE SET capacity = seats.taken + 1`,
    [demoOffice.id],
  )
  const before = await seat('10:30')
  const { cursor } = await device.pull()
  const to = ['--date', '۱۴۰۵/۰۹/۰۴', '--slot', '10:30']
  const { id } = await admin.json<{ id: string }>(move(appointment, ...to))
  expect(await seat('10:30')).toEqual({ ...before, taken: before.taken + 1 })
  const pulled = appointmentsIn((await device.pull(cursor)).changes)
  expect(pulled).toMatchObject([
    { id: appointment.id, state: 'cancelled' },
    { id, state: 'booked', date: '2026-11-25', slot: '10:30' },
  ])
  expect(await messagesOf(appointment)).toEqual(['appointment_changed'])
  expect(await admin.json(['action', 'list', '--target', appointment.id])).toMatchObject([
    { action: 'appointment move', detail: { to: id, date: '2026-11-25', slot: '10:30' } },
  ])
  // The old one is over, and the new one is there already.
  expect(await admin.refusal(move(appointment, '--date', '2026-11-26', '--slot', '10:30'))).toMatchObject({
    code: 'NOT_CHANGEABLE',
  })
})

test('a full slot takes one more only when the operator says so', async () => {
  const appointment = booked('2026-11-24')
  await admin.pool.query(
    `INSERT INTO seats (office_id, date, slot, capacity, taken) VALUES ($1, '2026-11-25', '11:30', 0, 0)
     ON CONFLICT (office_id, date, slot) DO UPDATE SET capacity = seats.taken`,
    [demoOffice.id],
  )
  const before = await seat('11:30')
  const to = ['--date', '2026-11-25', '--slot', '11:30']
  expect(await admin.refusal(move(appointment, ...to))).toMatchObject({ exit: 1, code: 'SLOT_FULL' })
  expect(await admin.json(['appointment', 'show', appointment.id])).toMatchObject({ state: 'booked' })
  await admin.json(move(appointment, ...to, '--over-capacity'))
  expect(await seat('11:30')).toEqual({ ...before, extra: before.extra + 1, taken: before.taken + 1 })
})

test.each([
  [['--date', '2026-11-25', '--slot', '10:37'], 'SLOT_NOT_OFFERED'],
  [['--date', '2028-11-25', '--slot', '10:30'], 'SLOT_NOT_OFFERED'],
  [['--date', '2026-11-21', '--slot', '10:30', '--over-capacity'], 'SLOT_NOT_OFFERED'],
  [['--date', '2026-12-12', '--slot', '10:30', '--over-capacity'], 'OFFICE_CLOSED'],
  [['--date', '2026-11-25', '--slot', '10:30', '--office', '0-0'], 'not_found'],
])('a move to %j is refused and leaves everything as it was', async (to, code) => {
  const appointment = rows.find(({ date, state }) => date === '2026-11-24' && state === 'booked')
  if (!appointment) throw new Error('somebody is booked')
  expect(await admin.refusal(move(appointment, ...to))).toMatchObject({ code })
  expect(await admin.json(['appointment', 'show', appointment.id])).toMatchObject({ state: 'booked' })
})

test('the appointments of a day, and those that hours or closures leave without a place', async () => {
  const line = ['appointment', 'list', '--office', demoOffice.code]
  const day = await admin.json<{ id: string }[]>([...line, '--date', '۱۴۰۵/۰۹/۰۴'])
  expect(day.map(({ id }) => id)).toEqual(
    expect.arrayContaining(rows.filter(({ date }) => date === '2026-11-25').map(({ id }) => id)),
  )
  await admin.pool.query(
    `INSERT INTO closures (id, office_id, date, reason) VALUES (gen_random_uuid(), $1, '2026-11-25', 'تعمیر')`,
    [demoOffice.id],
  )
  const displaced = await admin.json<{ id: string }[]>(line)
  const onClosed = displaced.filter((row) => day.some(({ id }) => id === row.id))
  expect(onClosed.length).toBeGreaterThan(0)
  expect(displaced).toEqual(expect.arrayContaining(onClosed))
})
