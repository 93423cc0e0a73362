import type { Refusal } from '#shared/domain/refusal.ts'

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
