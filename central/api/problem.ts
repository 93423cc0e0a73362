import { STATUS_CODES } from 'node:http'
import type { Problem } from '#shared/contract/central.ts'

/** Media type of RFC 9457. */
export const problemType = 'application/problem+json'

/**
 * A problem document. `code` is stable: the names of the contract's errors; `detail` says which part of a request was
 * wrong, never what it held.
 */
export function problem(status: number, code: string, title?: string, detail?: string): Problem {
  return {
    type: `urn:pishkhan:problem:${code.toLowerCase().replaceAll('_', '-')}`,
    title: title ?? STATUS_CODES[status] ?? 'Error',
    status,
    code,
    ...(detail === undefined ? {} : { detail }),
  }
}

/** The members that a problem document itself has: an error's data cannot take their place. */
const ownMembers = new Set(['type', 'title', 'status', 'detail', 'instance', 'code'])

/** A problem document with what a typed error of the contract says beside its code (RFC 9457 3.2). */
export function withData(document: Problem, data: unknown): Problem {
  if (typeof data !== 'object' || data === null) return document
  const members = Object.entries(data).filter(([name]) => !ownMembers.has(name))
  return { ...document, ...Object.fromEntries(members) }
}

/** What every client is told of a failure of ours: nothing that helps anybody but that it was one. */
export const internalProblem = problem(500, 'INTERNAL_SERVER_ERROR', 'The server failed; try again later.')

/** The codes of requests that never reach the contract: Fastify refuses them itself. */
const codesByStatus: Readonly<Record<number, readonly [code: string, title: string]>> = {
  400: ['BAD_REQUEST', 'The request does not fit the contract.'],
  404: ['NOT_FOUND', 'There is no such thing.'],
  405: ['METHOD_NOT_ALLOWED', 'This address does not know that method.'],
  408: ['REQUEST_TIMEOUT', 'The request took too long to arrive.'],
  413: ['PAYLOAD_TOO_LARGE', 'The request is too large.'],
  415: ['UNSUPPORTED_MEDIA_TYPE', 'Send JSON, plain or gzipped.'],
  431: ['HEADERS_TOO_LARGE', 'The headers are too large.'],
  503: ['SERVICE_UNAVAILABLE', 'The server is stopping; try again.'],
}

/** The problem document for a status alone. */
export function problemOf(status: number): Problem {
  const [code, title] = codesByStatus[status] ?? ['BAD_REQUEST', 'The request cannot be served.']
  return status >= 500 && status !== 503 ? internalProblem : problem(status, code, title)
}
