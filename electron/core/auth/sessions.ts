import { createHash, randomBytes } from 'node:crypto'
import type { UserReads } from '#db/store.ts'
import type { Clock } from '#shared/clock.ts'
import type { OfficeUser } from '#shared/contract/central.ts'

/** A working day, and a little more: after that one signs in again. */
const longest = 14 * 60 * 60_000

/** Who is signed in at one connection: a browser with its cookie, or one message port. */
export type SessionHandle = {
  /**
   * The user, read anew at each call: null when nobody is signed in, the session is too old, or the central system has
   * since disabled the user or changed the password.
   */
  user(): OfficeUser | null
  /** Signs in; who was signed in at this connection is signed out. */
  begin(user: OfficeUser): void
  /** The user has changed their own password in this session, which goes on; their others end. */
  keep(user: OfficeUser): void
  /** Signs out. Without a session nothing happens. */
  end(): void
  /** Aborts when the session that now holds ends; aborted already when there is none. */
  signal(): AbortSignal
}

/** Sessions live in memory: when the core starts again everybody signs in again. */
export type Sessions = {
  open(user: OfficeUser): string
  keep(token: string, user: OfficeUser): void
  user(token: string): OfficeUser | null
  signal(token: string): AbortSignal
  close(token: string): void
  closeAll(): void
  readonly size: number
}

type Session = { userId: string; passwordHash: string; since: number; end: AbortController }

export function createSessions({ users, clock }: { users: UserReads; clock: Clock }): Sessions {
  // Under their hash, so that looking one up takes no time that depends on the secret.
  const sessions = new Map<string, Session>()
  const keyOf = (token: string) => createHash('sha256').update(token).digest('base64')

  const drop = (key: string) => {
    const session = sessions.get(key)
    sessions.delete(key)
    session?.end.abort()
  }
  const userOf = (key: string): OfficeUser | null => {
    const session = sessions.get(key)
    if (!session) return null
    const user = users.get(session.userId)
    const age = clock.now().getTime() - session.since
    if (user?.active && user.passwordHash === session.passwordHash && age < longest) return user
    drop(key)
    return null
  }

  return {
    open(user) {
      for (const key of [...sessions.keys()]) userOf(key)
      const token = randomBytes(32).toString('base64url')
      sessions.set(keyOf(token), {
        userId: user.id,
        passwordHash: user.passwordHash,
        since: clock.now().getTime(),
        end: new AbortController(),
      })
      return token
    },
    keep(token, user) {
      const session = sessions.get(keyOf(token))
      if (session?.userId === user.id) session.passwordHash = user.passwordHash
    },
    user: (token) => userOf(keyOf(token)),
    signal: (token) => sessions.get(keyOf(token))?.end.signal ?? AbortSignal.abort(),
    close: (token) => drop(keyOf(token)),
    closeAll() {
      for (const key of [...sessions.keys()]) drop(key)
    },
    get size() {
      return sessions.size
    },
  }
}

/** A session that belongs to one connection: `token` is where the connection keeps it. */
export function sessionHandle(
  sessions: Sessions,
  token: { get(): string | undefined; set(token: string): void; clear(): void },
): SessionHandle {
  const end = () => {
    const current = token.get()
    if (current === undefined) return
    sessions.close(current)
    token.clear()
  }
  return {
    user() {
      const current = token.get()
      return current === undefined ? null : sessions.user(current)
    },
    begin(user) {
      end()
      token.set(sessions.open(user))
    },
    keep(user) {
      const current = token.get()
      if (current !== undefined) sessions.keep(current, user)
    },
    end,
    signal() {
      const current = token.get()
      return current === undefined ? AbortSignal.abort() : sessions.signal(current)
    },
  }
}
