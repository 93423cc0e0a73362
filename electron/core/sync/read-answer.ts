import type { z } from 'zod'
import { problemSchema } from '#shared/contract/central.ts'
import type { CentralFailureCode } from './central-failure.ts'
import { CentralFailure } from './central-failure.ts'

const codeByStatus: Record<number, CentralFailureCode> = {
  401: 'unauthorized',
  403: 'forbidden',
  413: 'too_large',
  429: 'rate_limited',
}

/** The longest that a Retry-After is believed. */
const longestPatienceMs = 10 * 60_000

/** Seconds or an HTTP date (RFC 9110 10.2.3) as milliseconds from `now`; null when it is neither. */
export function readRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null
  const seconds = Number(header)
  const ms = Number.isFinite(seconds) && header.trim() !== '' ? seconds * 1000 : Date.parse(header) - now
  if (Number.isNaN(ms)) return null
  return Math.min(Math.max(0, ms), longestPatienceMs)
}

/** Throws the `CentralFailure` that an answer other than 2xx means. */
export async function refuseFailure(response: Response): Promise<void> {
  if (response.ok) return
  const { status } = response
  const problem = await readProblem(response)
  // Relative to the answer's own date: our clock may be wrong.
  const date = Date.parse(response.headers.get('date') ?? '')
  const retryAfterMs = readRetryAfter(
    response.headers.get('retry-after'),
    Number.isNaN(date) ? Date.now() : date,
  )
  throw new CentralFailure(failureOf(status, problem, retryAfterMs), { status, problem, retryAfterMs })
}

function failureOf(status: number, problem: string | null, retryAfterMs: number | null): CentralFailureCode {
  if (problem === 'CURSOR_INVALID') return 'cursor_invalid'
  if (problem === 'SIGNATURE_INVALID') return 'signature_refused'
  if (status === 503 && retryAfterMs !== null) return 'rate_limited'
  if (status >= 500 || status === 408) return 'server_error'
  // A redirection, or a refusal in another form than the contract's, comes from something in between.
  if (status < 400 || (problem === null && status !== 413 && status !== 429)) return 'answer_malformed'
  return codeByStatus[status] ?? 'request_refused'
}

async function readProblem(response: Response): Promise<string | null> {
  try {
    const parsed = problemSchema.safeParse(await response.json())
    return parsed.success ? parsed.data.code : null
  } catch {
    return null
  }
}

/** Reads an answer of the contract, once. Throws `CentralFailure` `answer_malformed` for anything else, `network`. */
export async function readJson<T>(response: Response, schema: z.ZodType<T>): Promise<T> {
  let text: string
  try {
    text = await response.text()
  } catch (cause) {
    throw new CentralFailure('network', { cause })
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    // Its message would quote the answer.
    throw new CentralFailure('answer_malformed', { status: response.status })
  }
  const parsed = schema.safeParse(json)
  if (!parsed.success) throw new CentralFailure('answer_malformed', { status: response.status })
  return parsed.data
}
