import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpsRequest } from 'node:https'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCertificate } from '#tests/support/certificate.ts'
import { startTestCentral, type TestCentral } from '#tests/support/postgres.ts'
import { startProgram } from '#tests/support/program.ts'
import { bodyLimits } from './body.ts'

let central: TestCentral
beforeAll(async () => {
  central = await startTestCentral({
    seed: 'demo',
    connections: { headersMs: 300, requestMs: 600, lookEveryMs: 50, connections: 40 },
  })
})
afterAll(() => central?.close())

async function open(): Promise<Socket> {
  const { hostname, port } = new URL(central.url)
  const socket = connect(Number(port), hostname)
  socket.setNoDelay(true)
  await once(socket, 'connect')
  return socket
}

/** What comes back until the server ends the connection. */
async function answerOf(socket: Socket): Promise<string> {
  let text = ''
  socket.setEncoding('utf8').on('data', (part: string) => {
    text += part
  })
  socket.on('error', () => undefined)
  await once(socket, 'close')
  return text
}

describe('a client that takes its time', () => {
  test.each([
    ['with its headers', 'GET /v1/offices HTTP/1.1\r\nHost: x\r\n', 'X-Slow: 1\r\n'],
    [
      'with its body',
      'POST /v1/status HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n',
      ' ',
    ],
  ])('%s is answered 408 and let go, however steadily it drips', async (_what, head, drop) => {
    const socket = await open()
    const answer = answerOf(socket)
    socket.write(head)
    const dripping = setInterval(() => socket.writable && socket.write(drop), 20)
    const text = await answer
    clearInterval(dripping)
    expect(text).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/)
    expect(text).toContain('"code":"REQUEST_TIMEOUT"')
  })

  test('that only connects is let go, too', async () => {
    const socket = await open()
    expect(await answerOf(socket)).toMatch(/^$|^HTTP\/1\.1 408 /)
  })

  test('and many of them keep nobody else out, who comes after they are gone', async () => {
    const slow = await Promise.all(Array.from({ length: 60 }, () => open().catch(() => null)))
    for (const socket of slow) {
      socket?.on('error', () => undefined)
      socket?.write('GET / HTTP/1.1\r\n')
    }
    const answered = async () =>
      fetch(`${central.url}/healthz`).then(
        ({ status }) => status,
        () => 0,
      )
    await expect.poll(answered, { timeout: 20_000 }).toBe(200)
    for (const socket of slow) socket?.destroy()
  })
})

describe('what is too large', () => {
  const json = { 'content-type': 'application/json' }
  test.each<[string, number, string, Record<string, string>, Buffer | string]>([
    ['a body', 413, '/v1/registrations', json, ' '.repeat(bodyLimits.usual + 1)],
    [
      'a form',
      413,
      '/v1/token',
      { 'content-type': 'application/x-www-form-urlencoded' },
      'a='.padEnd(70_000, 'x'),
    ],
    [
      'what a small body unpacks to',
      413,
      '/v1/status',
      { ...json, 'content-encoding': 'gzip' },
      gzipSync(Buffer.alloc(50 * 1024 * 1024)),
    ],
    ['the headers', 431, '/v1/status', { ...json, 'x-much': 'x'.repeat(20_000) }, '{}'],
  ])('%s is refused with %i', async (_what, status, path, headers, body) => {
    const answer = await fetch(`${central.url}${path}`, {
      method: 'POST',
      headers,
      body: typeof body === 'string' ? body : new Uint8Array(body),
    })
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ status })
  })

  test('a batch of events may be larger, so its limit is its own', async () => {
    const answer = await fetch(`${central.url}/v1/office/events`, {
      method: 'POST',
      headers: json,
      body: ' '.repeat(bodyLimits.usual + 1),
    })
    expect(answer.status).not.toBe(413)
  })
})

describe('what an answer gives away', () => {
  test.each<[string, string, RequestInit]>([
    ['an answer', '/healthz', {}],
    ['something that is not there', '/none', {}],
    ['the interface', '/v1/openapi.json', {}],
    ['a way out', '/..%2f..%2fetc/passwd', {}],
    ['an address that cannot be read', '/%ff', {}],
    ['no JSON', '/v1/status', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' }],
    [
      'a prototype',
      '/v1/status',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"__proto__":{}}' },
    ],
    ['no token', '/v1/office/changes', {}],
    [
      'a token that is none',
      '/v1/office/changes',
      { headers: { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' } },
    ],
    ['another method', '/v1/status', { method: 'DELETE' }],
  ])('%s: no banner, no stack, nothing that a browser would show or keep', async (_what, path, init) => {
    const answer = await fetch(`${central.url}${path}`, init)
    const text = await answer.text()
    for (const name of ['server', 'x-powered-by', 'via', 'access-control-allow-origin', 'set-cookie'])
      expect([name, answer.headers.get(name)]).toEqual([name, null])
    // An address that cannot be decoded is answered before there is a reply to put headers on.
    if (path !== '/%ff') {
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      })
    }
    if (answer.status >= 400) expect(text).not.toMatch(/\.[cm]?[jt]s\b|node_modules|^\s+at |Error:|fastify/im)
  })

  test('a failure of the database is a failure, no more', async () => {
    const broken = await startTestCentral()
    await broken.pool.query('ALTER TABLE offices RENAME TO offices_gone')
    const answer = await fetch(`${broken.url}/v1/offices?province=x`)
    const text = await answer.text()
    await broken.pool.query('ALTER TABLE offices_gone RENAME TO offices')
    await broken.close()
    expect(answer.status).toBe(500)
    expect(JSON.parse(text)).toEqual({
      type: 'urn:pishkhan:problem:internal-server-error',
      title: 'The server failed; try again later.',
      status: 500,
      code: 'INTERNAL_SERVER_ERROR',
    })
  })
})

describe('TLS', () => {
  const certificate = testCertificate()
  let secure: TestCentral
  beforeAll(async () => {
    secure = await startTestCentral({ tls: certificate })
  })
  afterAll(() => secure?.close())

  test('is spoken with the given certificate, and nothing else on that port', async () => {
    expect(secure.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
    const answer = await new Promise<{ status: number | undefined; sts: string | undefined }>(
      (resolve, reject) => {
        httpsRequest(`${secure.url}/healthz`, { ca: certificate.cert }, (response) => {
          response.resume()
          resolve({ status: response.statusCode, sts: response.headers['strict-transport-security'] })
        })
          .on('error', reject)
          .end()
      },
    )
    expect(answer).toEqual({ status: 200, sts: 'max-age=31536000' })
    await expect(fetch(`${secure.url}/healthz`)).rejects.toThrow()
    await expect(fetch(`${secure.url.replace('https', 'http')}/healthz`)).rejects.toThrow()
  })

  test.each(['TLSv1', 'TLSv1.1'] as const)('is never %s', async (version) => {
    const socket = connectTls({
      port: Number(new URL(secure.url).port),
      host: '127.0.0.1',
      rejectUnauthorized: false,
      minVersion: version,
      maxVersion: version,
      ciphers: 'DEFAULT@SECLEVEL=0',
    })
    const [error] = await once(socket, 'error')
    expect(String(error)).toMatch(/protocol|version|alert|disconnected/i)
  })

  test('on the command line wants both files, and that they fit', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pishkhan-tls-'))
    const other = testCertificate()
    const files = { cert: certificate.cert, key: certificate.key, otherKey: other.key, nonsense: 'x' }
    const path = (name: keyof typeof files) => join(folder, `${name}.pem`)
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.pem`), text)
    const start = (...args: string[]) =>
      startProgram('central/main.ts', ['--port', '0', '--database-url', secure.databaseUrl, ...args])
    try {
      await expect(start('--tls-cert', path('cert'))).rejects.toThrow('give both --tls-cert and --tls-key')
      await expect(start('--tls-cert', path('cert'), '--tls-key', path('otherKey'))).rejects.toThrow(
        '--tls-key is not the key of --tls-cert',
      )
      await expect(start('--tls-cert', path('nonsense'), '--tls-key', path('key'))).rejects.toThrow('as PEM')
      await expect(start('--tls-cert', join(folder, 'none'), '--tls-key', path('key'))).rejects.toThrow(
        '--tls-cert: the file cannot be read',
      )
      const program = await start('--tls-cert', path('cert'), '--tls-key', path('key'))
      expect(program.ready.central).toMatch(/^https:/)
      expect(await program.stop()).toBe(0)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
