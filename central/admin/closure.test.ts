import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoOffice } from '#central/demo/office.ts'
import { type RunningCentral, startCentral } from '#central/server.ts'
import { clockFrom } from '#shared/clock.ts'
import { startTestAdmin, type TestAdmin } from '#tests/support/admin-command.ts'
import { CentralDevice } from '#tests/support/central-device.ts'
import { appointmentsIn, at, supervisor } from '#tests/support/central-visits.ts'
import { createTestDatabase, testInstant } from '#tests/support/postgres.ts'

let admin: TestAdmin
let central: RunningCentral
let device: CentralDevice
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
  const other = ['--province', 'یزد', '--city', 'یزد', '--address', 'یزد، خیابان امام', '--seats', '4']
  await admin.json(['office', 'add', '--code', '35-210', '--name', 'دفتر دیگر', ...other])
})
afterAll(async () => {
  await central.close()
  await admin.close()
})

const office = ['--office', demoOffice.code]
const closedDates = async (code: string) =>
  (await admin.json<{ closedDates: string[] }>(['office', 'show', code])).closedDates

test('an office is closed on a day: listed, told to the office, its booked citizens counted; and opened again', async () => {
  const { changes, cursor } = await device.pull()
  const standing = appointmentsIn(changes).filter(
    ({ date, state }) => date === '2026-11-25' && state === 'booked',
  )
  const line = ['--date', '۱۴۰۵/۰۹/۰۴']
  expect(await admin.json(['closure', 'add', ...office, ...line, '--reason', 'قطع برق'])).toMatchObject({
    date: '2026-11-25',
    offices: 1,
    reversed: 0,
    appointments: standing.length,
  })
  const pulled = await device.pull(cursor)
  expect(pulled.changes).toMatchObject([
    { entity: 'office', data: { rules: { closedDates: expect.arrayContaining(['2026-11-25']) } } },
  ])
  expect(await closedDates('35-210')).not.toContain('2026-11-25')
  expect(await admin.json(['closure', 'list', ...office])).toContainEqual({
    date: '2026-11-25',
    office: demoOffice.code,
    reason: 'قطع برق',
  })
  expect(await admin.refusal(['closure', 'add', ...office, ...line, '--reason', 'دوباره'])).toMatchObject({
    code: 'already_exists',
  })
  await admin.json(['closure', 'remove', ...office, ...line])
  expect(await closedDates(demoOffice.code)).not.toContain('2026-11-25')
  expect(await admin.refusal(['closure', 'remove', ...office, ...line])).toMatchObject({ code: 'not_found' })
  expect(await admin.json(['action', 'list', '--target', demoOffice.code])).toMatchObject([
    { action: 'closure remove', detail: { date: '2026-11-25' } },
    { action: 'closure add', detail: { date: '2026-11-25', reversed: 0 } },
    { action: 'activation-code issue' },
  ])
})

test('a public holiday closes every office, whose own closure it is not', async () => {
  const line = ['--date', '2026-12-01']
  await admin.json(['closure', 'add', '--country', ...line, '--reason', 'تعطیل رسمی'])
  for (const code of [demoOffice.code, '35-210']) expect(await closedDates(code)).toContain('2026-12-01')
  expect(await admin.json(['closure', 'list', ...office, '--from', '2026-12-01'])).toContainEqual({
    date: '2026-12-01',
    office: null,
    reason: 'تعطیل رسمی',
  })
  expect(await admin.refusal(['closure', 'remove', ...office, ...line])).toMatchObject({ code: 'not_found' })
})

test('who became a no-show on a day that turns out to have been closed is none, and not banned', async () => {
  const [missed] = appointmentsIn((await device.pull()).changes).filter(
    ({ date, state }) => date === '2026-11-22' && state === 'booked',
  )
  if (!missed) throw new Error('somebody is booked today')
  await device.push(device.write('marked_no_show', { cause: 'marked' }, at(missed, supervisor)))
  expect(await admin.json(['ban', 'list'])).toContainEqual(
    expect.objectContaining({ appointment: missed.id }),
  )
  const closing = ['closure', 'add', ...office, '--date', '1405/09/01', '--reason', 'گرمای هوا']
  expect(await admin.json(closing)).toMatchObject({ reversed: 1 })
  expect(await admin.json(['ban', 'list'])).toEqual([])
})

test.each([
  [['--date', '2026-12-02', '--reason', 'دلیل']],
  [['--country', ...office, '--date', '2026-12-02', '--reason', 'دلیل']],
  [['--country', '--date', '2026-13-02', '--reason', 'دلیل']],
  [['--country', '--date', '2026-12-02']],
])('closing with %j is not understood', async (line) => {
  expect((await admin.refusal(['closure', 'add', ...line])).exit).toBe(2)
  expect(await closedDates('35-210')).not.toContain('2026-12-02')
})
