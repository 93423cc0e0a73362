import type { AnyContractProcedure, ContractProcedure, ErrorMap, Meta } from '@orpc/contract'
import { z } from 'zod'
import type { Store } from '#db/store.ts'
import type { Clock } from '#shared/clock.ts'
import { problemSchema } from '#shared/contract/central.ts'
import type { CentralRefusal } from '#shared/contract/citizen-services.ts'
import { centralRefusalSchema } from '#shared/contract/citizen-services.ts'
import { NotActivatedError } from '../services/failure.ts'
import type { AccessToken } from './access-token.ts'
import { createAccessToken } from './access-token.ts'
import type { Fetch, Sender } from './central-client.ts'
import { createSender } from './central-client.ts'
import { CentralFailure } from './central-failure.ts'
import { createClockOffset } from './clock-offset.ts'
import { readJson, readRetryAfter, refuseFailure } from './read-answer.ts'

/** A citizen and a clerk wait for the answer. */
const patienceMs = 15_000

/** The central system refuses what was asked, by one of the codes of its contract. Nothing was changed there. */
export class CentralRefusedError extends Error {
  override readonly name = 'CentralRefusedError'
  readonly code = 'central_refused'
  readonly refusal: CentralRefusal

  constructor(refusal: CentralRefusal) {
    super(`refused by the central system: ${refusal.code}`)
    this.refusal = refusal
  }
}

/**
 * Asks one endpoint of the citizen's contract, with this device's token: a clerk vouches for the person. Throws
 * `NotActivatedError`, `CentralRefusedError`, `CentralFailure`.
 */
export type AskCentral = <Question, Answer>(
  procedure: ContractProcedure<z.ZodType<unknown, Question>, z.ZodType<Answer>, ErrorMap, Meta>,
  input: Question,
) => Promise<Answer>

export function createCitizenClient(parts: {
  store: Store
  clock: Clock
  fetch: Fetch
  /** Ends every request. */
  signal: AbortSignal
}): AskCentral {
  const { store } = parts
  let line: { centralUrl: string; send: Sender; token: AccessToken } | undefined

  const lineToCentral = () => {
    const device = store.settings.get('device')
    if (!device) throw new NotActivatedError()
    if (line?.centralUrl !== device.centralUrl) {
      const send = createSender(device.centralUrl, { ...parts, patienceMs })
      const offset = createClockOffset(store, parts.clock)
      const token = createAccessToken({ device, post: send.postJson, offset })
      line = { centralUrl: device.centralUrl, send, token }
    }
    return line
  }

  return async (procedure, input) => {
    const { send, token } = lineToCentral()
    const { path, init } = requestOf(procedure, input)
    const { outputSchema } = procedure['~orpc']
    if (!outputSchema) throw new Error('the contract does not say what is answered')
    for (let attempt = 1; ; attempt += 1) {
      const bearer = await token.get()
      const headers = { ...init.headers, authorization: `Bearer ${bearer}` }
      const response = await send.raw(path, { ...init, headers })
      if (response.status === 401) token.discard(bearer)
      if (response.status === 401 && attempt === 1) {
        await response.body?.cancel()
        continue
      }
      if (!response.ok) await refuse(response)
      return await readJson(response, outputSchema)
    }
  }
}

/** Fields named in the path go there, the rest into the query of a GET and into the body of everything else. */
function requestOf(
  procedure: AnyContractProcedure,
  input: unknown,
): { path: string; init: { method: string; headers: Record<string, string>; body?: string } } {
  const { path: template = '/', method = 'POST' } = procedure['~orpc'].route
  const rest = z.record(z.string(), z.unknown()).parse(input)
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(rest[name])
    delete rest[name]
    return encodeURIComponent(value)
  })
  if (method !== 'GET') {
    const headers = { 'content-type': 'application/json' }
    return { path, init: { method, headers, body: JSON.stringify(rest) } }
  }
  const given = Object.entries(rest).filter(([, value]) => value !== undefined)
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)]))
  return { path: given.length > 0 ? `${path}?${query}` : path, init: { method, headers: {} } }
}

/** Throws what an answer other than 2xx means: a refusal of the contract, or `CentralFailure` for everything else. */
async function refuse(response: Response): Promise<never> {
  const text = await response.text().catch((cause: unknown) => {
    throw new CentralFailure('network', { cause })
  })
  const refusal = response.status < 500 ? readRefusal(text, response.headers.get('retry-after')) : null
  if (refusal) throw new CentralRefusedError(refusal)
  await refuseFailure(new Response(text, { status: response.status, headers: response.headers }))
  throw new CentralFailure('answer_malformed', { status: response.status })
}

/** What the contract's errors carry stands in the problem document beside its own members (RFC 9457 3.2). */
function readRefusal(text: string, retryAfter: string | null): CentralRefusal | null {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return null
  }
  if (!problemSchema.safeParse(body).success) return null
  const refusal = centralRefusalSchema.safeParse(body)
  if (!refusal.success) return null
  if (refusal.data.code !== 'TOO_MANY_REQUESTS') return refusal.data
  const wait = readRetryAfter(retryAfter, Date.now())
  return wait === null
    ? refusal.data
    : { retryAfterSeconds: Math.max(1, Math.ceil(wait / 1000)), ...refusal.data }
}
