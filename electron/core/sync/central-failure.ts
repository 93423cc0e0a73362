/**
 * Why an exchange with the central system did not work. The codes are stable: `SyncStatus.problem` shows them.
 *
 * `network` no answer · `certificate_refused` what answers cannot prove to be the central system: nothing was sent · `server_error` 5xx · `rate_limited` 429 or 503 with Retry-After · `unauthorized` the device is
 * not accepted · `forbidden` it may not do that any more · `answer_malformed` not the central system's answer, such as
 * the page of a hotel's network · `request_refused` another 4xx · `too_large` 413 · `signature_refused` the events are
 * not those that this device signed, or it has another key there · `cursor_invalid` · `sequence_conflict` both sides' numbers of events cannot be brought together.
 */
export type CentralFailureCode =
  | 'network'
  | 'certificate_refused'
  | 'server_error'
  | 'rate_limited'
  | 'unauthorized'
  | 'forbidden'
  | 'answer_malformed'
  | 'request_refused'
  | 'too_large'
  | 'signature_refused'
  | 'cursor_invalid'
  | 'sequence_conflict'

export class CentralFailure extends Error {
  override readonly name = 'CentralFailure'
  readonly code: CentralFailureCode
  readonly status: number | null
  /** How long the central system asks to be left alone, ms. */
  readonly retryAfterMs: number | null
  /** The stable code of its problem document (RFC 9457). */
  readonly problem: string | null

  constructor(
    code: CentralFailureCode,
    details: {
      status?: number
      retryAfterMs?: number | null
      problem?: string | null
      cause?: unknown
    } = {},
  ) {
    super(details.problem ? `${code}: ${details.problem}` : code, { cause: details.cause })
    this.code = code
    this.status = details.status ?? null
    this.retryAfterMs = details.retryAfterMs ?? null
    this.problem = details.problem ?? null
  }
}

const offlineCodes: ReadonlySet<string> = new Set<CentralFailureCode>([
  'network',
  'certificate_refused',
  'server_error',
  'rate_limited',
  'unauthorized',
  'forbidden',
  'answer_malformed',
])

/** Without a line to the central system nothing else can work either; the rest are quarrels over content. */
export const meansOffline = (code: string): boolean => offlineCodes.has(code)
