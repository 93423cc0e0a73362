import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { CentralDevice } from '#tests/support/central-device.ts'
import { startTestCentral, type TestCentral, testInstant } from '#tests/support/postgres.ts'
import { insertRegistration } from '#tests/support/registrations.ts'
import { LimitReached, networkOf, type Requester, RequestLimit, requestLimits } from './request-limit.ts'

/** A minute of its own for each test: windows never end while one is looking. */
let now = Date.parse(testInstant)
const clock = { now: () => new Date(now) }
let one: TestCentral
let two: TestCentral
beforeAll(async () => {
  one = await startTestCentral({ seed: 'demo', clock, trustProxy: ['127.0.0.1'] })
  two = await startTestCentral({ databaseUrl: one.databaseUrl, clock, trustProxy: ['127.0.0.1'] })
  await insertRegistration(one.pool)
})
afterAll(async () => {
  await two.close()
  await one.close()
})
beforeEach(() => {
  now += 24 * 3_600_000
})

const right = { nationalCode: '0093849370', trackingCode: '0123456789' }
const wrong = { nationalCode: '0093849370', trackingCode: '9999999999' }
let turn = 0
/** Asks both processes by turns. */
const ask = (path: string, body: unknown, headers: Record<string, string> = {}) => {
  turn += 1
  return fetch(`${(turn % 2 === 0 ? one : two).url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}
const from = (address: string) => ({ 'x-forwarded-for': address })
const statusesOf = async (answers: Promise<Response>[]) =>
  Map.groupBy(
    (await Promise.all(answers)).map(({ status }) => status),
    (status) => status,
  )
const many = (count: number, work: (index: number) => Promise<Response>) =>
  statusesOf(Array.from({ length: count }, (_, index) => work(index)))

test('sixty look-ups a minute from one address, by whichever process; another address and the next minute are free', async () => {
  const look = (address: string) => ask('/v1/status', right, from(address))
  const answers = await many(75, () => look('203.0.113.7'))
  expect(answers.get(200)).toHaveLength(60)
  expect(answers.get(429)).toHaveLength(15)
  expect((await look('203.0.113.8')).status).toBe(200)

  const refused = await look('203.0.113.7')
  const seconds = Number(refused.headers.get('retry-after'))
  expect(seconds).toBeGreaterThan(0)
  expect(seconds).toBeLessThanOrEqual(60)
  expect(refused.headers.get('content-type')).toBe('application/problem+json')
  expect(await refused.json()).toEqual({
    type: 'urn:pishkhan:problem:too-many-requests',
    title: 'Too many requests; see Retry-After.',
    status: 429,
    code: 'TOO_MANY_REQUESTS',
    retryAfterSeconds: seconds,
  })
  now += seconds * 1000
  expect((await look('203.0.113.7')).status).toBe(200)
})

test('ten wrong tracking codes an hour for one person, from however many addresses; then the right one waits as well', async () => {
  const answers = await many(30, (index) => ask('/v1/status', wrong, from(`203.0.113.${index}`)))
  expect(answers.get(404)).toHaveLength(10)
  expect(answers.get(429)).toHaveLength(20)
  expect((await ask('/v1/status', right, from('203.0.113.99'))).status).toBe(429)
  // However it is typed, it is the same person; and another person is not concerned.
  expect((await ask('/v1/status', { ...right, nationalCode: '۰۰۹۳۸۴۹۳۷-۰' })).status).toBe(429)
  expect((await ask('/v1/status', { ...wrong, nationalCode: '0106222971' })).status).toBe(404)
  now += 3_600_000
  expect((await ask('/v1/status', right)).status).toBe(200)
})

test('right codes are not counted against the person', async () => {
  for (let look = 0; look < 25; look += 1) {
    expect((await ask('/v1/status', right, from(`203.0.113.${look}`))).status).toBe(200)
  }
})

test('an unknown person is counted like a registered one', async () => {
  const stranger = { nationalCode: '0106222971', trackingCode: '9999999999' }
  const answers = await many(15, (index) => ask('/v1/status', stranger, from(`203.0.113.${index}`)))
  expect(answers.get(404)).toHaveLength(10)
  const recovery = { nationalCode: '0106222971', birthDate: '1990-04-10' }
  const recoveries = await many(15, (index) =>
    ask('/v1/tracking-codes/recover', recovery, from(`203.0.113.${index}`)),
  )
  expect(recoveries.get(200)).toHaveLength(10)
  expect(recoveries.get(429)).toHaveLength(5)
})

test('an office may ask far more, and what others guessed does not keep it out', async () => {
  const device = await CentralDevice.activate(one.url, one.demo?.activationCode ?? '')
  await many(15, (index) => ask('/v1/status', wrong, from(`203.0.113.${index}`)))
  expect((await ask('/v1/status', right)).status).toBe(429)
  const authorization = `Bearer ${await device.token()}`
  const answers = await many(90, () => ask('/v1/status', right, { authorization }))
  expect(answers.get(200)).toHaveLength(90)
})

test('thirty registrations a minute from one address, counted before anything is read of them', async () => {
  const answers = await many(40, () => ask('/v1/registrations', { nonsense: true }, from('198.51.100.1')))
  expect(answers.get(400)).toHaveLength(30)
  expect(answers.get(429)).toHaveLength(10)
})

test('nothing of whom it counts stands in the table, and old counts go', async () => {
  await many(5, () => ask('/v1/status', wrong, from('198.51.100.77')))
  const { rows } = await one.pool.query<{ text: string }>('SELECT t::text AS text FROM request_counts t')
  expect(rows.length).toBeGreaterThan(1)
  const table = rows.map(({ text }) => text).join('\n')
  expect(table).not.toMatch(/0093849370|198\.51/)
  expect(table).not.toContain(Buffer.from('0093849370').toString('hex'))
  const limit = new RequestLimit({ pool: one.pool, clock, key: new Uint8Array(32), enforced: true })
  await limit.sweep()
  const kept = await one.pool.query<{ oldest: Date }>(
    'SELECT min(window_start) AS oldest FROM request_counts',
  )
  expect(now - (kept.rows[0]?.oldest.getTime() ?? 0)).toBeLessThan(2 * 3_600_000)
  now += 24 * 3_600_000
  await limit.sweep()
  expect((await one.pool.query('SELECT 1 FROM request_counts')).rows).toEqual([])
})

test('what fails for another reason is no wrong code; of many at once no more than the limit are told', async () => {
  const limit = new RequestLimit({ pool: one.pool, clock, key: new Uint8Array(32), enforced: true })
  const requester: Requester = { address: '198.51.100.1', device: null }
  const { anybody } = requestLimits.wrongCodesOfPerson
  for (let attempt = 0; attempt < anybody + 5; attempt += 1) {
    await expect(
      limit.countWrongCodes(requester, '0106222971', () => Promise.reject(new Error('slot full'))),
    ).rejects.toThrow('slot full')
  }
  const outcomes = await Promise.allSettled(
    Array.from({ length: 40 }, () =>
      limit.countWrongCodes(requester, '0106222971', () => Promise.resolve(null)),
    ),
  )
  const refused = outcomes.filter(({ status }) => status === 'rejected')
  expect(refused).toHaveLength(40 - anybody)
  for (const outcome of refused) expect(outcome).toMatchObject({ reason: expect.any(LimitReached) })
  // From now on nothing is done any more, for a right code neither.
  const work = vi.fn(() => Promise.resolve('found'))
  await expect(limit.countWrongCodes(requester, '0106222971', work)).rejects.toThrow(LimitReached)
  expect(work).not.toHaveBeenCalled()
})

test('a proxy is believed only when it is told of', async () => {
  const bare = await startTestCentral({ clock })
  try {
    const answers = await many(70, (index) =>
      fetch(`${bare.url}/v1/status`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...from(`203.0.113.${index}`) },
        body: JSON.stringify({ nationalCode: String(index), trackingCode: '1' }),
      }),
    )
    expect(answers.get(404)).toHaveLength(60)
    expect(answers.get(429)).toHaveLength(10)
  } finally {
    await bare.close()
  }
})

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0DB8:0001:0002::1', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('%s is counted as %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
