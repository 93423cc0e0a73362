import { verify } from '@node-rs/argon2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoOffice, demoPassword } from '#central/demo/office.ts'
import { startCentral } from '#central/server.ts'
import { clockFrom } from '#shared/clock.ts'
import { startTestAdmin, type TestAdmin } from '#tests/support/admin-command.ts'
import { CentralDevice } from '#tests/support/central-device.ts'
import { appointmentsIn, checkIn } from '#tests/support/central-visits.ts'
import { createTestDatabase, testInstant } from '#tests/support/postgres.ts'

let admin: TestAdmin
beforeAll(async () => {
  admin = await startTestAdmin(createTestDatabase({ clock: clockFrom(testInstant) }))
})
afterAll(() => admin.close())

const office = ['--office', demoOffice.code]
const userRow = async (username: string) =>
  (await admin.pool.query('SELECT * FROM office_users WHERE username = $1', [username])).rows[0]

test('a person is added with a password that is shown once and kept as argon2id only', async () => {
  const line = ['user', 'add', ...office, '--username', 'Rezaei', '--display-name', 'زهرا رضايي']
  const { password, id } = await admin.json<{ password: string; id: string }>([
    ...line,
    '--roles',
    'documents,reception',
  ])
  const row = await userRow('rezaei')
  expect(row).toMatchObject({
    id,
    display_name: 'زهرا رضایی',
    roles: ['reception', 'documents'],
    active: true,
    must_change: true,
  })
  expect(row.password_hash).toMatch(/^\$argon2id\$/)
  expect(await verify(row.password_hash, password)).toBe(true)
  const kept = await admin.pool.query('SELECT json_agg(a)::text AS all FROM operator_actions a')
  expect(kept.rows[0].all).not.toContain(password)
  expect(kept.rows[0].all).not.toContain('رضا')
  expect(await admin.refusal([...line, '--roles', 'reception'])).toMatchObject({ code: 'already_exists' })
  expect(await admin.refusal([...line, '--roles', 'reception,king'])).toMatchObject({
    code: 'option_invalid',
  })
  expect(
    await admin.refusal([...line.slice(0, -3), 'نام', '--display-name', 'x', '--roles', 'reception']),
  ).toMatchObject({ code: 'option_invalid' })
})

test('password, roles, and whether one can sign in at all', async () => {
  const who = [...office, '--username', 'paziresh']
  const before = await userRow('paziresh')
  expect(
    await admin.json(['user', 'set-password', ...who, '--password-stdin'], 'گذرواژهٔ تازه\nmore'),
  ).not.toHaveProperty('password')
  expect(await verify((await userRow('paziresh')).password_hash, 'گذرواژهٔ تازه')).toBe(true)
  expect(await verify((await userRow('paziresh')).password_hash, demoPassword)).toBe(false)
  expect(await userRow('paziresh')).toMatchObject({ must_change: true })
  await admin.json(['user', 'set-password', ...who, '--password-stdin', '--keep'], 'گذرواژهٔ تازه\n')
  expect(await userRow('paziresh')).toMatchObject({ must_change: false })
  for (const refused of ['paziresh', '12345678', 'x'.repeat(129)]) {
    expect(await admin.refusal(['user', 'set-password', ...who, '--password-stdin'], refused)).toMatchObject({
      code: 'option_invalid',
    })
  }
  expect(await admin.refusal(['user', 'set-password', ...who, '--password-stdin'], 'short')).toMatchObject({
    code: 'option_invalid',
  })
  await admin.json(['user', 'set-roles', ...who, '--roles', 'supervisor'])
  await admin.json(['user', 'disable', ...who])
  const after = await userRow('paziresh')
  expect(after).toMatchObject({ roles: ['supervisor'], active: false })
  expect(Number(after.revision)).toBeGreaterThanOrEqual(Number(before.revision) + 3)
  await admin.json(['user', 'enable', ...who])
  expect(await userRow('paziresh')).toMatchObject({ active: true })
  expect(await admin.refusal(['user', 'disable', ...office, '--username', 'nobody'])).toMatchObject({
    code: 'not_found',
  })
  expect((await admin.run(['user', 'list', ...office])).out).toMatch(
    /paziresh +زهرا رضایی +supervisor +- +yes +no/,
  )
})

test('an activation code makes a device, which is pulled from and revoked', async () => {
  const central = await startCentral({ databaseUrl: admin.databaseUrl, clock: clockFrom(testInstant) })
  try {
    const { activationCode } = await admin.json<{ activationCode: string }>([
      'activation-code',
      'issue',
      ...office,
    ])
    const device = await CentralDevice.activate(central.url, activationCode)
    const { changes: rows, cursor } = await device.pull()
    const [appointment] = appointmentsIn(rows)
    if (!appointment) throw new Error('the demonstration has appointments')
    const stream = await device.fetch('/v1/office/changes/stream')
    const heard = stream.body?.pipeThrough(new TextDecoderStream()).getReader()

    await admin.json(['office', 'change', demoOffice.code, '--city', 'ری'])
    let told = ''
    while (!told.includes('news')) told += (await heard?.read())?.value ?? ''
    await heard?.cancel()
    const { changes } = await device.pull(cursor)
    expect(changes).toMatchObject([{ entity: 'office', data: { city: 'ری' } }])

    const devices = await admin.json<{ id: string; office: string }[]>(['device', 'list', ...office])
    expect(devices).toMatchObject([{ id: device.deviceId, office: demoOffice.code, revokedAt: null }])
    await admin.json(['device', 'revoke', device.deviceId])
    expect((await device.pushRaw([checkIn(device, appointment)])).status).toBe(403)
    expect((await device.requestToken(await device.assertion(Date.parse(testInstant) / 1000))).status).toBe(
      401,
    )
    expect(await admin.refusal(['device', 'revoke', device.deviceId])).toMatchObject({
      code: 'already_revoked',
    })
    expect(await admin.refusal(['device', 'revoke', demoOffice.id])).toMatchObject({ code: 'not_found' })
    const record = await admin.pool.query('SELECT json_agg(a)::text AS all FROM operator_actions a')
    expect(record.rows[0].all).not.toContain(activationCode)
  } finally {
    await central.close()
  }
})
