import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { CentralDevice } from '#tests/support/central-device.ts'
import { startTestCentral, type TestCentral } from '#tests/support/postgres.ts'
import { insertRegistration, nationalCodeOf, registered } from '#tests/support/registrations.ts'

let central: TestCentral
beforeAll(async () => {
  central = await startTestCentral({ seed: 'demo', limits: 'off' })
  await insertRegistration(central.pool, {}, { trackingCode: '0123456789' })
  // So that a look-up is one among many, as in a country.
  for (let person = 0; person < 300; person += 1) {
    const nationalCode = nationalCodeOf(`7${String(person).padStart(8, '0')}`)
    await insertRegistration(
      central.pool,
      { nationalCode },
      { trackingCode: `7${String(person).padStart(9, '0')}` },
    )
  }
  await central.pool.query('ANALYZE registrations')
})
afterAll(() => central.close())
beforeEach(async () => {
  await central.pool.query('DELETE FROM messages')
})

const known = { nationalCode: registered.nationalCode, birthDate: registered.birthDate }
const cases = {
  right: known,
  wrong: { ...known, birthDate: '1990-04-11' },
  unknown: { nationalCode: '0106222971', birthDate: '1990-04-10' },
  impossible: { nationalCode: '0093849378', birthDate: '1990-04-10' },
} as const
type Case = keyof typeof cases
const names = Object.keys(cases) as Case[]
const recover = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${central.url}/v1/tracking-codes/recover`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
const messages = async () =>
  (await central.pool.query<{ mobile: string; kind: string; body: string }>('SELECT * FROM messages')).rows

test('sends the code to the registered mobile, and only when the two fit', async () => {
  for (const name of names) expect((await recover(cases[name])).status).toBe(200)
  const sent = await messages()
  expect(sent).toMatchObject([{ mobile: registered.mobile, kind: 'tracking_code_recovered' }])
  expect(sent[0]?.body).toContain('0123456789')
})

test('answers all alike, to the byte', async () => {
  const answers = await Promise.all(
    names.map(async (name) => {
      const answer = await recover(cases[name])
      const headers = [...answer.headers].filter(([header]) => header !== 'date')
      return JSON.stringify([answer.status, headers, await answer.text()])
    }),
  )
  expect(new Set(answers).size).toBe(1)
  expect(answers[0]).toContain('{\\"requested\\":true,\\"trackingCode\\":null}')
})

test('the clerk who has the person before them is told the code, when the two fit', async () => {
  const device = await CentralDevice.activate(central.url, central.demo?.activationCode ?? '')
  const authorization = `Bearer ${await device.token()}`
  const told = async (name: Case) => (await recover(cases[name], { authorization })).json()
  expect(await told('right')).toEqual({ requested: true, trackingCode: '0123456789' })
  expect(await told('wrong')).toEqual({ requested: true, trackingCode: null })
  expect(await told('unknown')).toEqual({ requested: true, trackingCode: null })
  // A token that is no good says so, and does not pass for a citizen.
  expect((await recover(cases.right, { authorization: 'Bearer x' })).status).toBe(401)
})

test('the live registration counts, not one that is over; without a live one the last', async () => {
  const nationalCode = nationalCodeOf('812345678')
  const once = (trackingCode: string, registeredAt: string, live: boolean) =>
    insertRegistration(central.pool, { nationalCode }, { trackingCode, registeredAt, live })
  await once('8000000001', '2026-01-01T08:00:00.000Z', false)
  await once('8000000002', '2026-02-01T08:00:00.000Z', false)
  await recover({ ...known, nationalCode })
  expect((await messages())[0]?.body).toContain('8000000002')
  await central.pool.query('DELETE FROM messages')
  await once('8000000003', '2025-12-01T08:00:00.000Z', true)
  await recover({ ...known, nationalCode })
  expect((await messages())[0]?.body).toContain('8000000003')
})

test.each(['/v1/tracking-codes/recover', '/v1/status'])(
  '%s asks the database the same questions, whoever is meant',
  async (path) => {
    const asked = async (body: unknown) => {
      const statements: string[] = []
      const original = pg.Client.prototype.query
      const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
        this: pg.Client,
        ...args: unknown[]
      ) {
        const [first] = args
        statements.push(typeof first === 'string' ? first : (first as { text: string }).text)
        return Reflect.apply(original, this, args)
      } as typeof original)
      try {
        await fetch(`${central.url}${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
      } finally {
        spy.mockRestore()
      }
      return statements
    }
    const codes = { right: '0123456789', wrong: '0123456780', unknown: '0123456789', impossible: 'x' }
    const of = (name: Case) =>
      asked(path === '/v1/status' ? { ...cases[name], trackingCode: codes[name] } : cases[name])
    const unknown = await of('unknown')
    expect(unknown.length).toBeGreaterThan(0)
    expect(await of('wrong')).toEqual(unknown)
    expect(await of('impossible')).toEqual(unknown)
    // A right recovery is to be seen no more than a wrong one; a right look-up is told anyway.
    if (path !== '/v1/status') expect(await of('right')).toEqual(unknown)
  },
)

test('answers all in the same time', async () => {
  const times = new Map<string, number[]>()
  const measured = async (name: string, path: string, body: unknown) => {
    const begun = performance.now()
    const answer = await fetch(`${central.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    await answer.arrayBuffer()
    times.set(name, [...(times.get(name) ?? []), performance.now() - begun])
  }
  const looked = { wrong: '0123456780', unknown: '0123456789' }
  const measureAll = async () => {
    times.clear()
    for (let round = 0; round < 150; round += 1) {
      // By turns, so that what else the machine does falls on all of them.
      for (const name of round % 2 === 0 ? names : names.toReversed()) {
        await measured(`recover ${name}`, '/v1/tracking-codes/recover', cases[name])
      }
      for (const name of ['wrong', 'unknown'] as const) {
        await measured(`status ${name}`, '/v1/status', { ...cases[name], trackingCode: looked[name] })
      }
    }
  }
  const median = (name: string) => (times.get(name) ?? []).toSorted((a, b) => a - b)[75] ?? 0
  const apart = (of: string, among: string[]) => {
    const medians = among.map((name) => median(`${of} ${name}`))
    return Math.max(...medians) / Math.min(...medians)
  }
  const farthest = () => Math.max(apart('recover', names), apart('status', ['wrong', 'unknown']))
  // A busy machine may spoil one sample; what gives people away would be in every one.
  await measureAll()
  for (let again = 0; again < 2 && farthest() >= 1.6; again += 1) await measureAll()
  expect(farthest()).toBeLessThan(1.6)
})
