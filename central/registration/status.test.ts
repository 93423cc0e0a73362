import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type CitizenStatus,
  type Credentials,
  citizenStatusSchema,
  registrationForOfficeSchema,
} from '#shared/contract/citizen.ts'
import { applicantSchema } from '#shared/domain/applicant.ts'
import { ask, insertCitizen, insertOffice } from '#tests/support/booking.ts'
import { CentralDevice } from '#tests/support/central-device.ts'
import { startTestCentral, type TestCentral } from '#tests/support/postgres.ts'
import { registered } from '#tests/support/registrations.ts'
import { findSql } from './credentials.ts'
import { recoverSql } from './recover.ts'
import { appointmentSql } from './status.ts'

let central: TestCentral
let officeId: string
let device: CentralDevice
beforeAll(async () => {
  central = await startTestCentral({ seed: 'demo', limits: 'off' })
  officeId = await insertOffice(central.pool)
  device = await CentralDevice.activate(central.url, central.demo?.activationCode ?? '')
})
afterAll(() => central.close())

const post = (path: string, body: unknown) =>
  fetch(`${central.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
const statusOf = async ({ nationalCode, trackingCode }: Credentials): Promise<CitizenStatus> => {
  const answer = await post('/v1/status', { nationalCode, trackingCode })
  expect(answer.status).toBe(200)
  return citizenStatusSchema.strict().parse(await answer.json())
}
const book = async ({ nationalCode, trackingCode }: Credentials, date: string, slot: string) => {
  const { appointment } = await ask(central.url, '/v1/appointments', {
    nationalCode,
    trackingCode,
    officeId,
    date,
    slot,
  })
  if (!appointment) throw new Error('not booked')
  return appointment
}

test('of somebody who has only registered: the first stage, and nothing else', async () => {
  const citizen = await insertCitizen(central.pool)
  expect(await statusOf(citizen)).toEqual({
    firstName: registered.firstName,
    requestKind: 'first_issue',
    stage: 'pre_registered',
    history: [{ stage: 'pre_registered', at: '2026-11-20T08:00:00.000Z', note: null }],
    appointment: null,
    bookableFrom: null,
  })
})

test('tells the appointment that counts, with its office and what to bring; after cancelling, the last there was', async () => {
  const citizen = await insertCitizen(central.pool)
  const first = await book(citizen, '2026-11-25', '08:30')
  expect((await statusOf(citizen)).appointment).toEqual(first)
  expect(first.bring.length).toBeGreaterThan(0)

  const { nationalCode, trackingCode } = citizen
  const cancelled = await ask(central.url, `/v1/appointments/${first.id}/cancel`, {
    nationalCode,
    trackingCode,
  })
  expect(cancelled.status).toBe(200)
  const after = await statusOf(citizen)
  expect(after.appointment).toMatchObject({ id: first.id, state: 'cancelled' })
  expect(after.history.map(({ stage }) => stage)).toEqual(['pre_registered', 'booked', 'cancelled'])

  // On an earlier day than the one cancelled: the live one counts all the same.
  const second = await book(citizen, '2026-11-24', '09:00')
  expect(await statusOf(citizen)).toMatchObject({ stage: 'booked', appointment: { id: second.id } })
})

test('tells a stage that this program does not know as it came, with its note, and a ban while it holds', async () => {
  const citizen = await insertCitizen(central.pool)
  await central.pool.query(`UPDATE registrations SET stage = 'sent_by_pigeon' WHERE id = $1`, [
    citizen.registrationId,
  ])
  await central.pool.query(
    `INSERT INTO registration_stages (registration_id, place, stage, at, note) VALUES ($1, 2, 'sent_by_pigeon', $2, 'دو روز')`,
    [citizen.registrationId, '2026-11-21T08:00:00.000Z'],
  )
  const ban = (until: string) =>
    central.pool.query(
      `INSERT INTO booking_bans (national_code, appointment_id, office_id, bookable_from)
       VALUES ($1, gen_random_uuid(), $2, $3)
       ON CONFLICT (national_code) DO UPDATE SET bookable_from = excluded.bookable_from`,
      [citizen.nationalCode, officeId, until],
    )
  await ban('2026-11-23')
  expect(await statusOf(citizen)).toMatchObject({
    stage: 'sent_by_pigeon',
    history: [{}, { stage: 'sent_by_pigeon', at: '2026-11-21T08:00:00.000Z', note: 'دو روز' }],
    bookableFrom: '2026-11-23',
  })
  await ban('2026-11-22')
  expect((await statusOf(citizen)).bookableFrom).toBeNull()
})

test('unknown and wrong are one answer, to the byte', async () => {
  const { nationalCode, trackingCode } = await insertCitizen(central.pool)
  const answers = await Promise.all(
    [
      { nationalCode, trackingCode: '9999999999' },
      { nationalCode: '0106222971', trackingCode },
      { nationalCode: '0106222971', trackingCode: '9999999999' },
      { nationalCode: 'نیست', trackingCode: 'x' },
    ].map(async (credentials) => {
      const answer = await post('/v1/status', credentials)
      return [answer.status, answer.headers.get('content-type'), await answer.text()].join('\n')
    }),
  )
  expect(new Set(answers).size).toBe(1)
  expect(answers[0]).toContain('404\napplication/problem+json\n')
  expect(answers[0]).toContain('"code":"CREDENTIALS_UNKNOWN"')
})

test('an office is told what it takes over of a registered citizen who stands before it', async () => {
  const { nationalCode, trackingCode } = await insertCitizen(central.pool)
  const find = (body: unknown) =>
    device.fetch('/v1/office/registrations/find', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const answer = await find({ nationalCode, trackingCode })
  expect(answer.status).toBe(200)
  const found = registrationForOfficeSchema.strict().parse(await answer.json())
  expect(found).toMatchObject({
    requestKind: 'first_issue',
    stage: 'pre_registered',
    appointment: null,
    bookableFrom: null,
  })
  expect(applicantSchema.parse(found.applicant)).toMatchObject({
    nationalCode,
    trackingCode,
    firstName: registered.firstName,
    mobile: registered.mobile,
  })
  const unknown = await find({ nationalCode, trackingCode: '9999999999' })
  expect([unknown.status, ((await unknown.json()) as { code: string }).code]).toEqual([
    404,
    'CREDENTIALS_UNKNOWN',
  ])
  expect((await post('/v1/office/registrations/find', { nationalCode, trackingCode })).status).toBe(401)
})

test('each look-up goes by an index, however many have registered', async () => {
  const client = await central.pool.connect()
  try {
    await client.query('BEGIN')
    await client.query(`
      INSERT INTO registrations (id, national_code, tracking_code, birth_date, request_kind, details, stage, live,
                                 registered_at)
      SELECT gen_random_uuid(), lpad((7000000000 + n)::text, 10, '0'), lpad((7000000000 + n)::text, 10, '0'),
             '1990-01-01', 'first_issue', '{}', 'completed', false, now()
      FROM generate_series(1, 20000) AS n`)
    await client.query('ANALYZE registrations')
    const planOf = async (sql: string, ...values: string[]) => {
      const name = `plan_${Math.random().toString(36).slice(2)}`
      await client.query(`PREPARE ${name} AS ${sql}`)
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN EXECUTE ${name} (${values.map((value) => `'${value}'`).join(', ')})`,
      )
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    }
    const plans = await Promise.all([
      planOf(findSql, '7000000005', '7000000005'),
      planOf(recoverSql, '7000000005', '1990-01-01'),
      planOf(appointmentSql, '7000000005', '7000000005'),
    ])
    expect(plans[0]).toMatch(/Index Scan using registrations_/)
    expect(plans[1]).toMatch(/registrations_of_person/)
    expect(plans[2]).toMatch(/tracking_code_idx|appointments_by_tracking_code/)
    for (const plan of plans) expect(plan).not.toMatch(/Seq Scan on (registrations|appointments)/)
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
})
