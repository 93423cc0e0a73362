import { ORPCError } from '@orpc/client'
import { z } from 'zod'
import { type CentralRefusal, centralRefusalSchema } from '#shared/contract/citizen-services.ts'
import { refusalSchema } from '#shared/contract/office.ts'
import { type PasswordProblem, passwordProblems } from '#shared/domain/password.ts'
import type { Refusal } from '#shared/domain/refusal.ts'
import { validationCodes } from '#shared/domain/validation.ts'
import type { WalkInErrors } from '#shared/domain/walk-in-details.ts'
import { walkInFields } from '#shared/domain/walk-in-details.ts'
import { type ExchangeRefusal, exchangeRefusals } from '#shared/exchange/exchange-error.ts'
import type { Catalogue } from '#shared/i18n/catalogues.ts'

/** What the catalogue can name; everything the contract declares is in it. */
export type ProblemCode = keyof Catalogue['problem']

/** A failed call, ready to be put into words. */
export type Problem =
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'central_refused'; refusal: CentralRefusal }
  | { kind: 'file_refused'; why: ExchangeRefusal }
  | { kind: 'failed'; code: ProblemCode; retryAfterSeconds?: number }

const contractCodes: ReadonlySet<string> = new Set<Exclude<ProblemCode, 'unreachable' | 'unexpected'>>([
  'BAD_REQUEST',
  'SIGN_IN_REQUIRED',
  'FORBIDDEN',
  'NOT_FOUND',
  'NOT_ACTIVATED',
  'STORAGE_FAILED',
  'ALREADY_ACTIVATED',
  'ACTIVATION_CODE_INVALID',
  'CENTRAL_UNREACHABLE',
  'CENTRAL_NOT_TRUSTED',
  'REGISTRATION_UNKNOWN',
  'WALK_IN_INVALID',
  'INVALID_CREDENTIALS',
  'TOO_MANY_ATTEMPTS',
  'PASSWORD_CHANGE_REQUIRED',
  'PASSWORD_REFUSED',
  'RECORDING_BLOCKED',
  'COPY_UNUSABLE',
  'JOURNAL_INCOMPLETE',
  'EXCHANGE_KEYS_MISSING',
])

const fileRefusalSchema = z.object({ why: z.enum(exchangeRefusals) })

const isContractCode = (code: string): code is ProblemCode => contractCodes.has(code)

function secondsOf(data: unknown): { retryAfterSeconds?: number } {
  if (typeof data !== 'object' || data === null || !('retryAfterSeconds' in data)) return {}
  return typeof data.retryAfterSeconds === 'number' ? { retryAfterSeconds: data.retryAfterSeconds } : {}
}

/** The refusal with absent details left out, as the rule book's type has it. */
function refusalOf(data: unknown): Refusal | null {
  const parsed = refusalSchema.safeParse(data)
  if (!parsed.success) return null
  const { code, state, by, at, items, bookableFrom, count, desk, appointmentId, date } = parsed.data
  return {
    code,
    ...(state && { state }),
    ...(by && { by }),
    ...(at && { at }),
    ...(items && { items }),
    ...(bookableFrom && { bookableFrom }),
    ...(count !== undefined && { count }),
    ...(desk !== undefined && { desk }),
    ...(appointmentId && { appointmentId }),
    ...(date && { date }),
  }
}

/**
 * Sorts whatever a call threw: an error of the contract by its code, never by its text; everything that is not an
 * answer of the core at all is a line that is down.
 */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof ORPCError)) return { kind: 'failed', code: 'unreachable' }
  if (error.code === 'REFUSED') {
    const refusal = refusalOf(error.data)
    return refusal ? { kind: 'refused', refusal } : { kind: 'failed', code: 'unexpected' }
  }
  if (error.code === 'CENTRAL_REFUSED') {
    const parsed = centralRefusalSchema.safeParse(error.data)
    return parsed.success
      ? { kind: 'central_refused', refusal: parsed.data }
      : { kind: 'failed', code: 'unexpected' }
  }
  if (error.code === 'EXCHANGE_FILE_REFUSED') {
    const parsed = fileRefusalSchema.safeParse(error.data)
    return parsed.success
      ? { kind: 'file_refused', why: parsed.data.why }
      : { kind: 'failed', code: 'unexpected' }
  }
  if (isContractCode(error.code)) return { kind: 'failed', code: error.code, ...secondsOf(error.data) }
  return { kind: 'failed', code: error.status >= 502 ? 'unreachable' : 'unexpected' }
}

const walkInErrorsSchema = z.object({
  fields: z.partialRecord(z.enum(walkInFields), z.enum(validationCodes)),
})

/** What is wrong with which field of a walk-in; nothing for any other failure. */
export function walkInErrorsOf(error: unknown): WalkInErrors {
  if (!(error instanceof ORPCError) || error.code !== 'WALK_IN_INVALID') return {}
  const parsed = walkInErrorsSchema.safeParse(error.data)
  return parsed.success ? (parsed.data.fields as WalkInErrors) : {}
}

const passwordRefusedSchema = z.object({ why: z.enum(passwordProblems) })

/** Why a new password was not taken; null for any other failure. */
export function passwordRefusalOf(error: unknown): PasswordProblem | null {
  if (!(error instanceof ORPCError) || error.code !== 'PASSWORD_REFUSED') return null
  return passwordRefusedSchema.safeParse(error.data).data?.why ?? null
}

export const isSignInRequired = (problem: Problem): boolean =>
  problem.kind === 'failed' && problem.code === 'SIGN_IN_REQUIRED'
