import { once } from 'node:events'
import type { IncomingHttpHeaders } from 'node:http'
import { request } from 'node:http'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { contentSecurityPolicy as policyOfTheDesktopApp } from '#main/content-security.ts'
import { seedPassword } from '#tests/support/seed-store.ts'
import type { TestCore } from '#tests/support/test-core.ts'
import { httpDesk, openTestCore, refusalOf, signIn } from '#tests/support/test-core.ts'
import type { HttpHost } from './host.ts'
import { startHttpHost } from './host.ts'
import { contentSecurityPolicy } from './security-headers.ts'

let office: TestCore
let host: HttpHost
beforeEach(async () => {
  office = openTestCore({ appointments: 3 })
  host = await office.host()
})
afterEach(() => office.close())

type Answer = { status: number; headers: IncomingHttpHeaders; body: string }

/** A raw request: `fetch` would not let the Host header be set. */
function ask(
  path: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port: host.port, path, method, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part
      })
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      )
    })
    call.on('error', reject)
    call.end(body)
  })
}

const json = { 'content-type': 'application/json' }
const signInCall = (headers: Record<string, string> = {}) =>
  ask('/rpc/session/signIn', {
    method: 'POST',
    headers: { ...json, ...headers },
    body: JSON.stringify({ json: { username: 'paziresh', password: seedPassword } }),
  })

test('serves the renderer, with the strict policy on every answer', async () => {
  const page = await ask('/')
  expect(page).toMatchObject({ status: 200, body: expect.stringContaining('Pishkhan') })
  const asset = await ask('/assets/app-1a2b3c.js')
  expect(asset.status).toBe(200)
  expect(asset.headers['cache-control']).toContain('immutable')
  expect(page.headers['cache-control']).toBe('no-cache')
  const display = await ask('/display')
  expect(display).toMatchObject({ status: 200, body: expect.stringContaining('Waiting room') })
  const others = [display, await ask('/none'), await ask('/rpc/none', { method: 'POST' }), await signInCall()]
  for (const { headers } of [page, asset, ...others]) {
    expect(headers['content-security-policy']).toBe(contentSecurityPolicy)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['cross-origin-resource-policy']).toBe('same-origin')
    expect(headers['access-control-allow-origin']).toBeUndefined()
    expect(headers.server).toBeUndefined()
  }
  expect(contentSecurityPolicy).not.toMatch(/unsafe|http:|\*/)
  expect(contentSecurityPolicy).toBe(policyOfTheDesktopApp())
})

test.each(['/../office.db', '/..%2foffice.db', '/%2e%2e/office.db', '/assets/..%5c..%5coffice.db', '/%00'])(
  'no way out of the renderer’s folder: %s',
  async (path) => {
    const { status, body } = await ask(path)
    expect([400, 403, 404]).toContain(status)
    expect(body).not.toContain('SQLite')
  },
)

describe('who may ask', () => {
  test.each<[string, Record<string, string>]>([
    ['a foreign name that resolves here (DNS rebinding)', { host: 'evil.example:PORT' }],
    ['this machine under another port', { host: '127.0.0.1:1' }],
    ['no port', { host: '127.0.0.1' }],
    ['another site', { origin: 'http://evil.example' }],
    ['another site under TLS', { origin: 'https://127.0.0.1:PORT' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['another site without Origin', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    ['another port without Origin', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }],
  ])('%s is refused', async (_title, headers) => {
    const filled = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value.replace('PORT', String(host.port))]),
    )
    const refused = await signInCall(filled)
    expect(refused.status).toBe(403)
    expect(refused.headers['set-cookie']).toBeUndefined()
    expect((await ask('/', { headers: filled })).status).toBe(403)
    expect(office.core.sessions.size).toBe(0)
  })

  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
  test.skipIf(others.length === 0)('another machine finds nobody listening', async () => {
    for (const { address } of others) {
      const socket = connect(host.port, address)
      const [error] = await once(socket, 'error')
      expect(error).toMatchObject({ code: 'ECONNREFUSED' })
    }
  })

  test('its own page, under each name of the loopback, may', async () => {
    for (const name of ['127.0.0.1', 'localhost', '[::1]']) {
      const own = `${name}:${host.port}`
      const headers = { host: own, origin: `http://${own}`, 'sec-fetch-site': 'same-origin' }
      expect((await signInCall(headers)).status).toBe(200)
    }
  })

  test('a link from another site opens the page, no more', async () => {
    const headers = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    }
    expect((await ask('/', { headers })).status).toBe(200)
    expect((await ask('/', { headers: { ...headers, 'sec-fetch-dest': 'iframe' } })).status).toBe(403)
  })
})

describe('the session’s cookie', () => {
  test('scripts and other sites never see it; it is new at each sign-in and gone after signing out', async () => {
    const first = (await signInCall()).headers['set-cookie'] ?? []
    expect(first).toHaveLength(1)
    expect(first[0]).toMatch(
      new RegExp(`^pishkhan_session_${host.port}=[\\w-]{43}; Path=/rpc; HttpOnly; SameSite=Strict$`),
    )
    const cookie = first[0]?.split(';')[0] ?? ''
    const second = (await signInCall({ cookie })).headers['set-cookie'] ?? []
    expect(second[0]).not.toBe(first[0])
    expect(office.core.sessions.size).toBe(1)
    const fresh = second[0]?.split(';')[0] ?? ''
    const call = (path: string, sent: string) =>
      ask(path, { method: 'POST', headers: { ...json, cookie: sent }, body: '{}' })
    expect((await call('/rpc/sync/status', cookie)).status).toBe(401)
    expect((await call('/rpc/sync/status', fresh)).status).toBe(200)
    const out = await call('/rpc/session/signOut', fresh)
    expect(out.headers['set-cookie']?.[0]).toContain('Expires=Thu, 01 Jan 1970')
    expect((await call('/rpc/sync/status', fresh)).status).toBe(401)
  })

  test('a cookie that was made up is nobody', async () => {
    const cookie = `pishkhan_session_${host.port}=${'A'.repeat(43)}`
    const answer = await ask('/rpc/sync/status', { method: 'POST', headers: { ...json, cookie }, body: '{}' })
    expect(answer.status).toBe(401)
  })
})

describe('requests that do not fit', () => {
  const post = (body: string, headers: Record<string, string> = json, path = '/rpc/session/signIn') =>
    ask(path, { method: 'POST', headers, body })
  test.each<[string, () => Promise<Answer>]>([
    ['no JSON', () => post('{"json":')],
    ['empty', () => post('')],
    ['an array', () => post('[]')],
    ['a bare value', () => post('7')],
    ['meta that points nowhere', () => post('{"json":{},"meta":[[1,"a","b"]]}')],
    ['meta that is none', () => post('{"json":{},"meta":5}')],
    ['a prototype', () => post('{"json":{"__proto__":{"username":"masoul"}}}')],
    ['too large', () => post(JSON.stringify({ json: { username: 'x'.repeat(70_000), password: 'x' } }))],
    ['a form', () => post('username=paziresh', { 'content-type': 'application/x-www-form-urlencoded' })],
    ['plain text', () => post('{"json":{}}', { 'content-type': 'text/plain' })],
    ['a file', () => post('x', { 'content-disposition': 'attachment; filename="a"', ...json })],
  ])('%s: a typed refusal', async (_title, send) => {
    const { status, body } = await send()
    expect(status).toBe(400)
    expect(JSON.parse(body)).toMatchObject({ json: { code: 'BAD_REQUEST', status: 400 } })
    expect(office.core.sessions.size).toBe(0)
  })

  test('only POST reaches a procedure, so that no URL holds what was typed', async () => {
    const data = encodeURIComponent(
      JSON.stringify({ json: { username: 'paziresh', password: seedPassword } }),
    )
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) {
      const { status } = await ask(`/rpc/session/signIn?data=${data}`, { method })
      expect(status).toBe(404)
    }
    expect(office.core.sessions.size).toBe(0)
  })

  test.each(['/rpc', '/rpc/', '/rpc/none', '/rpc/visit', '/rpc/__proto__', '/rpc/visit/constructor'])(
    'there is no procedure at %s',
    async (path) => {
      const { status, body } = await post('{}', json, path)
      expect(status).toBe(404)
      expect(JSON.parse(body)).toMatchObject({ json: { code: 'NOT_FOUND' } })
    },
  )
})

test('live notices come as server-sent events; closing the host ends them and waits for calls', async () => {
  const desk = httpDesk(host)
  const client = await signIn(desk, 'masoul')
  const notices = await client.live.watch()
  const next = notices.next()
  const appointmentId = office.seeded?.appointments[0]?.id ?? ''
  await client.visit.checkIn({ appointmentId })
  expect((await next).value).toMatchObject({ kind: 'appointments' })

  const end = notices.next()
  const hold = office.holdSync()
  const slow = client.sync.now()
  await expect.poll(hold.waiting).toBe(1)
  let closed = false
  const closing = host.close().then(() => {
    closed = true
  })
  expect((await end).done).toBe(true)
  expect(office.live.subscribers).toBe(0)
  expect(closed).toBe(false)
  hold.release()
  expect((await slow).connection).toBe('offline')
  await closing
  await expect(fetch(host.url)).rejects.toThrow()
})

test('a quiet stream says that it is still there', async () => {
  const rendererDir = join(office.folder, 'renderer')
  const lively = await startHttpHost({ core: office.core, port: 0, rendererDir, keepAliveMs: 20 })
  try {
    const desk = httpDesk(lively)
    await signIn(desk, 'masoul')
    const cookie = [...desk.cookies].map((pair) => pair.join('=')).join('; ')
    const response = await fetch(`${lively.url}rpc/live/watch`, {
      method: 'POST',
      headers: { ...json, cookie },
      body: '{}',
    })
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    expect(response.headers.get('cache-control')).toBe('no-store')
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (text.split(':').length < 5) text += (await reader?.read())?.value ?? ''
    expect(text).toMatch(/^(?:: ?\n\n)+$/)
    await reader?.cancel()
    await expect.poll(() => office.live.subscribers).toBe(0)
  } finally {
    await lively.close()
  }
})

test('nothing that was asked for, typed or answered is in the log', async () => {
  await signInCall({ origin: 'http://evil.example' })
  await signInCall()
  await ask('/rpc/session/signIn?q=0093849370', { method: 'POST', headers: json, body: '{' })
  expect(office.logged).toEqual([{ level: 'warn', event: 'origin_not_allowed' }])
})

test('a file is taken from who has signed in, at the one place for it, and is refused before it is read otherwise', async () => {
  const text = 'x'.repeat(200_000)
  const stranger = httpDesk(host).client
  await expect(refusalOf(stranger.exchange.importList({ text: 'x' }))).resolves.toMatchObject({
    code: 'SIGN_IN_REQUIRED',
  })
  const supervisor = httpDesk(host)
  await signIn(supervisor, 'masoul')
  // This office has no keys yet: the whole text has come, and was looked at.
  await expect(refusalOf(supervisor.client.exchange.importList({ text }))).resolves.toMatchObject({
    code: 'EXCHANGE_KEYS_MISSING',
  })
  await expect(
    refusalOf(supervisor.client.visit.find({ code: text, date: '2026-11-22' })),
  ).resolves.toMatchObject({ code: 'BAD_REQUEST' })
})
