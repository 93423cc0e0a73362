import { afterAll, beforeAll, expect, test } from 'vitest'
import { appointmentSchema } from '#shared/domain/appointment.ts'
import { CentralDevice } from '#tests/support/central-device.ts'
import { startTestCentral, type TestCentral } from '#tests/support/postgres.ts'
import { demoOffice } from './office.ts'

let central: TestCentral
beforeAll(async () => {
  central = await startTestCentral({ seed: 'demo' })
})
afterAll(() => central.close())

const post = (path: string, body?: unknown) =>
  fetch(`${central.url}${path}`, {
    method: 'POST',
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
const countOn = async (date: string) => {
  const { rows } = await central.pool.query<{ n: number }>(
    'SELECT count(*) AS n FROM appointments WHERE date = $1',
    [date],
  )
  return rows[0]?.n
}

test('seeds a week of 140 a day, three people and an office, once', async () => {
  const device = await CentralDevice.activate(central.url, central.demo?.activationCode ?? '')
  const { changes } = await device.pull()
  const byEntity = Map.groupBy(changes, ({ entity }) => entity)
  expect(byEntity.get('office')).toHaveLength(1)
  expect(byEntity.get('user')).toHaveLength(3)
  expect(byEntity.get('appointment')).toHaveLength(980)

  const again = await startTestCentral({ seed: 'demo', databaseUrl: central.databaseUrl })
  await again.close()
  expect((await device.pull()).changes).toEqual(changes)
})

test('citizens find three offices; the first has a full and a closed day to come, and its applicants are registered', async () => {
  const slots = async (officeId: string) => {
    const answer = await fetch(`${central.url}/v1/offices/${officeId}/slots`)
    const { days } = (await answer.json()) as {
      days: { date: string; status: string; closedBecause: string }[]
    }
    return new Map(days.map((day) => [day.date, day]))
  }
  const answer = await fetch(`${central.url}/v1/offices`)
  const { offices } = (await answer.json()) as {
    offices: { id: string; city: string; firstFreeDate: string }[]
  }
  expect(offices.map(({ city }) => city).sort()).toEqual(['اصفهان', 'تهران', 'کرج'])
  for (const { firstFreeDate } of offices) expect(firstFreeDate).toBe('2026-11-22')
  const main = await slots(demoOffice.id)
  const friday = '2026-11-27'
  expect([main.get(friday)?.status, main.get('2026-12-07')?.status]).toEqual(['open', 'full'])
  expect(main.get('2026-12-12')).toMatchObject({
    status: 'closed',
    closedBecause: 'تعمیرات ساختمان دفتر',
  })
  for (const { id } of offices.filter((office) => office.id !== demoOffice.id)) {
    expect((await slots(id)).get(friday)?.status).toBe('closed')
  }
  const { rows } = await central.pool.query<Record<string, number>>(
    `SELECT (SELECT count(*) FROM registrations WHERE stage = 'booked') AS registered,
            (SELECT count(*) FROM live_appointments) AS live, (SELECT sum(taken)::int FROM seats) AS taken,
            (SELECT sum(extra)::int FROM seats) AS extra,
            (SELECT count(DISTINCT national_code) FROM appointments) AS people`,
  )
  const { registered, live, taken, extra, people } = rows[0] ?? {}
  expect({ registered, live, taken, extra }).toEqual({
    registered: people,
    live: people,
    taken: 980,
    extra: 0,
  })
})

test('a later start adds the days that are missing and leaves the others alone', async () => {
  const { clockFrom } = await import('#shared/clock.ts')
  expect(await countOn('2026-11-30')).toBe(0)
  const later = await startTestCentral({
    seed: 'demo',
    databaseUrl: central.databaseUrl,
    clock: clockFrom('2026-11-24T06:00:00.000Z'),
  })
  await later.close()
  expect(await countOn('2026-11-30')).toBe(140)
  expect(await countOn('2026-11-26')).toBe(140)
})

test('books people more, in one slot or spread, without giving any place twice', async () => {
  const answers = await Promise.all(
    [1, 2, 3, 4].map(() => post('/demo/appointments', { date: '2026-11-27', count: 10, slot: '13:30' })),
  )
  const ids = (
    await Promise.all(answers.map((answer) => answer.json() as Promise<{ ids: string[] }>))
  ).flatMap((answer) => answer.ids)
  expect(new Set(ids).size).toBe(40)
  expect(await countOn('2026-11-27')).toBe(180)
})

test('books five thousand at once', async () => {
  const answer = await post('/demo/appointments', { date: '2026-11-28', count: 5000 })
  expect(answer.status).toBe(200)
  expect(await countOn('2026-11-28')).toBe(5140)
})

test('cancels as the citizen does, once; the office is given the event and the row', async () => {
  const code = (await (await post('/demo/activation-codes')).json()) as { activationCode: string }
  const device = await CentralDevice.activate(central.url, code.activationCode)
  const { cursor, changes } = await device.pull()
  const booked = changes.find((change) => change.entity === 'appointment')
  const id = booked?.entity === 'appointment' ? booked.data.id : ''

  expect((await post(`/demo/appointments/${id}/cancel`)).status).toBe(200)
  const news = (await device.pull(cursor)).changes
  expect(news.map(({ entity }) => entity)).toEqual(['appointment', 'event'])
  expect(news[0]?.data).toMatchObject({ id, state: 'cancelled' })
  expect(news[1]?.data).toMatchObject({ appointmentId: id, type: 'cancelled', actor: { kind: 'central' } })
  const row = appointmentSchema.parse(news[0]?.data)
  expect(row.withdrawal?.revision).toBe(row.revision)

  const refused = await post(`/demo/appointments/${id}/cancel`)
  expect(refused.status).toBe(409)
  expect(await refused.json()).toMatchObject({ code: 'transition_not_allowed', status: 409 })
  expect((await device.pull(cursor)).changes).toEqual(news)
})

test.each([
  ['/demo/appointments', { date: '2026-02-30', count: 1 }, 400],
  ['/demo/appointments', { date: '2026-11-22', count: 0 }, 400],
  ['/demo/appointments', { date: '9999-12-31', count: 1 }, 400],
  ['/demo/appointments', { date: '2026-11-22', count: 1, slot: '25:00' }, 400],
  ['/demo/appointments', undefined, 400],
  ['/demo/appointments/nobody/cancel', undefined, 404],
  ['/demo/appointments/018f0000-0000-7000-8000-000000000000/cancel', undefined, 404],
])('%s with %j answers %i', async (path, body, status) => {
  const answer = await post(path, body)
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
})

test('is not there without the demonstration', async () => {
  const bare = await startTestCentral()
  try {
    const answer = await fetch(`${bare.url}/demo/activation-codes`, { method: 'POST' })
    expect(answer.status).toBe(404)
    expect(bare.demo).toBeNull()
  } finally {
    await bare.close()
  }
})
