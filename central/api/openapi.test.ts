import { traverseContractProcedures } from '@orpc/server'
import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { centralContract, problemSchema } from '#shared/contract/central.ts'
import { createTestDatabase, startTestCentral, type TestCentral } from '#tests/support/postgres.ts'

type Operation = {
  security?: unknown
  responses: Record<string, { content?: Record<string, { schema: object }> }>
}
type Document = { openapi: string; paths: Record<string, Record<string, Operation>> }

let central: TestCentral
let document: Document
beforeAll(async () => {
  central = await startTestCentral()
  const response = await fetch(`${central.url}/v1/openapi.json`)
  expect(response.status).toBe(200)
  document = (await response.json()) as Document
})
afterAll(() => central.close())

test('the document is valid OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document))
  expect(errors ?? []).toEqual([])
  expect(valid).toBe(true)
  expect(document.openapi).toMatch(/^3\.1\./)
})

test('it has every endpoint of the contract, and no other', () => {
  const contracted: string[] = []
  traverseContractProcedures({ router: centralContract, path: [] }, ({ contract }) => {
    const { method, path } = contract['~orpc'].route
    contracted.push(`${method?.toLowerCase()} ${path}`)
  })
  const described = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method} ${path}`),
  )
  expect(described.sort()).toEqual(contracted.sort())
})

test('errors are problem documents that name their codes; what devices use asks for a token', () => {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const operation of Object.values(item)) {
      const errors = Object.entries(operation.responses).filter(([status]) => Number(status) >= 400)
      expect(errors.length).toBeGreaterThan(0)
      for (const [, response] of errors) {
        expect(Object.keys(response.content ?? {})).toEqual(['application/problem+json'])
        expect(JSON.stringify(response.content)).toContain('"enum":["')
      }
      expect(operation.security !== undefined).toBe(path.startsWith('/v1/office/'))
    }
  }
})

test.each([
  ['/v1/registrations', '422', ['fields', 'reason']],
  ['/v1/appointments', '409', ['bookableFrom']],
  ['/v1/status', '429', ['retryAfterSeconds']],
  ['/v1/token', '429', ['retryAfterSeconds']],
])(
  'the problems of %s with status %s are described with what they say beside their code',
  (path, status, members) => {
    const described = JSON.stringify(document.paths[path]?.post?.responses[status]?.content)
    for (const member of members) expect(described).toContain(`"${member}"`)
  },
)

test.each([
  ['GET', '/v1/offices/nowhere', 404],
  ['DELETE', '/v1/office/events', 404],
  ['POST', '/healthz', 404],
  ['GET', '/', 404],
  ['GET', '/v1/../../etc/passwd', 404],
  ['GET', '/%00', 404],
  ['GET', '/%E0%A4%A', 400],
])('%s %s answers %i with a problem document', async (method, path, status) => {
  const response = await fetch(`${central.url}${path}`, { method })
  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  problemSchema.strict().parse(await response.json())
})

test('nothing says what the server is made of', async () => {
  for (const path of ['/healthz', '/nowhere', '/metrics', '/v1/openapi.json']) {
    const { headers } = await fetch(`${central.url}${path}`)
    expect(headers.get('server')).toBeNull()
    expect(headers.get('x-powered-by')).toBeNull()
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  }
})

test('without its database the server lives, but is not ready', async () => {
  const database = await createTestDatabase()
  const lonely = await startTestCentral({ databaseUrl: database.url })
  try {
    expect((await fetch(`${lonely.url}/readyz`)).status).toBe(200)
    await database.drop()
    await expect.poll(async () => (await fetch(`${lonely.url}/readyz`)).status, { timeout: 20_000 }).toBe(503)
    const answer = await fetch(`${lonely.url}/readyz`)
    expect(await answer.json()).toMatchObject({ code: 'NOT_READY', status: 503 })
    expect((await fetch(`${lonely.url}/healthz`)).status).toBe(200)
    const failed = await fetch(`${lonely.url}/v1/devices/activate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        activationCode: 'ABCD-EFGH',
        publicKey: { kty: 'OKP', crv: 'Ed25519', x: Buffer.alloc(32, 1).toString('base64url') },
        deviceName: 'x',
      }),
    })
    expect(failed.status).toBe(500)
    expect(await failed.json()).toEqual({
      type: 'urn:pishkhan:problem:internal-server-error',
      title: 'The server failed; try again later.',
      status: 500,
      code: 'INTERNAL_SERVER_ERROR',
    })
  } finally {
    await lonely.close()
  }
})
