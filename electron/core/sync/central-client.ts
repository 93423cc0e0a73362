import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import type { z } from 'zod'
import type { DeviceIdentity, QueuedEvent } from '#db/store.ts'
import type { Clock } from '#shared/clock.ts'
import type { OfficeHost, OwnEvents, PushAnswer } from '#shared/contract/central.ts'
import { limits, officeHostSchema, ownEventsSchema, pushAnswerSchema } from '#shared/contract/central.ts'
import type { CentralExchangeKeys, SealingKey } from '#shared/exchange/exchange-keys.ts'
import { centralExchangeKeysSchema } from '#shared/exchange/exchange-keys.ts'
import { createAccessToken } from './access-token.ts'
import { splitCentralAddress } from './central-address.ts'
import { CentralFailure } from './central-failure.ts'
import type { ClockOffset } from './clock-offset.ts'
import { createLogSigner } from './device-key.ts'
import type { Faults } from './faults.ts'
import { createPinnedFetch, isCertificateFailure } from './pinned-fetch.ts'
import { type PulledPage, pulledPageSchema } from './pulled-page.ts'
import { readJson, refuseFailure } from './read-answer.ts'

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** The central system as the sync uses it. Everything throws `CentralFailure`. */
export type CentralClient = {
  /** @param events each the next of this device's log; the last is signed and vouches for them */
  push(events: readonly Pick<QueuedEvent, 'seq' | 'hash' | 'json'>[]): Promise<PushAnswer>
  pull(cursor: string | undefined): Promise<PulledPage>
  /** What this device has sent after a number, with what became of it. */
  ownEvents(after: number): Promise<OwnEvents>
  /** Says that this device is there, and learns who is the office's host; `takeOver` makes this device it. */
  host(takeOver: boolean): Promise<OfficeHost>
  /** Tells the key that files for this device are sealed for, and learns those of the central system. */
  exchangeKeys(sealing: SealingKey): Promise<CentralExchangeKeys>
  /** Resolves when the stream is open; the answer's body runs until it breaks or `signal` aborts. */
  openStream(signal: AbortSignal): Promise<Response>
}

/** Long enough for a full page on a slow line. */
const pageMs = 60_000
/** Smaller bodies are not worth compressing. */
const smallBytes = 1024

const compress = promisify(gzip)

export type ClientParts = {
  fetch: Fetch
  clock: Clock
  offset: ClockOffset
  faults: Faults
  /** Ends every request. */
  signal: AbortSignal
}

export function createCentralClient(device: DeviceIdentity, parts: ClientParts): CentralClient {
  const { clock, offset, faults } = parts
  const send = createSender(device.centralUrl, parts)
  const token = createAccessToken({ device, post: send.postJson, offset })

  /** With a token; an answer 401 is asked once more with a new one. */
  const authorized = async (path: string, init: RequestInit, signal?: AbortSignal): Promise<Response> => {
    for (let attempt = 1; ; attempt += 1) {
      const bearer = await token.get()
      const headers = { ...init.headers, authorization: `Bearer ${bearer}` }
      const response = await send.raw(path, { ...init, headers }, signal)
      if (response.status === 401) {
        token.discard(bearer)
        if (attempt === 1) {
          await response.body?.cancel()
          continue
        }
      }
      await refuseFailure(response)
      return response
    }
  }
  const signed = createLogSigner(device)
  const ask = async <T>(method: string, path: string, question: unknown, schema: z.ZodType<T>) => {
    const headers = { 'content-type': 'application/json' }
    return readJson(await authorized(path, { method, headers, body: JSON.stringify(question) }), schema)
  }
  /** Batches leave in the order they were handed in, however long each takes to compress. */
  let pushTurn: Promise<void> = Promise.resolve()

  return {
    async push(events) {
      const last = events.at(-1)
      if (last === undefined) throw new Error('there is nothing to push')
      const texts = events.map(({ json }) => json).join(',')
      const encoded = encode(`{"events":[${texts}],"signature":"${signed(last)}"}`)
      const before = pushTurn
      const turn = Promise.withResolvers<void>()
      pushTurn = turn.promise
      let request: Promise<Response>
      try {
        await before
        const body = await encoded
        faults.at('after_commit_before_send')
        request = authorized('/v1/office/events', { method: 'POST', ...body })
      } finally {
        turn.resolve()
      }
      const response = await request
      faults.at('sent_reply_lost')
      const answer = await readJson(response, pushAnswerSchema)
      faults.at('reply_before_ack')
      return answer
    },
    async pull(cursor) {
      const query = new URLSearchParams({ limit: String(limits.pullRows), ...(cursor ? { cursor } : {}) })
      // The token may take a round of its own: it is no part of the trip that is measured.
      await token.get()
      const sentAt = clock.now().getTime()
      const response = await authorized(`/v1/office/changes?${query}`, { method: 'GET' })
      const receivedAt = clock.now().getTime()
      const page = await readJson(response, pulledPageSchema)
      // A push is worked before it is answered; a pull's answer is about as old as its way here.
      offset.measure(page.serverTime, { sentAt, receivedAt })
      return page
    },
    async ownEvents(after) {
      const response = await authorized(`/v1/office/events?after=${after}`, { method: 'GET' })
      return readJson(response, ownEventsSchema)
    },
    host: (takeOver) => ask('POST', '/v1/office/host', { takeOver }, officeHostSchema),
    exchangeKeys: (sealing) => ask('PUT', '/v1/office/exchange-keys', { sealing }, centralExchangeKeysSchema),
    openStream: (signal) =>
      authorized(
        '/v1/office/changes/stream',
        { method: 'GET', headers: { accept: 'text/event-stream' } },
        signal,
      ),
  }
}

async function encode(
  json: string,
): Promise<{ body: Uint8Array<ArrayBuffer> | string; headers: Record<string, string> }> {
  const headers = { 'content-type': 'application/json' }
  if (json.length < smallBytes) return { body: json, headers }
  const bytes = await compress(json, { level: constants.Z_BEST_SPEED })
  return { body: new Uint8Array(bytes), headers: { ...headers, 'content-encoding': 'gzip' } }
}

export type Sender = {
  /** @param signal instead of the usual patience */
  raw(path: string, init: RequestInit, signal?: AbortSignal): Promise<Response>
  postJson(path: string, body: unknown): Promise<Response>
}

/**
 * Requests to one central system. Redirections are not followed: nobody else gets our token.
 *
 * @param address with the pins of its key, if it has any; then only who holds such a key is spoken to
 */
export function createSender(
  address: string,
  {
    fetch: usual,
    signal: stop,
    patienceMs = pageMs,
  }: Pick<ClientParts, 'fetch' | 'signal'> & { patienceMs?: number },
): Sender {
  const { base, pins } = splitCentralAddress(address)
  const fetch = pins.length > 0 ? createPinnedFetch(pins) : usual
  const raw: Sender['raw'] = async (path, init, signal) => {
    const limit = signal ?? AbortSignal.timeout(patienceMs)
    try {
      return await fetch(`${base}${path}`, {
        ...init,
        redirect: 'manual',
        signal: AbortSignal.any([stop, limit]),
      })
    } catch (cause) {
      throw new CentralFailure(isCertificateFailure(cause) ? 'certificate_refused' : 'network', { cause })
    }
  }
  return {
    raw,
    postJson: (path, body) =>
      raw(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
  }
}
