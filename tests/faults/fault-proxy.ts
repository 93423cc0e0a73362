import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { Random } from '#central/demo/random.ts'
import { testCertificate } from '#tests/support/certificate.ts'

/** What stands between an office and its central system does this to every request. */
export type ProxyFault =
  | 'none'
  | 'delay'
  /** The connection is reset while the request is being sent; the central system never has all of it. */
  | 'reset_in_request'
  /** The central system has worked the request; the connection is reset in the middle of its answer. */
  | 'cut_reply'
  /** Each request reaches the central system twice. */
  | 'delivered_twice'
  /** 5xx of every kind, with and without the request having been worked. */
  | 'server_errors'
  /** A hotel's network: 200, and the page on which one signs in. */
  | 'captive_portal'
  /** What answers speaks no TLS. */
  | 'no_tls'
  /** Somebody else's certificate. */
  | 'wrong_certificate'

/** A TLS proxy, over real TCP, between an office and its central system. */
export type FaultProxy = {
  /** The central system's address as the office is given it, with the pin of the proxy's key. */
  address: string
  /** From here on; connections that stand are ended. */
  set(fault: ProxyFault): void
  /** How many requests, or connections, the fault has met. */
  readonly met: number
  close(): Promise<void>
}

/** @param central address of the real system, `http://127.0.0.1:PORT` */
export async function startFaultProxy(central: string, random: Random): Promise<FaultProxy> {
  const target = new URL(central)
  const certificate = testCertificate()
  let fault: ProxyFault = 'none'
  let met = 0
  const sockets = new Set<Socket>()

  const forward = (request: IncomingMessage, body: Buffer): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const { method, url: path, headers } = request
      // The host as the office names it: its token is asked for under that name.
      const onward = httpRequest({ host: target.hostname, port: target.port, method, path, headers }, resolve)
      onward.on('error', reject)
      onward.end(body)
      request.on('close', () => {
        if (path?.endsWith('/stream')) onward.destroy()
      })
    })
  const pass = (from: IncomingMessage, response: ServerResponse) => {
    response.writeHead(from.statusCode ?? 502, from.headers)
    response.flushHeaders()
    from.on('error', () => response.destroy())
    response.on('close', () => from.destroy())
    from.pipe(response)
  }
  const cut = async (from: IncomingMessage, response: ServerResponse) => {
    const body = await readAll(from)
    response.writeHead(from.statusCode ?? 502, { ...from.headers, 'content-length': String(body.length) })
    response.write(body.subarray(0, random.below(body.length)))
    await delay(5)
    response.destroy()
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const now = fault
    const isStream = request.url?.endsWith('/stream') === true
    if (now !== 'none') met += 1
    if (now === 'reset_in_request') {
      await Promise.race([once(request, 'data'), once(request, 'end'), delay(20)])
      request.socket.destroy()
      return
    }
    const body = await readAll(request)
    switch (now) {
      case 'captive_portal':
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        response.end('<!doctype html><title>Hotel</title><p>Please accept our terms to go on.')
        return
      case 'server_errors': {
        // A stream would never end by itself.
        if (random.chance(50) && !isStream) await readAll(await forward(request, body))
        response.writeHead(random.pick([500, 502, 503, 504]), { 'content-type': 'text/plain' })
        response.end('upstream')
        return
      }
      case 'delay':
        await delay(random.below(400))
        break
      case 'delivered_twice':
        if (!isStream) await readAll(await forward(request, body))
        break
      case 'cut_reply':
        if (isStream) break
        await cut(await forward(request, body), response)
        return
    }
    pass(await forward(request, body), response)
  }
  const serve = (keys: { key: string; cert: string }) =>
    createTlsServer(keys, (request, response) => {
      handle(request, response).catch(() => response.destroy())
    }).on('tlsClientError', () => {})
  const honest = serve(certificate)
  const impostor = serve(testCertificate())

  const door = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    if (fault === 'no_tls') {
      met += 1
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')
    } else if (fault === 'wrong_certificate') {
      met += 1
      impostor.emit('connection', socket)
    } else honest.emit('connection', socket)
  })
  door.listen(0, '127.0.0.1')
  await once(door, 'listening')
  const endAll = () => {
    for (const socket of sockets) socket.resetAndDestroy()
  }
  return {
    address: `https://127.0.0.1:${(door.address() as AddressInfo).port}#sha256=${certificate.pin}`,
    set(next) {
      fault = next
      met = 0
      endAll()
    },
    get met() {
      return met
    },
    async close() {
      endAll()
      door.close()
      await once(door, 'close')
    },
  }
}

async function readAll(from: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of from) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
