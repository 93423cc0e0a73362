import { generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { importJWK, jwtVerify } from 'jose'
import { publicKeyOf } from '#central/auth/device-keys.ts'
import { checkSignature, UnvouchedBatch } from '#central/ingest/batch-signature.ts'
import { readEvent } from '#central/ingest/read-event.ts'
import type { OfficeEvent } from '#shared/domain/event.ts'
import { createCentralModel } from './central-model.ts'
import { nextId, officeId } from './domain-fixtures.ts'
import { seedOffice } from './seed-store.ts'

/** What the double does instead of answering a request as it should. */
export type Mishap =
  /** Answers at once; nothing is worked. */
  | { answer: { status: number; headers?: Record<string, string>; body?: string } }
  /** Works the request, then breaks the connection before the answer. */
  | { loseAnswer: true }
  /** Breaks the connection before anything is worked. */
  | { loseRequest: true }
  /** Works the batch that holds this number only when the promise resolves. */
  | { after: Promise<unknown>; ofSeq: number }

/** Keys of the double; nobody has their other halves. */
export const exchangeKeys = {
  sealing: { kty: 'OKP', crv: 'X25519', x: Buffer.alloc(32, 9).toString('base64url') },
  signing: { kty: 'OKP', crv: 'Ed25519', x: Buffer.alloc(32, 8).toString('base64url') },
}

/** What a citizen's endpoint answers: `body` may hold anything, also what the contract does not allow. */
export type CitizenAnswer = { status: number; body: unknown; headers?: Record<string, string> }

export const activationCode = 'DOUB-LEDO-UBLE'

/**
 * A double of the central system's device endpoints (and of the citizen's, answered as the test says), over real HTTP, with everything in memory and one office. It goes by
 * the same rule book and contract; unlike the real one it can be made to misbehave.
 */
export async function startCentralDouble(options: { clock?: () => Date } = {}) {
  const clock = options.clock ?? (() => new Date())
  const model = createCentralModel(clock)
  const devices = new Map<string, { deviceId: string; x: string }>()
  /** The device of each. */
  const tokens = new Map<string, { deviceId: string; x: string }>()
  const streams = new Set<ServerResponse>()
  const requests: { method: string; path: string; events?: number; encoding: string | undefined }[] = []
  const citizen = new Map<string, (question: { body: unknown; query: string }) => CitizenAnswer>()
  const mishaps: { path: string; mishap: Mishap }[] = []
  let offends: (event: OfficeEvent) => boolean = () => false
  let onTheWay: (event: OfficeEvent) => OfficeEvent = (event) => event
  let serial = 0

  const announce = () => {
    for (const stream of streams) stream.write('event: message\ndata: {"news":true}\n\n')
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://double')
    const body = await readBody(request)
    const encoding = request.headers['content-encoding']
    const parsed = body === '' ? null : JSON.parse(body)
    requests.push({
      method: request.method ?? '',
      path: url.pathname,
      encoding,
      ...(Array.isArray(parsed?.events) ? { events: parsed.events.length } : {}),
    })
    const holds = (seq: number) =>
      (parsed?.events ?? []).some((event: OfficeEvent) => event.deviceSeq === seq)
    const place = mishaps.findIndex(
      ({ path, mishap }) => path === url.pathname && (!('after' in mishap) || holds(mishap.ofSeq)),
    )
    const [planned] = place < 0 ? [] : mishaps.splice(place, 1)
    const mishap = planned?.mishap
    if (mishap && 'loseRequest' in mishap) {
      request.socket.destroy()
      return
    }
    if (mishap && 'answer' in mishap) {
      response.writeHead(mishap.answer.status, mishap.answer.headers).end(mishap.answer.body ?? '')
      return
    }
    if (mishap && 'after' in mishap) await mishap.after
    const send = async (status: number, answer: unknown, headers: Record<string, string> = {}) => {
      if (mishap && 'loseAnswer' in mishap) {
        request.socket.destroy()
        return
      }
      const type = status < 400 ? 'application/json' : 'application/problem+json'
      const bytes = await promisify(gzip)(JSON.stringify(answer))
      response
        .writeHead(status, {
          'content-type': type,
          'content-encoding': 'gzip',
          date: clock().toUTCString(),
          ...headers,
        })
        .end(bytes)
    }
    const problem = (status: number, code: string) =>
      send(status, { type: 'urn:x', title: code, status, code })

    if (url.pathname === '/v1/devices/activate') {
      const { activationCode: code, publicKey } = parsed
      if (code !== activationCode) return problem(403, 'ACTIVATION_CODE_INVALID')
      const known = [...devices.values()].find(({ x }) => x === publicKey.x)
      const deviceId = known?.deviceId ?? nextId()
      devices.set(deviceId, { deviceId, x: publicKey.x })
      return send(200, { deviceId, officeId, officeName: seedOffice.name })
    }
    if (url.pathname === '/v1/token') {
      const device = await deviceOf(parsed.client_assertion)
      if (!device) return problem(401, 'INVALID_CLIENT')
      serial += 1
      const token = `token-${serial}`
      tokens.set(token, device)
      return send(200, { access_token: token, token_type: 'Bearer', expires_in: 900 })
    }
    const device = tokens.get((request.headers.authorization ?? '').replace('Bearer ', ''))
    if (!device) return problem(401, 'UNAUTHORIZED')
    const answerCitizen = citizen.get(`${request.method} ${url.pathname}`)
    if (answerCitizen) {
      const answer = answerCitizen({ body: parsed, query: url.search })
      return send(answer.status, answer.body, answer.headers)
    }
    if (url.pathname === '/v1/office/events' && parsed.events.some(offends))
      return problem(400, 'BAD_REQUEST')
    if (url.pathname === '/v1/office/events') {
      parsed.events = parsed.events.map(onTheWay)
      if (!isVouchedFor(device, parsed)) return problem(403, 'SIGNATURE_INVALID')
      return send(200, model.push(parsed.events))
    }
    if (url.pathname === '/v1/office/host') {
      const now = clock().toISOString()
      return send(200, { epoch: 1, isYours: true, deviceName: 'office', since: now, seenAt: now })
    }
    if (url.pathname === '/v1/office/exchange-keys') return send(200, exchangeKeys)
    if (url.pathname === '/v1/office/registrations/find') {
      const known = model.registrations.get(parsed.nationalCode)
      return known?.applicant.trackingCode === parsed.trackingCode
        ? send(200, known)
        : problem(404, 'CREDENTIALS_UNKNOWN')
    }
    if (url.pathname === '/v1/office/changes') {
      const page = model.page(
        url.searchParams.get('cursor') ?? undefined,
        Number(url.searchParams.get('limit') ?? 1000),
      )
      return page ? send(200, page) : problem(400, 'CURSOR_INVALID')
    }
    if (url.pathname === '/v1/office/changes/stream') {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(': open\n\n')
      streams.add(response)
      response.on('close', () => streams.delete(response))
      return
    }
    return problem(404, 'NOT_FOUND')
  }

  function isVouchedFor(
    { deviceId, x }: { deviceId: string; x: string },
    { events, signature }: { events: OfficeEvent[]; signature: string },
  ): boolean {
    try {
      checkSignature(publicKeyOf(x), { deviceId, events: events.map(readEvent), signature })
      return true
    } catch (error) {
      if (error instanceof UnvouchedBatch) return false
      throw error
    }
  }

  async function deviceOf(assertion: string): Promise<{ deviceId: string; x: string } | null> {
    for (const { deviceId, x } of devices.values()) {
      try {
        const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', x }, 'EdDSA')
        const audience = `${url}/v1/token`
        await jwtVerify(assertion, key, {
          issuer: deviceId,
          subject: deviceId,
          audience,
          currentDate: clock(),
        })
        return { deviceId, x }
      } catch {
        // Perhaps another device's.
      }
    }
    return null
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error))
    })
  })
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => resolve())
    })
  const shut = () => {
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    return closed
  }
  await listen(0)
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`

  return {
    url,
    /** Every request that arrived, in order. */
    requests,
    ...model,
    streams,
    /** The next request to `path` meets with this. */
    next: (path: string, ...planned: Mishap[]) => {
      mishaps.push(...planned.map((mishap) => ({ path, mishap })))
    },
    /** What a citizen's endpoint, such as `POST /v1/status`, answers to whoever brings a device's token. */
    answerCitizen: (
      endpoint: string,
      answer: (question: { body: unknown; query: string }) => CitizenAnswer,
    ) => citizen.set(endpoint, answer),
    /** A batch with such an event is refused as a whole. */
    refuseEventsWith: (judge: (event: OfficeEvent) => boolean) => {
      offends = judge
    },
    /** Somebody between the office and here changes events. */
    changeOnTheWay: (change: (event: OfficeEvent) => OfficeEvent) => {
      onTheWay = change
    },
    /** From here on the devices that are known have other keys here than their own; their tokens still hold. */
    changeKey: () => {
      const { x = '' } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' })
      for (const device of tokens.values()) device.x = x
    },
    announce,
    forgetTokens: () => tokens.clear(),
    endStreams: () => {
      for (const stream of streams) stream.end()
    },
    /** The line goes dead and comes back at the same address. */
    disconnect: shut,
    reconnect: () => listen(port),
    close: shut,
  }
}
export type CentralDouble = Awaited<ReturnType<typeof startCentralDouble>>

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  if (bytes.length === 0) return ''
  return (request.headers['content-encoding'] === 'gzip' ? await promisify(gunzip)(bytes) : bytes).toString()
}
