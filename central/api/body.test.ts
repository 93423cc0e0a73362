import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CentralDevice } from '#tests/support/central-device.ts'
import { startTestCentral, type TestCentral } from '#tests/support/postgres.ts'
import { acceptsGzip, bodyLimits } from './body.ts'

let central: TestCentral
let device: CentralDevice
beforeAll(async () => {
  central = await startTestCentral({ seed: 'demo' })
  device = await CentralDevice.activate(central.url, central.demo?.activationCode ?? '')
})
afterAll(() => central.close())

const send = (body: BodyInit, headers: Record<string, string>) =>
  device.fetch('/v1/office/events', { method: 'POST', headers, body })
/** 200 KB of gzip that are 200 MB of spaces. */
const bomb = new Uint8Array(gzipSync(Buffer.alloc(200 * 1024 * 1024, ' ')))
const json = { 'content-type': 'application/json' }
const zipped = { ...json, 'content-encoding': 'gzip' }

test.each<[string, number, () => Promise<Response>]>([
  ['a plain body beyond the limit', 413, () => send(' '.repeat(bodyLimits.plain + 1), json)],
  ['a compressed body beyond the limit', 413, () => send(new Uint8Array(bodyLimits.compressed + 1), zipped)],
  ['a small body that unpacks beyond the limit', 413, () => send(bomb, zipped)],
  ['gzip that is none', 400, () => send('{"events":[]}', zipped)],
  [
    'gzip that is cut short',
    400,
    () => send(new Uint8Array(gzipSync('{"events":[]}').subarray(0, 15)), zipped),
  ],
  ['another encoding', 415, () => send('{}', { ...json, 'content-encoding': 'br' })],
  ['another type', 415, () => send('<a/>', { 'content-type': 'application/xml' })],
  ['no type', 415, () => send(new Uint8Array([1, 2]), {})],
  ['JSON that is none', 400, () => send('{"events":', json)],
  ['nothing', 400, () => send('', json)],
])('%s answers %i, as a problem document', async (_what, status, request) => {
  const before = process.memoryUsage().arrayBuffers
  const response = await request()
  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(await response.json()).toMatchObject({ status })
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024)
})

test.each([
  ['gzip', true],
  ['br, GZIP;q=0.5', true],
  ['*', true],
  ['gzip;q=0, *', false],
  ['identity', false],
  ['br', false],
  ['', false],
])('Accept-Encoding %j takes gzip: %s', (header, accepted) => {
  expect(acceptsGzip(header)).toBe(accepted)
})
