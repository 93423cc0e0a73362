import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { RequestOptions } from 'node:https'
import { Agent, request } from 'node:https'
import type { Duplex } from 'node:stream'
import { pipeline, Readable } from 'node:stream'
import type { ConnectionOptions, TLSSocket } from 'node:tls'
import { connect } from 'node:tls'
import { createGunzip } from 'node:zlib'
import type { Fetch } from './central-client.ts'

/** Whoever answers holds another key than the one that was pinned. */
export class PinMismatchError extends Error {
  override readonly name = 'PinMismatchError'
  readonly code = 'pin_mismatch'

  constructor() {
    super('the key of the central system is not the pinned one')
  }
}

/**
 * `fetch` that speaks only to who holds one of the pinned keys (SHA-256 of the SubjectPublicKeyInfo, base64url). A socket is
 * handed to a request only after its handshake has proved the key, so that no byte of a request reaches anybody else.
 *
 * The pin stands in the place of certificate authorities, names and dates: the operator has named the one key that
 * counts, and an office's clock may be wrong (decision 0100).
 */
export function createPinnedFetch(pins: readonly string[]): Fetch {
  const agent = new PinnedAgent(new Set(pins))
  return (url, init) =>
    new Promise((resolve, reject) => {
      const call = request(url, {
        agent,
        method: init.method ?? 'GET',
        headers: { 'accept-encoding': 'gzip', ...plainHeaders(init.headers) },
        ...(init.signal ? { signal: init.signal } : {}),
      })
      call.on('error', reject)
      call.once('response', (answer) => resolve(responseOf(answer)))
      call.end(bodyOf(init.body))
    })
}

class PinnedAgent extends Agent {
  readonly #pins: ReadonlySet<string>

  constructor(pins: ReadonlySet<string>) {
    super({ keepAlive: true, maxCachedSessions: 0 })
    this.#pins = pins
  }

  override createConnection(
    options: RequestOptions,
    ready: (error: Error | null, socket: Duplex) => void = () => undefined,
  ): undefined {
    // Who answers is judged by the key alone, below. Each connection shows it anew: sessions are not resumed.
    const given = options as ConnectionOptions
    const socket = connect({ ...given, rejectUnauthorized: false, minVersion: 'TLSv1.2' })
    socket.once('error', (error) => ready(error, socket))
    socket.once('secureConnect', () => {
      socket.removeAllListeners('error')
      if (this.#pins.has(pinOf(socket))) {
        ready(null, socket)
        return
      }
      socket.on('error', () => undefined)
      socket.destroy()
      ready(new PinMismatchError(), socket)
    })
  }
}

/** Empty, which is no pin, when there is no certificate. */
function pinOf(socket: TLSSocket): string {
  const key = socket.getPeerX509Certificate()?.publicKey.export({ type: 'spki', format: 'der' })
  return key === undefined ? '' : createHash('sha256').update(key).digest('base64url')
}

const plainHeaders = (headers: RequestInit['headers']): Record<string, string> =>
  Object.fromEntries(new Headers(headers))

/** What the sync sends: texts and bytes in one piece. */
function bodyOf(body: RequestInit['body']): string | Uint8Array | undefined {
  if (body === undefined || body === null) return undefined
  if (typeof body === 'string' || body instanceof Uint8Array) return body
  throw new TypeError('a pinned request carries a text or bytes')
}

function responseOf(answer: IncomingMessage): Response {
  const headers = new Headers()
  for (let at = 0; at + 1 < answer.rawHeaders.length; at += 2) {
    headers.append(answer.rawHeaders[at] ?? '', answer.rawHeaders[at + 1] ?? '')
  }
  const status = answer.statusCode ?? 0
  if ([101, 204, 205, 304].includes(status)) {
    answer.resume()
    return new Response(null, { status, headers })
  }
  const zipped = headers.get('content-encoding') === 'gzip'
  // A line that breaks in mid-answer breaks what is read of it, and nothing else.
  const content = zipped ? pipeline(answer, createGunzip(), () => undefined) : answer
  return new Response(Readable.toWeb(content) as ReadableStream<Uint8Array>, { status, headers })
}

/** Codes of OpenSSL and Node for a certificate that is not accepted (`tls` in Node's documentation), and our own. */
const certificateCodes =
  /^(pin_mismatch|ERR_TLS_CERT_.*|CERT_.*|(UNABLE_TO|DEPTH_ZERO|SELF_SIGNED)_.*|.*_CERT_.*|HOSTNAME_MISMATCH)$/

/** Whether a request failed because of who answered, not because nobody did. */
export function isCertificateFailure(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if ('code' in at && typeof at.code === 'string' && certificateCodes.test(at.code)) return true
  }
  return false
}
