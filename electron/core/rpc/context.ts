import type { OfficeUser } from '#shared/contract/central.ts'
import type { SessionHandle } from '../auth/sessions.ts'

/** What a transport hands to the router with each call. */
export type ConnectionContext = {
  session: SessionHandle
  /** Aborts when the connection, or the host that holds it, closes: long answers end then. */
  connection: AbortSignal
}

/** What the access check adds: the user who is signed in, null only for public procedures. */
export type CallContext = ConnectionContext & { user: OfficeUser | null }

/** Nobody is signed in; `rpc/failures.ts` turns it into SIGN_IN_REQUIRED. */
export class SignInRequiredError extends Error {
  override readonly name = 'SignInRequiredError'
  readonly code = 'sign_in_required'
}

/** The user of a procedure that the access check lets only signed-in users reach. Throws otherwise: it fails closed. */
export function signedInUser({ user }: CallContext): OfficeUser {
  if (user === null) throw new SignInRequiredError('sign in first')
  return user
}
