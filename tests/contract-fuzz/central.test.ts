import { createHash, randomUUID } from 'node:crypto'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { problemSchema, pushAnswerSchema } from '#shared/contract/central.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import { appointmentEventSchema, dayEventSchema } from '#shared/domain/event.ts'
import { CentralDevice } from '#tests/support/central-device.ts'
import { appointmentsIn, checkIn, documents, reception, supervisor } from '#tests/support/central-visits.ts'
import { startTestCentral, type TestCentral, testInstant } from '#tests/support/postgres.ts'
import type { JsonSchema, Known } from '#tests/support/schema-arbitrary.ts'
import { breaking, fitting, roughText } from '#tests/support/schema-arbitrary.ts'

/**
 * Every endpoint of the central system with input that breaks its schema or the rules of the field. The inputs are made
 * from the OpenAPI document that the server itself gives out: never a 5xx, always a problem document that the document
 * names, and nothing changed.
 */
type Media = Record<string, { schema?: JsonSchema }>
type Operation = {
  parameters?: { name: string; in: string; schema: JsonSchema }[]
  requestBody?: { content: Media }
  responses: Record<string, { content?: Media }>
}
type Endpoint = { method: string; path: string; operation: Operation; device: boolean }

const endpointNames = [
  'POST /v1/devices/activate',
  'POST /v1/token',
  'GET /v1/office/changes',
  'GET /v1/office/changes/stream',
  'POST /v1/office/events',
  'GET /healthz',
  'GET /readyz',
] as const
/** What Fastify answers before the contract is reached. */
const codesBeforeTheContract = ['NOT_FOUND', 'PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE', 'BAD_REQUEST']

let central: TestCentral
let device: CentralDevice
let appointments: Appointment[]
let endpoints: Map<string, Endpoint>
const log: string[] = []
const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)

beforeAll(async () => {
  central = await startTestCentral({ seed: 'demo', log: (message) => log.push(message) })
  device = await CentralDevice.activate(central.url, central.demo?.activationCode ?? '')
  await device.token()
  appointments = appointmentsIn((await device.pull()).changes)
  const document = (await (await fetch(`${central.url}/v1/openapi.json`)).json()) as {
    paths: Record<string, Record<string, Operation & { security?: unknown }>>
    components: { schemas: Record<string, object> }
  }
  ajv.addSchema({ $id: 'doc', components: document.components })
  endpoints = new Map(
    Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => [
        `${method.toUpperCase()} ${path}`,
        { method: method.toUpperCase(), path, operation, device: operation.security !== undefined },
      ]),
    ),
  )
})
afterAll(() => central.close())

function endpoint(name: string): Endpoint {
  const found = endpoints.get(name)
  if (!found) throw new Error(`the document does not have ${name}`)
  return found
}
const bodySchema = (name: string): JsonSchema => {
  const schema = endpoint(name).operation.requestBody?.content['application/json']?.schema
  if (!schema) throw new Error(`${name} takes no JSON`)
  return schema
}

/** A digest of everything that the system keeps. */
async function stateOfEverything(): Promise<string> {
  const tables = [
    'offices',
    'office_revisions',
    'office_users',
    'devices',
    'activation_codes',
    'used_assertions',
    'server_keys',
    'appointments',
    'office_events',
    'rejected_events',
    'office_days',
  ]
  const digest = createHash('sha256')
  for (const table of tables) {
    const { rows } = await central.pool.query<{ all: string }>(
      `SELECT coalesce(string_agg(md5(t::text), '' ORDER BY t::text), '') AS all FROM ${table} t`,
    )
    digest.update(`${table} ${rows[0]?.all}\n`)
  }
  return digest.digest('hex')
}

async function unchanged(work: () => Promise<void>): Promise<void> {
  const before = await stateOfEverything()
  await work()
  expect(await stateOfEverything()).toBe(before)
}

async function send(name: string, body: unknown, query = ''): Promise<Response> {
  const { method, path, device: needsToken } = endpoint(name)
  const init: RequestInit & { headers: Record<string, string> } = {
    method,
    headers: method === 'POST' ? { 'content-type': 'application/json' } : {},
    ...(method === 'POST' ? { body: typeof body === 'string' ? body : JSON.stringify(body ?? null) } : {}),
  }
  return needsToken ? device.fetch(`${path}${query}`, init) : fetch(`${central.url}${path}${query}`, init)
}

/** The answer to bad input: a problem document, of a status and a code that the endpoint's description has. */
async function expectProblem(name: string, response: Response): Promise<void> {
  const text = await response.text()
  expect([response.status, text]).toSatisfy(([status]) => status >= 400 && status < 500)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  const problem = problemSchema.strict().parse(JSON.parse(text))
  expect(problem.status).toBe(response.status)
  const described = JSON.stringify(endpoint(name).operation.responses[String(response.status)] ?? {})
  if (!codesBeforeTheContract.includes(problem.code)) expect(described).toContain(`"${problem.code}"`)
  expect(text).not.toMatch(/node_modules|\.ts\b|at \w+ \(|postgres|SELECT|INSERT/)
}

/** A success is what the description promises. */
async function expectDescribed(name: string, response: Response): Promise<unknown> {
  const schema =
    endpoint(name).operation.responses[String(response.status)]?.content?.['application/json']?.schema
  expect(schema, `${name} ${response.status} is described`).toBeDefined()
  const body: unknown = await response.json()
  const valid = ajv.validate(schema ?? {}, body)
  expect(ajv.errors ?? []).toEqual([])
  expect(valid).toBe(true)
  return body
}

/** What is random stays the same in every run. */
const runs = (numRuns: number) => ({ numRuns, seed: 14_050_901 })

/** Guessing is slowed down; here it is not the subject. */
async function withoutLimit<T>(work: () => Promise<T>): Promise<T> {
  const { FailureLimit } = await import('#central/auth/failure-limit.ts')
  const original = FailureLimit.prototype.recordFailure
  FailureLimit.prototype.recordFailure = () => {}
  try {
    return await work()
  } finally {
    FailureLimit.prototype.recordFailure = original
  }
}

test('the document has the endpoints that are tried here, and no other', () => {
  expect([...endpoints.keys()].sort()).toEqual([...endpointNames].sort())
})

describe.each(['POST /v1/devices/activate', 'POST /v1/token', 'POST /v1/office/events'])('%s', (name) => {
  test('refuses what breaks its schema', async () => {
    const schema = bodySchema(name)
    const validate = ajv.compile(schema)
    await withoutLimit(() =>
      unchanged(async () => {
        await fc.assert(
          fc.asyncProperty(breaking(schema), async (body) => {
            fc.pre(!validate(body))
            await expectProblem(name, await send(name, body))
          }),
          runs(150),
        )
      }),
    )
  })

  test('refuses bytes that are no JSON, whatever they are called', async () => {
    const { path } = endpoint(name)
    const types = [
      'application/json',
      'application/xml',
      'text/plain',
      'multipart/form-data; boundary=x',
      'x/y',
      '',
    ]
    await withoutLimit(() =>
      unchanged(async () => {
        await fc.assert(
          fc.asyncProperty(
            fc.uint8Array({ minLength: 1, maxLength: 200 }),
            fc.constantFrom(...types),
            fc.constantFrom('gzip', 'br', 'identity', 'x', ''),
            async (bytes, type, encoding) => {
              const response = await fetch(`${central.url}${path}`, {
                method: 'POST',
                headers: {
                  authorization: `Bearer ${await device.token()}`,
                  ...(type === '' ? {} : { 'content-type': type }),
                  ...(encoding === '' ? {} : { 'content-encoding': encoding }),
                },
                body: new Uint8Array(bytes),
              })
              await expectProblem(name, response)
            },
          ),
          runs(100),
        )
      }),
    )
  })
})

test('activation and token refuse what fits the schema and is not so', async () => {
  await withoutLimit(() =>
    unchanged(async () => {
      for (const name of ['POST /v1/devices/activate', 'POST /v1/token']) {
        const key: Known = {
          x: fc.constantFrom(Buffer.alloc(32, 3).toString('base64url'), 'x'.repeat(43), ''),
          client_assertion: fc.oneof(
            fc.tuple(fc.base64String(), fc.base64String(), fc.base64String()).map((parts) => parts.join('.')),
            fc
              .record({
                iss: fc.constant(device.deviceId),
                sub: fc.constant(device.deviceId),
                jti: roughText,
                exp: fc.integer(),
              })
              .map((claims) =>
                ['{"alg":"EdDSA"}', JSON.stringify(claims), 'x']
                  .map((part) => Buffer.from(part).toString('base64url'))
                  .join('.'),
              ),
          ),
        }
        await fc.assert(
          fc.asyncProperty(fitting(bodySchema(name), key), async (body) => {
            await expectProblem(name, await send(name, body))
          }),
          runs(120),
        )
      }
    }),
  )
})

test('GET /v1/office/changes answers any query with a page or a problem, and changes nothing', async () => {
  const name = 'GET /v1/office/changes'
  const { cursor } = await device.page(undefined, 3)
  const cursors = fc.oneof(
    fc.constant(cursor),
    roughText,
    fc.constantFrom('', '0.0.AAAAAAAAAAAA', cursor.slice(1), `${cursor}x`, 'x'.repeat(300)),
  )
  const limits = fc.oneof(
    fc.integer({ min: -3, max: 20 }).map(String),
    fc.constantFrom('', 'many', '1e3', '1001', '0x10', '۱۰', '5.5', 'NaN', ' 7 '),
  )
  await unchanged(async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.option(cursors, { nil: undefined }),
        fc.option(limits, { nil: undefined }),
        fc.option(roughText, { nil: undefined }),
        async (from, limit, other) => {
          const query = new URLSearchParams()
          if (from !== undefined) query.append('cursor', from)
          if (limit !== undefined) query.append('limit', limit)
          if (other !== undefined) query.append(other, other)
          const response = await send(name, undefined, `?${query}`)
          if (response.ok) await expectDescribed(name, response)
          else await expectProblem(name, response)
        },
      ),
      runs(150),
    )
  })
})

test.each(endpointNames.filter((name) => name.includes('/office/')))(
  '%s is shut without a token',
  async (name) => {
    const { method, path } = endpoint(name)
    await unchanged(async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(
            fc.constant(undefined),
            fc.base64String().map((text) => `Bearer ${text}`),
            fc
              .tuple(fc.base64String(), fc.base64String())
              .map(([a, b]) => `Bearer eyJhbGciOiJIUzI1NiJ9.${a}.${b}`),
            fc.constantFrom('Bearer', 'Basic eDp5', `Bearer ${'a'.repeat(3000)}`),
          ),
          async (authorization) => {
            const response = await fetch(`${central.url}${path}`, {
              method,
              headers: {
                ...(authorization === undefined ? {} : { authorization }),
                ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
              },
              ...(method === 'POST' ? { body: '{"events":[{}]}' } : {}),
            })
            expect(response.status).toBe(401)
            await expectProblem(name, response)
          },
        ),
        runs(40),
      )
    })
  },
)

test('addresses and methods that do not exist are not found', async () => {
  await unchanged(async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'),
        fc.oneof(
          fc.webPath(),
          fc.constantFrom('/v1', '/v1/token/', '/v1/office', '/V1/TOKEN', '//v1//token'),
        ),
        async (method, path) => {
          fc.pre(!endpoints.has(`${method} ${path.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1')}`))
          const response = await fetch(`${central.url}${path}`, { method })
          expect(response.status).toBeGreaterThanOrEqual(400)
          expect(response.status).toBeLessThan(500)
          problemSchema.parse(await response.json())
        },
      ),
      runs(120),
    )
  })
})

describe('POST /v1/office/events with events that have their place', () => {
  const name = 'POST /v1/office/events'
  const own = new Set(['deviceSeq', 'previousHash', 'deviceId'])
  const eventSchemas = [appointmentEventSchema, dayEventSchema].map((schema) =>
    z.toJSONSchema(schema, { io: 'input' }),
  ) as JsonSchema[]

  const known = (): Known => ({
    officeId: fc.constant(device.officeId),
    appointmentId: fc.constantFrom(...appointments.slice(0, 12).map(({ id }) => id), null),
    actor: fc.constantFrom(reception, documents, supervisor, { kind: 'central' }),
    deviceTime: fc.constantFrom(testInstant, '2026-11-22T11:00:00.000Z', '0000-01-01T00:00:00.000Z'),
    clockOffsetMs: fc.constantFrom(0, -1, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER),
    baseRevision: fc.constantFrom(0, 1_000_000),
    item: fc.constantFrom('postal_code', 'birth_certificate_original', 'nothing'),
    reasonCode: fc.constantFrom('not_given', 'no_photo', null),
    date: fc.constantFrom('2026-11-22', '0000-01-01', '9999-12-31', '2026-02-30'),
    predecessorId: fc.constant(null),
  })

  test('records each with a result; rows change only by what was applied, and hold together', async () => {
    const wild = fc.oneof(...eventSchemas.map((schema) => fitting(schema, known())))
    // Two in three are by a supervisor of the office and of today, so that the rule book itself is reached.
    const events = fc
      .tuple(wild, fc.nat(2), fc.constantFrom(...appointments.slice(0, 12)))
      .map(([event, third, { id }]) => {
        const content = event as Record<string, unknown>
        if (third === 0) return content
        return {
          ...content,
          ...(content.appointmentId === null ? {} : { appointmentId: id }),
          officeId: device.officeId,
          actor: supervisor,
          deviceTime: testInstant,
          clockOffsetMs: 0,
        }
      })
    let applied = 0
    let rejected = 0
    await fc.assert(
      fc.asyncProperty(fc.array(events, { minLength: 1, maxLength: 12 }), async (batch) => {
        // Numbered and chained as the device would have done; all else is random.
        const placed = batch.map((event) => {
          const rest = Object.entries(event).filter(([key]) => !own.has(key))
          return device.writeAsIs({ ...Object.fromEntries(rest), id: randomUUID() })
        })
        const before = await rows()
        const response = await send(name, { events: placed })
        expect(response.status).toBe(200)
        const answer = pushAnswerSchema.parse(await expectDescribed(name, response))
        expect(answer.results.map(({ id }) => id)).toEqual(placed.map(({ id }) => id))
        expect(answer.expectedSeq).toBeUndefined()
        const touched = new Set<unknown>()
        for (const [index, { status }] of answer.results.entries()) {
          if (status === 'applied') touched.add(placed[index]?.appointmentId)
          if (status === 'applied') applied += 1
          else rejected += 1
        }
        for (const [id, row] of await rows()) if (!touched.has(id)) expect(row).toBe(before.get(id))
      }),
      runs(60),
    )
    expect(applied).toBeGreaterThan(20)
    expect(rejected).toBeGreaterThan(100)

    const { rows: gaps } = await central.pool.query<{ newest: number; counter: number }>(
      `SELECT max(revision) AS newest, (SELECT revision FROM office_revisions) AS counter
       FROM (SELECT revision FROM office_events UNION SELECT revision FROM appointments
             UNION SELECT revision FROM office_users UNION SELECT revision FROM offices) r`,
    )
    expect(gaps[0]?.newest).toBe(gaps[0]?.counter)
    const { rows: torn } = await central.pool.query(
      `SELECT id FROM appointments WHERE body->>'state' <> state OR (body->>'revision')::bigint <> revision
         OR body->>'id' <> id::text OR (body->>'queueNumber')::bigint IS DISTINCT FROM queue_number`,
    )
    expect(torn).toEqual([])
  })

  async function rows(): Promise<Map<string, string>> {
    const { rows: all } = await central.pool.query<{ id: string; text: string }>(
      'SELECT id, a::text AS text FROM appointments a',
    )
    return new Map(all.map(({ id, text }) => [id, text]))
  }
})

test('what succeeds answers as described', async () => {
  const other = await CentralDevice.activate(central.url, await newCode())
  const [appointment] = appointmentsIn((await other.pull()).changes).filter(({ state }) => state === 'booked')
  if (!appointment) throw new Error('the demonstration has booked appointments')
  await expectDescribed('GET /healthz', await send('GET /healthz', undefined))
  await expectDescribed('GET /readyz', await send('GET /readyz', undefined))
  const now = Math.floor(Date.parse(testInstant) / 1000)
  await expectDescribed('POST /v1/token', await other.requestToken(await other.assertion(now)))
  const key = Buffer.alloc(32, 9).toString('base64url')
  const activation = {
    activationCode: await newCode(),
    publicKey: { kty: 'OKP', crv: 'Ed25519', x: key },
    deviceName: 'باجه',
  }
  await expectDescribed('POST /v1/devices/activate', await send('POST /v1/devices/activate', activation))
  const arrival = checkIn(other, appointment)
  await expectDescribed('POST /v1/office/events', await other.pushRaw([arrival]))
  await expectDescribed('POST /v1/office/events', await other.pushRaw([arrival]))
  other.seq += 5
  await expectDescribed('POST /v1/office/events', await other.pushRaw([checkIn(other, appointment)]))
  await expectDescribed('GET /v1/office/changes', await other.fetch('/v1/office/changes'))
})

async function newCode(): Promise<string> {
  const answer = await fetch(`${central.url}/demo/activation-codes`, { method: 'POST' })
  return ((await answer.json()) as { activationCode: string }).activationCode
}

test('none of this was a failure of the server, and no person is in its log', () => {
  expect(log.length).toBeGreaterThan(0)
  expect(log.filter((line) => line.includes('failure'))).toEqual([])
  const text = log.join('\n')
  expect(text).not.toMatch(/[\u0600-\u06ff]/)
  for (const { applicant } of appointments) expect(text).not.toContain(applicant.nationalCode)
})
