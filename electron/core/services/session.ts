import type { OfficeUser } from '#shared/contract/central.ts'
import type { User } from '#shared/contract/office.ts'
import { passwordProblem } from '#shared/domain/password.ts'
import type { Attempts } from '../auth/attempts.ts'
import { hashPassword, passwordFits } from '../auth/password.ts'
import type { SessionHandle } from '../auth/sessions.ts'
import { PasswordRefusedError } from './failure.ts'
import type { OfficeContext } from './office-context.ts'
import { actorOf, readMoment } from './office-context.ts'
import { record } from './record-event.ts'

/** User name or password is wrong; which of the two is not told. */
export class InvalidCredentialsError extends Error {
  override readonly name = 'InvalidCredentialsError'
  readonly code = 'invalid_credentials'
}

export class TooManyAttemptsError extends Error {
  override readonly name = 'TooManyAttemptsError'
  readonly code = 'too_many_attempts'
  readonly retryAfterSeconds: number

  constructor(retryAfterSeconds: number) {
    super('too many attempts')
    this.retryAfterSeconds = retryAfterSeconds
  }
}

export type SessionService = {
  /** Checks against the office's own users, so that it works offline. Throws the two errors above. */
  signIn(session: SessionHandle, username: string, password: string): Promise<User>
  signOut(session: SessionHandle): void
  /**
   * Another password for whoever is signed in, who has to know the present one. Their other sessions end.
   * Throws the two errors above, `PasswordRefusedError`, and what `record` throws.
   */
  changePassword(
    session: SessionHandle,
    user: OfficeUser,
    typed: { present: string; password: string },
  ): Promise<User>
  current(session: SessionHandle): { user: User | null; now: string; today: string }
}

export function createSessionService(context: OfficeContext & { attempts: Attempts }): SessionService {
  const { store, attempts } = context
  // The cost of the office's own hashes: what checking an unknown user has to take as long as.
  let like: string | undefined
  return {
    async signIn(session, username, password) {
      const wait = attempts.begin(username)
      if (wait !== null) throw new TooManyAttemptsError(wait)
      const user = store.users.byUsername(username)
      like = user?.passwordHash ?? like
      const fits = await passwordFits(user?.passwordHash, password, like)
      if (!user?.active || !fits) throw new InvalidCredentialsError('user name or password is wrong')
      attempts.succeed(username)
      if (store.settings.get('firstSignInAt') === undefined) {
        store.transaction(() => store.settings.set('firstSignInAt', readMoment(context).now))
      }
      session.begin(user)
      return publicUser(user)
    },
    signOut: (session) => session.end(),
    async changePassword(session, user, { present, password }) {
      const wait = attempts.begin(user.username)
      if (wait !== null) throw new TooManyAttemptsError(wait)
      if (!(await passwordFits(user.passwordHash, present))) {
        throw new InvalidCredentialsError('the present password is wrong')
      }
      attempts.succeed(user.username)
      const problem = passwordProblem(password, { username: user.username, present })
      if (problem !== null) throw new PasswordRefusedError(problem)
      const passwordHash = await hashPassword(password)
      const changed = record(context, actorOf(user), (recording) => {
        // Meanwhile a supervisor may have set another one.
        if (store.users.get(user.id)?.passwordHash !== user.passwordHash) {
          throw new InvalidCredentialsError('the present password is no longer the present one')
        }
        return recording.actOnUser({
          type: 'password_set',
          payload: { userId: user.id, passwordHash, oneTime: false },
        })
      })
      session.keep(changed)
      return publicUser(changed)
    },
    current(session) {
      const user = session.user()
      const { now, today } = readMoment(context)
      return { user: user ? publicUser(user) : null, now, today }
    },
  }
}

/** What a screen may know of a user: never the hash. */
export const publicUser = ({
  id,
  username,
  displayName,
  roles,
  desk,
  mustChangePassword,
}: OfficeUser): User => ({
  id,
  username,
  displayName,
  roles,
  desk,
  mustChangePassword,
})
