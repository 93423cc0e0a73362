import { ORPCError } from '@orpc/server'
import { StorageError } from '#db/storage-error.ts'
import { ExchangeFileError } from '#shared/exchange/exchange-error.ts'
import { ExchangeKeysMissingError } from '../exchange/exchange-service.ts'
import { CopyUnusableError, JournalIncompleteError } from '../recovery/backup-service.ts'
import { AlreadyActivatedError } from '../services/device.ts'
import {
  NotActivatedError,
  NotFoundError,
  PasswordRefusedError,
  RecordingBlockedError,
  RefusedError,
  RegistrationUnknownError,
  WalkInInvalidError,
} from '../services/failure.ts'
import { InvalidCredentialsError, TooManyAttemptsError } from '../services/session.ts'
import { ActivationError } from '../sync/activate.ts'
import { CentralFailure } from '../sync/central-failure.ts'
import { CentralRefusedError } from '../sync/citizen-client.ts'
import { SignInRequiredError } from './context.ts'

/** Errors of the contract by code; what a procedure's contract does not name never leaves as a typed error. */
export type ContractFailure = { code: string; data?: unknown }

const activationCodes = {
  activation_code_invalid: 'ACTIVATION_CODE_INVALID',
  central_unreachable: 'CENTRAL_UNREACHABLE',
  certificate_refused: 'CENTRAL_NOT_TRUSTED',
} as const satisfies Record<ActivationError['code'], string>

/**
 * The one place where an error of ours becomes one of the contract's (`officeContract`): null for anything else, which
 * is a defect and leaves the core as an internal error without details.
 */
export function contractFailure(error: unknown): ContractFailure | null {
  if (error instanceof RefusedError) return { code: 'REFUSED', data: error.refusal }
  if (error instanceof NotFoundError) return { code: 'NOT_FOUND' }
  if (error instanceof RecordingBlockedError) return { code: 'RECORDING_BLOCKED' }
  if (error instanceof NotActivatedError) return { code: 'NOT_ACTIVATED' }
  if (error instanceof SignInRequiredError) return { code: 'SIGN_IN_REQUIRED' }
  if (error instanceof InvalidCredentialsError) return { code: 'INVALID_CREDENTIALS' }
  if (error instanceof TooManyAttemptsError) {
    return { code: 'TOO_MANY_ATTEMPTS', data: { retryAfterSeconds: error.retryAfterSeconds } }
  }
  if (error instanceof PasswordRefusedError) {
    return { code: 'PASSWORD_REFUSED', data: { why: error.code } }
  }
  if (error instanceof AlreadyActivatedError) return { code: 'ALREADY_ACTIVATED' }
  if (error instanceof ActivationError) return { code: activationCodes[error.code] }
  if (error instanceof CentralRefusedError) return { code: 'CENTRAL_REFUSED', data: error.refusal }
  if (error instanceof CentralFailure) {
    return { code: error.code === 'certificate_refused' ? 'CENTRAL_NOT_TRUSTED' : 'CENTRAL_UNREACHABLE' }
  }
  if (error instanceof RegistrationUnknownError) return { code: 'REGISTRATION_UNKNOWN' }
  if (error instanceof WalkInInvalidError) return { code: 'WALK_IN_INVALID', data: { fields: error.fields } }
  if (error instanceof CopyUnusableError) return { code: 'COPY_UNUSABLE' }
  if (error instanceof ExchangeFileError) {
    return { code: 'EXCHANGE_FILE_REFUSED', data: { why: error.code } }
  }
  if (error instanceof ExchangeKeysMissingError) return { code: 'EXCHANGE_KEYS_MISSING' }
  if (error instanceof JournalIncompleteError) return { code: 'JOURNAL_INCOMPLETE' }
  if (error instanceof StorageError) return { code: 'STORAGE_FAILED' }
  return null
}

/** True for what oRPC itself answers with, such as BAD_REQUEST for input that does not fit the schema. */
export const isAnswer = (error: unknown): error is ORPCError<string, unknown> => error instanceof ORPCError
