import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer as createHttpServer } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { type TestCertificate, testCertificate } from '#tests/support/certificate.ts'
import { createPinnedFetch, isCertificateFailure } from './pinned-fetch.ts'

type Heard = {
  method: string | undefined
  url: string | undefined
  body: string
  headers: IncomingMessage['headers']
}

const central = testCertificate()
const impostor = testCertificate()
const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** A server that holds the certificate, and what it has heard. */
async function startServer(
  { cert, key }: TestCertificate,
  answer: (response: ServerResponse, request: IncomingMessage) => void = (response) => response.end('ok'),
) {
  const heard: Heard[] = []
  let connections = 0
  let bytes = 0
  const server = createServer({ cert, key }, async (request, response) => {
    let body = ''
    for await (const part of request) body += String(part)
    heard.push({ method: request.method, url: request.url, body, headers: request.headers })
    answer(response, request)
  })
  server.on('connection', () => {
    connections += 1
  })
  // Whatever is said after the handshake, a request or not.
  server.on('secureConnection', (socket) => {
    socket.on('data', (part: Buffer) => {
      bytes += part.length
    })
  })
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `https://127.0.0.1:${port}`,
    port,
    server,
    heard,
    connections: () => connections,
    bytes: () => bytes,
  }
}

const failureOf = async (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => null,
    (error: unknown) => error,
  )

describe('who holds the pinned key', () => {
  it('gets the request as it was meant, and one connection serves several', async () => {
    const { url, heard, connections } = await startServer(central, (response) => {
      response.writeHead(200, { 'content-type': 'application/json', date: 'Sun, 22 Nov 2026 06:52:00 GMT' })
      response.end('{"پاسخ":1}')
    })
    const fetch = createPinnedFetch([impostor.pin, central.pin])
    for (const body of ['{"متن":1}', new TextEncoder().encode('{"متن":1}')]) {
      const answer = await fetch(`${url}/v1/token?x=1`, {
        method: 'POST',
        headers: { authorization: 'Bearer t', 'content-type': 'application/json' },
        body,
      })
      expect(answer.status).toBe(200)
      expect(answer.headers.get('date')).toBe('Sun, 22 Nov 2026 06:52:00 GMT')
      expect(await answer.json()).toEqual({ پاسخ: 1 })
    }
    expect(heard).toHaveLength(2)
    expect(heard[1]).toMatchObject({ method: 'POST', url: '/v1/token?x=1', body: '{"متن":1}' })
    expect(heard[1]?.headers).toMatchObject({ authorization: 'Bearer t', 'accept-encoding': 'gzip' })
    expect(connections()).toBe(1)
  })

  it('may answer gzipped, with nothing, or with another address, which is not followed', async () => {
    const { url, heard } = await startServer(central, (response, { url: path }) => {
      if (path === '/gzip') response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('zipped'))
      else if (path === '/none') response.writeHead(204).end()
      else response.writeHead(302, { location: 'https://elsewhere.example/' }).end()
    })
    const fetch = createPinnedFetch([central.pin])
    expect(await (await fetch(`${url}/gzip`, {})).text()).toBe('zipped')
    expect((await fetch(`${url}/none`, {})).status).toBe(204)
    expect((await fetch(`${url}/moved`, {})).status).toBe(302)
    expect(heard).toHaveLength(3)
  })

  it('may tell news as they come, until the listener has enough or the line breaks', async () => {
    const { url, server } = await startServer(central, (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: 1\n\n')
    })
    const fetch = createPinnedFetch([central.pin])
    const listening = new AbortController()
    const stream = await fetch(url, { signal: listening.signal })
    const reader = stream.body?.getReader()
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('data: 1\n\n')
    listening.abort()
    expect(await failureOf(reader?.read() ?? Promise.resolve())).toBeInstanceOf(Error)
    const other = (await fetch(url, {})).body?.getReader()
    await other?.read()
    const broken = failureOf(other?.read() ?? Promise.resolve())
    server.closeAllConnections()
    expect(await broken).toBeInstanceOf(Error)
  })
})

describe('who holds another key', () => {
  it('hears nothing at all, and is named as the reason', async () => {
    const { url, heard, connections, bytes } = await startServer(impostor)
    const fetch = createPinnedFetch([central.pin])
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const failure = await failureOf(
        fetch(`${url}/v1/token`, {
          method: 'POST',
          headers: { authorization: 'Bearer secret' },
          body: 'secret',
        }),
      )
      expect(failure).toMatchObject({ code: 'pin_mismatch' })
      expect(isCertificateFailure(failure)).toBe(true)
    }
    expect(connections()).toBe(5)
    expect([heard, bytes()]).toEqual([[], 0])
  })

  it('hears nothing either when it takes the place of the right one between two requests', async () => {
    const right = await startServer(central)
    const fetch = createPinnedFetch([central.pin])
    expect((await fetch(right.url, {})).status).toBe(200)
    right.server.closeAllConnections()
    right.server.close()
    await once(right.server, 'close')
    const wrong = await startServer(impostor)
    wrong.server.close()
    await once(wrong.server, 'close')
    wrong.server.listen(right.port, '127.0.0.1')
    await once(wrong.server, 'listening')
    // The kept connection may first be found dead.
    await failureOf(fetch(right.url, {}))
    expect(await failureOf(fetch(right.url, { body: 'secret', method: 'POST' }))).toMatchObject({
      code: 'pin_mismatch',
    })
    expect([wrong.heard, wrong.bytes()]).toEqual([[], 0])
  })
})

describe('why a request failed', () => {
  it('a certificate that nobody vouches for is one; no TLS, nobody there and a call given up are not', async () => {
    const { url } = await startServer(central)
    expect(isCertificateFailure(await failureOf(globalThis.fetch(url)))).toBe(true)
    const plain = createHttpServer((_request, response) => response.end())
    plain.listen(0, '127.0.0.1')
    await once(plain, 'listening')
    const { port } = plain.address() as AddressInfo
    const fetch = createPinnedFetch([central.pin])
    const failures = [
      await failureOf(fetch(`https://127.0.0.1:${port}`, {})),
      await failureOf(globalThis.fetch(`https://127.0.0.1:${port}`)),
      await failureOf(fetch('https://127.0.0.1:1', {})),
      await failureOf(fetch(url, { signal: AbortSignal.abort() })),
    ]
    plain.close()
    for (const failure of failures) {
      expect(failure).toBeInstanceOf(Error)
      expect(isCertificateFailure(failure)).toBe(false)
    }
  })
})
