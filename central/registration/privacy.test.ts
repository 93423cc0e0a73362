import { traverseContractProcedures } from '@orpc/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { centralContract } from '#shared/contract/central.ts'
import { insertOffice } from '#tests/support/booking.ts'
import { startTestCentral, type TestCentral } from '#tests/support/postgres.ts'
import { registered } from '#tests/support/registrations.ts'
import { insertRegistryPerson } from '#tests/support/registry-people.ts'

/** Everything that says who somebody is, found nowhere but in bodies and in the database. */
const planted = {
  ...registered,
  nationalCode: '0169847152',
  firstName: 'پرستوک',
  lastName: 'نشان‌دار',
  fatherName: 'گمنام‌زاده',
  certificateNumber: '7314159',
  certificateSerial: '271828',
  postalCode: '1431798765',
  address: 'تهران، خیابان نشانهٔ یکتا، پلاک ۷۷',
  landline: '02166271828',
  mobile: '09127314159',
}

const log: string[] = []
let central: TestCentral
let officeId: string
beforeAll(async () => {
  central = await startTestCentral({ seed: 'demo', limits: 'off', log: (message) => log.push(message) })
  officeId = await insertOffice(central.pool)
  await insertRegistryPerson(central.pool, planted)
})
afterAll(() => central.close())

const post = async (path: string, body: unknown) => {
  const answer = await fetch(`${central.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return (await answer.json()) as Record<string, unknown>
}

test('no parameter of an address asks for anything personal', () => {
  const asked: string[] = []
  traverseContractProcedures({ router: centralContract, path: [] }, ({ contract }) => {
    const { method, path = '' } = contract['~orpc'].route
    for (const [, name] of path.matchAll(/\{(\w+)\}/g)) asked.push(`${path} ${name}`)
    if (method !== 'GET') return
    const schema = contract['~orpc'].inputSchema as { shape?: Record<string, unknown> } | undefined
    for (const name of Object.keys(schema?.shape ?? {})) asked.push(`${path} ${name}`)
  })
  expect(asked.length).toBeGreaterThan(3)
  const personal = /national|tracking|name|birth|certificate|mobile|phone|postal|address|gender/i
  expect(asked.filter((parameter) => personal.test(parameter))).toEqual([])
})

test('the whole way of a citizen, its refusals and a failure leave nothing of them in the log or the figures', async () => {
  const { trackingCode } = await post('/v1/registrations', planted)
  expect(trackingCode).toMatch(/^[0-9]{10}$/)
  const credentials = { nationalCode: planted.nationalCode, trackingCode }
  await post('/v1/registrations', planted)
  await post('/v1/registrations', { ...planted, lastName: 'دیگر' })
  await post('/v1/registrations', { ...planted, mobile: 'x' })
  await post('/v1/registrations', { ...planted, mobile: 7 })
  await post('/v1/tracking-codes/recover', planted)
  await post('/v1/status', credentials)
  await post('/v1/status', { ...credentials, trackingCode: '9999999999' })
  const booked = await post('/v1/appointments', {
    ...credentials,
    officeId,
    date: '2026-11-24',
    slot: '08:00',
  })
  expect(booked.id).toEqual(expect.any(String))
  await post(`/v1/appointments/${String(booked.id)}/cancel`, credentials)
  // Clients that put into the address what does not belong there.
  await post(
    `/v1/status?nationalCode=${planted.nationalCode}&trackingCode=${String(trackingCode)}`,
    credentials,
  )
  await post(`/v1/appointments/${planted.nationalCode}/cancel`, credentials)
  await fetch(`${central.url}/v1/offices/${planted.nationalCode}/slots?from=${planted.mobile}`)
  await fetch(`${central.url}/${planted.nationalCode}/${encodeURIComponent(planted.lastName)}`)
  // And the database failing in the middle, whose messages quote what they choke on.
  await central.pool.query('ALTER TABLE messages ADD CONSTRAINT broken CHECK (false) NOT VALID')
  await post('/v1/tracking-codes/recover', planted)
  await central.pool.query('ALTER TABLE messages DROP CONSTRAINT broken')
  await central.pool.query('ALTER TABLE registrations RENAME TO registrations_away')
  const failed = await post(`/v1/status?who=${planted.nationalCode}`, credentials)
  await central.pool.query('ALTER TABLE registrations_away RENAME TO registrations')
  expect(failed).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' })

  const metrics = await (await fetch(`${central.url}/metrics`)).text()
  const text = log.join('\n')
  expect(text).toContain('failure in POST /v1/tracking-codes/recover')
  expect(text).toContain('failure in POST /v1/status')
  const secrets = [
    ...Object.values(planted),
    String(trackingCode),
    String(booked.id),
    encodeURIComponent('نشان‌دار'),
  ]
  for (const secret of secrets) {
    if (['female', 'first_issue'].includes(secret)) continue
    expect(text).not.toContain(secret)
    expect(metrics).not.toContain(secret)
  }
  const routes = [...metrics.matchAll(/pishkhan_http_request_seconds_count\{[^}]*route="([^"]*)"/g)].map(
    ([, route]) => route,
  )
  expect(new Set(routes)).toEqual(
    new Set([
      '/v1/registrations',
      '/v1/tracking-codes/recover',
      '/v1/status',
      '/v1/appointments',
      '/v1/appointments/{id}/cancel',
      '/v1/offices/{officeId}/slots',
      'unknown',
    ]),
  )
})
