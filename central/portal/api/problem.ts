import type { IneligibilityReason } from '#shared/contract/citizen.ts'
import type { RegistrationErrors } from '#shared/domain/registration-form.ts'

/**
 * Why a request came to nothing: what the central system says in its problem document (RFC 9457), or what the line
 * did (`offline`, `server`).
 */
export type Problem = {
  code: string
  /** The central system's own sentence; empty where nothing was heard of it. */
  title: string
  fields?: RegistrationErrors
  reason?: IneligibilityReason
  /** First civil date on which booking is allowed again. */
  bookableFrom?: string
  retryAfterSeconds?: number
}

export const offline: Problem = { code: 'offline', title: '' }
export const serverFailed: Problem = { code: 'server', title: '' }

/** Reads an answer that is none of success. Whatever does not look like a problem document is the server's failure. */
export async function readProblem(response: Response): Promise<Problem> {
  if (response.status >= 500) return serverFailed
  const body: unknown = await response.json().catch(() => null)
  if (typeof body !== 'object' || body === null || !('code' in body)) return serverFailed
  const problem = body as Problem
  const seconds = problem.retryAfterSeconds ?? Number(response.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) ? { ...problem, retryAfterSeconds: seconds } : problem
}
