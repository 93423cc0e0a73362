import { connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { JsonSchema } from '#tests/support/schema-arbitrary.ts'
import type { Endpoint } from './described-api.ts'
import { FuzzedCentral } from './fuzzed-central.ts'
import { brokenRequest, fittingRequest, runs } from './requests.ts'

/**
 * Every endpoint of the central system, as the running one describes itself, with requests that break that description:
 * never a 5xx, always a problem document of a described status and code, and nothing changed.
 */
const fuzzed = await FuzzedCentral.start()
const { central, api } = fuzzed
afterAll(() => fuzzed.close())

/** The part of a body that is refused as a whole: an event that is wrong by itself is recorded instead. */
function refusedAsAWhole({ name, body }: Endpoint): JsonSchema | null {
  if (name !== 'POST /v1/office/events' || !body) return body
  const { events = {}, ...rest } = body.properties ?? {}
  return { ...body, properties: { ...rest, events: { ...events, items: {} } } }
}

test('the description names what offices and citizens use, and there are bodies and parameters to break', () => {
  expect(api.endpoints.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['POST /v1/devices/activate', 'GET /v1/office/changes', 'POST /v1/office/events']),
  )
  expect(api.endpoints.filter(({ body }) => body !== null).length).toBeGreaterThanOrEqual(3)
})

const breakable = api.endpoints.flatMap((endpoint) => {
  const broken = brokenRequest(api, endpoint, refusedAsAWhole(endpoint))
  return broken ? [{ ...endpoint, broken }] : []
})

test.each(breakable)('$name refuses what breaks its schema', async ({ broken, ...endpoint }) => {
  await fuzzed.unchanged(() =>
    fc.assert(
      fc.asyncProperty(broken, async (request) => {
        await fuzzed.expectProblem(endpoint, await fuzzed.send(endpoint, request))
      }),
      runs(120),
    ),
  )
})

test.each(api.endpoints.filter(({ body }) => body !== null))(
  '$name refuses bytes that are no JSON, whatever they are called',
  async (endpoint) => {
    const types = fc.constantFrom(
      'application/json',
      'application/json; charset=utf-16',
      'application/x-www-form-urlencoded',
      'application/xml',
      'text/plain',
      'multipart/form-data; boundary=x',
      'x/y',
      '',
    )
    const encodings = fc.constantFrom('gzip', 'br', 'identity', 'x', '')
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 })
    const request = fc.record({ usual: fittingRequest(endpoint), bytes, type: types, encoding: encodings })
    await fuzzed.unchanged(() =>
      fc.assert(
        fc.asyncProperty(request, async ({ usual, bytes, type, encoding }) => {
          const response = await fuzzed.send(endpoint, {
            target: usual.target,
            headers: {
              ...(type === '' ? {} : { 'content-type': type }),
              ...(encoding === '' ? {} : { 'content-encoding': encoding }),
            },
            body: new Uint8Array(bytes),
          })
          await fuzzed.expectProblem(endpoint, response)
        }),
        runs(80),
      ),
    )
  },
)

test.each(api.endpoints.filter(({ needsToken }) => needsToken))(
  '$name is shut without a token',
  async (endpoint) => {
    const authorizations = fc.oneof(
      fc.constant(''),
      fc.base64String().map((text) => `Bearer ${text}`),
      fc.tuple(fc.base64String(), fc.base64String()).map(([a, b]) => `Bearer eyJhbGciOiJIUzI1NiJ9.${a}.${b}`),
      fc.constantFrom('Bearer', 'Basic eDp5', `Bearer ${'a'.repeat(3000)}`),
    )
    await fuzzed.unchanged(() =>
      fc.assert(
        fc.asyncProperty(fittingRequest(endpoint), authorizations, async (request, authorization) => {
          const headers = { ...request.headers, authorization }
          const response = await fuzzed.send(endpoint, { ...request, headers })
          expect(response.status).toBe(401)
          await fuzzed.expectProblem(endpoint, response)
        }),
        runs(40),
      ),
    )
  },
)

test('addresses and methods that do not exist are not found', async () => {
  const exists = (method: string, path: string) =>
    api.endpoints.some(
      (endpoint) =>
        endpoint.method === method &&
        new RegExp(`^${endpoint.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
    )
  const known = api.endpoints.map(({ path }) =>
    path.replace(/\{\w+\}/g, '0195e000-0072-7104-8000-000000000001'),
  )
  await fuzzed.unchanged(() =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'),
        fc.oneof(
          fc.webPath(),
          fc.constantFrom(...known),
          fc.constantFrom(
            '/v1',
            '/v1/token/',
            '/v1/office',
            '/V1/TOKEN',
            '//v1//token',
            '/%',
            '/v1/%zz/slots',
          ),
        ),
        async (method, path) => {
          fc.pre(!exists(method, path.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1')))
          const response = await fetch(`${central.url}${path}`, { method })
          const text = await response.text()
          expect(response.status, text).toBeGreaterThanOrEqual(400)
          expect(response.status, text).toBeLessThan(500)
          expect(JSON.parse(text)).toMatchObject({ status: response.status, code: expect.any(String) })
        },
      ),
      runs(150),
    ),
  )
})

test('bytes that are no HTTP are answered with a problem document or with silence', async () => {
  const { hostname, port } = new URL(central.url)
  const talk = (bytes: Uint8Array | string) =>
    new Promise<string>((resolve) => {
      let answer = ''
      const socket = connect(Number(port), hostname, () => socket.end(bytes))
      socket.setEncoding('utf8').on('data', (text: string) => {
        answer += text
      })
      socket.on('error', () => {}).on('close', () => resolve(answer))
    })
  const nonsense = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 300 }),
    fc.constantFrom(
      'GET / HTTP/9.9\r\n\r\n',
      'GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\nContent-Length: -1\r\n\r\n',
      'POST /v1/token HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nabc',
      `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
      'POST /v1/token HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"a":',
    ),
  )
  await fuzzed.unchanged(() =>
    fc.assert(
      fc.asyncProperty(nonsense, async (bytes) => {
        const answer = await talk(bytes)
        if (answer !== '')
          expect(answer).toMatch(/^HTTP\/1\.1 4\d\d [\s\S]*application\/problem\+json[\s\S]*"code":"/)
      }),
      runs(60),
    ),
  )
  expect((await fetch(`${central.url}/healthz`)).status).toBe(200)
})

test('none of this was a failure of the server, and no person is in its log', () => fuzzed.expectQuietLog())
