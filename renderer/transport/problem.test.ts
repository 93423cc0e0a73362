import { ORPCError } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import { officeContract } from '#shared/contract/office.ts'
import { exchangeRefusals } from '#shared/exchange/exchange-error.ts'
import { catalogues } from '#shared/i18n/catalogues.ts'
import { isSignInRequired, problemOf } from './problem.ts'

/** Every error that some procedure of the contract declares. */
function declaredCodes(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return []
  if ('~orpc' in part) return Object.keys((part['~orpc'] as { errorMap: object }).errorMap)
  return Object.values(part).flatMap(declaredCodes)
}

describe('problems', () => {
  const codes = [...new Set(declaredCodes(officeContract))]

  it.each(exchangeRefusals)('knows a file that is refused for %s and has words for it', (why) => {
    const error = new ORPCError('EXCHANGE_FILE_REFUSED', { defined: true, data: { why } })
    expect(problemOf(error)).toEqual({ kind: 'file_refused', why })
    expect(Object.keys(catalogues.fa.exchangeRefusal)).toContain(why)
  })
  it.each(codes)('knows %s by its code and has words for it', (code) => {
    if (code === 'REFUSED' || code === 'CENTRAL_REFUSED' || code === 'EXCHANGE_FILE_REFUSED') return
    expect(problemOf(new ORPCError(code, { defined: true }))).toMatchObject({ kind: 'failed', code })
    expect(Object.keys(catalogues.fa.problem)).toContain(code)
  })

  it('unpacks a refusal of the rule book', () => {
    const refusal = {
      code: 'already_checked_in',
      state: 'arrived',
      by: { kind: 'central' },
      at: '2026-11-22T06:52:00.000Z',
    }
    expect(problemOf(new ORPCError('REFUSED', { data: refusal }))).toEqual({ kind: 'refused', refusal })
    expect(problemOf(new ORPCError('REFUSED', { data: { code: 'no such code' } }))).toEqual({
      kind: 'failed',
      code: 'unexpected',
    })
  })

  it('unpacks a refusal of the central system', () => {
    const refusal = { code: 'BOOKING_BANNED', bookableFrom: '2026-11-26' }
    expect(problemOf(new ORPCError('CENTRAL_REFUSED', { data: refusal }))).toEqual({
      kind: 'central_refused',
      refusal,
    })
    expect(problemOf(new ORPCError('CENTRAL_REFUSED', { data: { code: 'no such code' } }))).toEqual({
      kind: 'failed',
      code: 'unexpected',
    })
  })

  it('keeps how long to wait', () => {
    const error = new ORPCError('TOO_MANY_ATTEMPTS', { data: { retryAfterSeconds: 12 } })
    expect(problemOf(error)).toMatchObject({ retryAfterSeconds: 12 })
  })

  it('takes what is no answer of the core for a line that is down', () => {
    expect(problemOf(new TypeError('fetch failed'))).toEqual({ kind: 'failed', code: 'unreachable' })
    expect(problemOf(new ORPCError('BAD_GATEWAY'))).toEqual({ kind: 'failed', code: 'unreachable' })
    expect(problemOf(new ORPCError('INTERNAL_SERVER_ERROR'))).toEqual({ kind: 'failed', code: 'unexpected' })
  })

  it('tells that the session has ended', () => {
    expect(isSignInRequired(problemOf(new ORPCError('SIGN_IN_REQUIRED')))).toBe(true)
    expect(isSignInRequired(problemOf(new ORPCError('FORBIDDEN')))).toBe(false)
  })
})
