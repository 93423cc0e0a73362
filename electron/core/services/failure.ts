import type { PasswordProblem } from '#shared/domain/password.ts'
import type { Refusal } from '#shared/domain/refusal.ts'
import type { WalkInErrors } from '#shared/domain/walk-in-details.ts'

/** Why a service did not do what it was asked; `rpc/failures.ts` turns each into the contract's typed error. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
  readonly code: Refusal['code']
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(`refused: ${refusal.code}`)
    this.code = refusal.code
    this.refusal = refusal
  }
}

/** Nothing is recorded until what is amiss is mended (`blockingConditions`). */
export class RecordingBlockedError extends Error {
  override readonly name = 'RecordingBlockedError'
  readonly code = 'recording_blocked'

  constructor() {
    super('recording is blocked')
  }
}

/** There is no such record in this office. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError'
  readonly code = 'not_found'

  constructor() {
    super('not found')
  }
}

/** The device is not activated, or the office's own record has not arrived from the central system yet. */
export class NotActivatedError extends Error {
  override readonly name = 'NotActivatedError'
  readonly code = 'not_activated'

  constructor() {
    super('this device has not been activated')
  }
}

/** The new password cannot be taken. */
export class PasswordRefusedError extends Error {
  override readonly name = 'PasswordRefusedError'
  readonly code: PasswordProblem

  constructor(code: PasswordProblem) {
    super(`password refused: ${code}`)
    this.code = code
  }
}

/** What was typed of a walk-in is not valid, by field. */
export class WalkInInvalidError extends Error {
  override readonly name = 'WalkInInvalidError'
  readonly code = 'walk_in_invalid'
  readonly fields: WalkInErrors

  constructor(fields: WalkInErrors) {
    super('walk-in invalid')
    this.fields = fields
  }
}

/** The central system knows no registration with both codes. */
export class RegistrationUnknownError extends Error {
  override readonly name = 'RegistrationUnknownError'
  readonly code = 'registration_unknown'

  constructor() {
    super('no registration has these codes')
  }
}
