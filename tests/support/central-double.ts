import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { importJWK, jwtVerify } from 'jose'
import type { Change, EventResult, OfficeProfile, OfficeUser } from '#shared/contract/central.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { OfficeDay } from '#shared/domain/day.ts'
import { openDay, reduceDay } from '#shared/domain/day.ts'
import type { AppointmentEvent, OfficeEvent } from '#shared/domain/event.ts'
import { officeEventSchema } from '#shared/domain/event.ts'
import { reduce, stampRevision } from '#shared/domain/reduce.ts'
import { nextId, officeId } from './domain-fixtures.ts'
import { seedOffice, seedUsers } from './seed-store.ts'

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

/** What a citizen's endpoint answers: `body` may hold anything, also what the contract does not allow. */
export type CitizenAnswer = { status: number; body: unknown; headers?: Record<string, string> }

export const activationCode = 'DOUB-LEDO-UBLE'

/**
 * A double of the central system's device endpoints (and of the citizen's, answered as the test says), over real HTTP, with everything in memory and one office. It goes by
 * the same rule book and contract; unlike the real one it can be made to misbehave.
 */
export async function startCentralDouble(options: { clock?: () => Date } = {}) {
  const clock = options.clock ?? (() => new Date())
  let revision = 0
  const entities = new Map<string, Change>()
  const appointments = new Map<string, Appointment>()
  const days = new Map<string, OfficeDay>()
  const answered = new Map<string, EventResult>()
  const log: OfficeEvent[] = []
  const devices = new Map<string, { deviceId: string; x: string }>()
  const tokens = new Set<string>()
  const streams = new Set<ServerResponse>()
  const requests: { method: string; path: string; events?: number; encoding: string | undefined }[] = []
  const citizen = new Map<string, (question: { body: unknown; query: string }) => CitizenAnswer>()
  const mishaps: { path: string; mishap: Mishap }[] = []
  let offends: (event: OfficeEvent) => boolean = () => false
  let generation = 1
  let serial = 0

  const put = (key: string, change: Change) => {
    // The newest row of an entity is the only one, at its new place.
    entities.delete(key)
    entities.set(key, change)
  }
  const announce = () => {
    for (const stream of streams) stream.write('event: message\ndata: {"news":true}\n\n')
  }
  const putAppointment = (row: Appointment): Appointment => {
    revision += 1
    const stamped = stampRevision(row, revision)
    appointments.set(row.id, stamped)
    put(row.id, { entity: 'appointment', revision, data: stamped })
    return stamped
  }
  const putOffice = (office: OfficeProfile) => {
    revision += 1
    put('office', { entity: 'office', revision, data: office })
  }
  const putUser = (user: OfficeUser) => {
    revision += 1
    put(user.id, { entity: 'user', revision, data: user })
  }
  putOffice(seedOffice)
  for (const user of Object.values(seedUsers)) putUser(user)

  const judge = (event: OfficeEvent): EventResult => {
    if (event.appointmentId === null) {
      const reduction = reduceDay(
        days.get(event.payload.date) ?? openDay(officeId, event.payload.date),
        event,
      )
      if (!reduction.ok) return { id: event.id, status: 'rejected', code: reduction.refusal.code }
      revision += 1
      const day = { ...reduction.value, revision }
      days.set(day.date, day)
      put(day.date, { entity: 'day', revision, data: day })
      return { id: event.id, status: 'applied', revision }
    }
    const before = event.predecessorId === null ? undefined : answered.get(event.predecessorId)
    if (before?.status === 'rejected')
      return { id: event.id, status: 'rejected', code: 'predecessor_rejected' }
    const row = appointments.get(event.appointmentId)
    if (!row) return { id: event.id, status: 'rejected', code: 'appointment_unknown' }
    const reduction = reduce(row, event, seedOffice.rules)
    if (!reduction.ok)
      return { id: event.id, status: 'rejected', code: reduction.refusal.code, message: 'double' }
    return { id: event.id, status: 'applied', revision: putAppointment(reduction.value).revision }
  }
  const push = (events: readonly OfficeEvent[]) => {
    const results: EventResult[] = []
    for (const event of events) {
      const first = answered.get(event.id)
      if (first) {
        const outcome = first.status === 'applied' ? 'applied' : 'rejected'
        results.push({ ...first, status: 'duplicate', first: outcome })
        continue
      }
      const expectedSeq = log.length + 1
      if (event.deviceSeq !== expectedSeq) {
        return { results, expectedSeq, serverTime: clock().toISOString() }
      }
      const result = judge(officeEventSchema.parse(event))
      answered.set(event.id, result)
      log.push(event)
      results.push(result)
    }
    return { results, serverTime: clock().toISOString() }
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
      if (!(await isGoodAssertion(parsed.client_assertion))) return problem(401, 'INVALID_CLIENT')
      serial += 1
      const token = `token-${serial}`
      tokens.add(token)
      return send(200, { access_token: token, token_type: 'Bearer', expires_in: 900 })
    }
    if (!tokens.has((request.headers.authorization ?? '').replace('Bearer ', ''))) {
      return problem(401, 'UNAUTHORIZED')
    }
    const answerCitizen = citizen.get(`${request.method} ${url.pathname}`)
    if (answerCitizen) {
      const answer = answerCitizen({ body: parsed, query: url.search })
      return send(answer.status, answer.body, answer.headers)
    }
    if (url.pathname === '/v1/office/events' && parsed.events.some(offends))
      return problem(400, 'BAD_REQUEST')
    if (url.pathname === '/v1/office/events') return send(200, push(parsed.events))
    if (url.pathname === '/v1/office/changes') {
      const [given = '1', from = '0'] = url.searchParams.get('cursor')?.split(':') ?? [String(generation)]
      if (Number(given) !== generation) return problem(400, 'CURSOR_INVALID')
      const limit = Number(url.searchParams.get('limit') ?? 1000)
      const after = [...entities.values()].filter((change) => change.revision > Number(from))
      const changes = after.slice(0, limit)
      const cursor = `${generation}:${changes.at(-1)?.revision ?? from}`
      return send(200, { changes, cursor, more: after.length > limit, serverTime: clock().toISOString() })
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

  async function isGoodAssertion(assertion: string): Promise<boolean> {
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
        return true
      } catch {
        // Perhaps another device's.
      }
    }
    return false
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
    /** The events taken in, in order. */
    log,
    appointments,
    days,
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
    putAppointment,
    putOffice,
    putUser,
    announce,
    /** The citizen or an operator does something to an appointment. */
    act(event: AppointmentEvent): Appointment {
      const row = appointments.get(event.appointmentId)
      if (!row) throw new Error('the double has no such appointment')
      const reduction = reduce(row, event, seedOffice.rules)
      if (!reduction.ok) throw new Error(`refused: ${reduction.refusal.code}`)
      const stamped = putAppointment(reduction.value)
      put(event.id, { entity: 'event', revision, data: event })
      return stamped
    },
    /** The appointment goes to another office. */
    moveAway(id: string): void {
      appointments.delete(id)
      revision += 1
      put(id, { entity: 'appointment_removed', revision, data: { id } })
    },
    forgetTokens: () => tokens.clear(),
    /** As after a restored backup: cursors are worth nothing, and events from `seq` on were never seen. */
    restoreBackup(seq: number): void {
      generation += 1
      for (const event of log.splice(seq - 1)) answered.delete(event.id)
    },
    forget(id: string): void {
      appointments.delete(id)
      entities.delete(id)
    },
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
