import { generateKeyPairSync, KeyObject, randomUUID, sign } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { uuidv7 } from 'uuidv7'
import type { Change, ChangesPage, PushAnswer } from '#shared/contract/central.ts'
import { changesPageSchema, limits, pushAnswerSchema } from '#shared/contract/central.ts'
import type {
  Actor,
  AppointmentEvent,
  AppointmentEventType,
  AppointmentPayload,
  DayEvent,
  OfficeEvent,
  UserEvent,
  ViewingEvent,
} from '#shared/domain/event.ts'
import { chainStart } from '#shared/domain/event.ts'
import { canonicalJson, hashCanonicalJson, hashEvent } from '#shared/domain/event-chain.ts'
import { logEndText } from '#shared/domain/log-signature.ts'
import type {
  CentralExchangeKeys,
  PrivateSealingKey,
  PrivateSigningKey,
} from '#shared/exchange/exchange-keys.ts'
import { centralExchangeKeysSchema, publicHalf } from '#shared/exchange/exchange-keys.ts'
import { sealFile } from '#shared/exchange/sealed-file.ts'

export function newSealingKey(): PrivateSealingKey {
  const { x = '', d = '' } = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' })
  return { kty: 'OKP', crv: 'X25519', x, d }
}

/** A device of an office that speaks the contract and nothing else: for tests of the central system. */
export class CentralDevice {
  readonly url: string
  readonly deviceId: string
  readonly officeId: string
  readonly #key: CryptoKey
  /** Opens files for this device; its public half is told by `tellExchangeKeys`. */
  readonly sealingKey: PrivateSealingKey = newSealingKey()
  #token: string | undefined
  /** Number and hash of the event written last. */
  seq = 0
  hash = chainStart

  private constructor(url: string, ids: { deviceId: string; officeId: string }, key: CryptoKey) {
    this.url = url
    this.deviceId = ids.deviceId
    this.officeId = ids.officeId
    this.#key = key
  }

  static async activate(url: string, activationCode: string): Promise<CentralDevice> {
    const { publicKey, privateKey } = await generateKeyPair('Ed25519', { extractable: true })
    const { x } = await exportJWK(publicKey)
    const response = await fetch(`${url}/v1/devices/activate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        activationCode,
        publicKey: { kty: 'OKP', crv: 'Ed25519', x },
        deviceName: 'پیشخوان آزمون',
      }),
    })
    if (!response.ok) throw new Error(`activation answered ${response.status}: ${await response.text()}`)
    return new CentralDevice(
      url,
      (await response.json()) as { deviceId: string; officeId: string },
      privateKey,
    )
  }

  /** A client assertion as RFC 7523 wants it, unless told otherwise. `now` in seconds. */
  assertion(
    now: number,
    changes: { aud?: string; exp?: number; jti?: string; iss?: string; key?: CryptoKey } = {},
  ): Promise<string> {
    return new SignJWT({ jti: changes.jti ?? randomUUID() })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setIssuer(changes.iss ?? this.deviceId)
      .setSubject(this.deviceId)
      .setAudience(changes.aud ?? `${this.url}/v1/token`)
      .setIssuedAt(now)
      .setExpirationTime(changes.exp ?? now + 60)
      .sign(changes.key ?? this.#key)
  }

  /** The server's own time: a test may have set it, and since then it has run on. */
  async serverSeconds(): Promise<number> {
    const health = await fetch(`${this.url}/healthz`)
    return Math.floor(Date.parse(health.headers.get('date') ?? '') / 1000)
  }

  requestToken(assertion: string): Promise<Response> {
    return fetch(`${this.url}/v1/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
      }),
    })
  }

  /** The next request asks for a new one. */
  forgetToken(): void {
    this.#token = undefined
  }

  async token(): Promise<string> {
    if (this.#token === undefined) {
      const response = await this.requestToken(await this.assertion(await this.serverSeconds()))
      if (!response.ok) throw new Error(`token answered ${response.status}: ${await response.text()}`)
      this.#token = ((await response.json()) as { access_token: string }).access_token
    }
    return this.#token
  }

  async fetch(
    path: string,
    init: RequestInit & { headers?: Record<string, string> } = {},
  ): Promise<Response> {
    return fetch(`${this.url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${await this.token()}`, ...init.headers },
    })
  }

  /** Writes the device's next event; a seam for events that are not as they should be is `changes`. */
  write<T extends AppointmentEventType>(
    type: T,
    payload: AppointmentPayload<T>,
    on: { appointmentId: string; actor: Actor; deviceTime: string; baseRevision?: number },
    changes: Partial<AppointmentEvent> = {},
  ): AppointmentEvent {
    return this.#append({
      ...this.#envelope(on.actor, on.deviceTime),
      appointmentId: on.appointmentId,
      baseRevision: on.baseRevision ?? 1_000_000,
      predecessorId: null,
      type,
      payload,
      ...changes,
    } as AppointmentEvent)
  }

  writeDay(event: Pick<DayEvent, 'type' | 'payload'>, on: { actor: Actor; deviceTime: string }): DayEvent {
    return this.#append({
      ...this.#envelope(on.actor, on.deviceTime),
      appointmentId: null,
      ...event,
    } as DayEvent)
  }

  writeUser(event: Pick<UserEvent, 'type' | 'payload'>, on: { actor: Actor; deviceTime: string }): UserEvent {
    return this.#append({
      ...this.#envelope(on.actor, on.deviceTime),
      appointmentId: null,
      ...event,
    } as UserEvent)
  }

  writeViewing(
    event: Pick<ViewingEvent, 'type' | 'payload'>,
    on: { actor: Actor; deviceTime: string },
  ): ViewingEvent {
    return this.#append({
      ...this.#envelope(on.actor, on.deviceTime),
      appointmentId: null,
      ...event,
    } as ViewingEvent)
  }

  /** Numbers and chains anything as the device's next event, for tests of what is in no contract. */
  writeAsIs(content: Record<string, unknown>): Record<string, unknown> {
    return this.#append({
      ...content,
      deviceId: this.deviceId,
      deviceSeq: this.seq + 1,
      previousHash: this.hash,
    } as unknown as OfficeEvent)
  }

  #envelope(actor: Actor, deviceTime: string) {
    return {
      id: uuidv7(),
      officeId: this.officeId,
      deviceId: this.deviceId,
      deviceSeq: this.seq + 1,
      actor,
      deviceTime,
      clockOffsetMs: 0,
      previousHash: this.hash,
    }
  }

  #append<E extends OfficeEvent>(event: E): E {
    this.seq = event.deviceSeq
    this.hash = hashEvent(event)
    return event
  }

  async tellExchangeKeys(): Promise<CentralExchangeKeys> {
    const response = await this.fetch('/v1/office/exchange-keys', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sealing: publicHalf(this.sealingKey) }),
    })
    if (!response.ok) throw new Error(`exchange keys answered ${response.status}`)
    return centralExchangeKeysSchema.parse(await response.json())
  }

  /** A file of events as an office saves it; `changes` is the seam for one that is not as it should be. */
  async eventsFile(
    events: readonly unknown[],
    keys: CentralExchangeKeys,
    changes: { officeId?: string; deviceId?: string; signedAs?: string; key?: PrivateSigningKey } = {},
  ): Promise<string> {
    const { officeId = this.officeId, deviceId = this.deviceId, signedAs = this.deviceId } = changes
    const { x = '', d = '' } = await exportJWK(this.#key)
    const key = changes.key ?? { kty: 'OKP', crv: 'Ed25519', x, d }
    const batches: unknown[] = []
    for (let start = 0; start < events.length; start += limits.pushEvents) {
      batches.push(this.signed(events.slice(start, start + limits.pushEvents)))
    }
    const json = JSON.stringify({ officeId, deviceId, madeAt: '2026-11-22T06:52:00.000Z', batches })
    const parties = { sender: { keyId: signedAs, key }, receiver: keys.sealing }
    return sealFile(json, 'office_events', parties)
  }

  /** A batch as it is sent, signed as far as there is anything to sign. */
  signed(events: readonly unknown[]): { events: readonly unknown[]; signature: string } {
    const last = events.at(-1)
    const seq = typeof last === 'object' && last !== null && 'deviceSeq' in last ? Number(last.deviceSeq) : 0
    const hash = hashCanonicalJson(canonicalJson(last ?? null))
    const text = logEndText({ deviceId: this.deviceId, seq, hash })
    const signature = sign(null, Buffer.from(text), KeyObject.from(this.#key)).toString('base64url')
    return { events, signature }
  }

  async pushRaw(
    events: readonly unknown[],
    { gzip = true, signature = this.signed(events).signature } = {},
  ): Promise<Response> {
    const body = JSON.stringify({ events, signature })
    return this.fetch('/v1/office/events', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(gzip ? { 'content-encoding': 'gzip' } : {}) },
      body: gzip ? new Uint8Array(gzipSync(body)) : body,
    })
  }

  async push(...events: OfficeEvent[]): Promise<PushAnswer> {
    const response = await this.pushRaw(events)
    if (!response.ok) throw new Error(`push answered ${response.status}: ${await response.text()}`)
    return pushAnswerSchema.parse(await response.json())
  }

  async page(cursor?: string, limit?: number): Promise<ChangesPage> {
    const query = new URLSearchParams({
      ...(cursor === undefined ? {} : { cursor }),
      ...(limit === undefined ? {} : { limit: String(limit) }),
    })
    const response = await this.fetch(`/v1/office/changes?${query}`)
    if (!response.ok) throw new Error(`changes answered ${response.status}: ${await response.text()}`)
    return changesPageSchema.strict().parse(await response.json())
  }

  /** All changes after a cursor. */
  async pull(cursor?: string, limit?: number): Promise<{ changes: Change[]; cursor: string }> {
    const changes: Change[] = []
    let at = cursor
    for (;;) {
      const page = await this.page(at, limit)
      changes.push(...page.changes)
      at = page.cursor
      if (!page.more) return { changes, cursor: at }
    }
  }
}

/** What a gzipped body holds. */
export const unzip = (bytes: ArrayBuffer): string => gunzipSync(Buffer.from(bytes)).toString()
