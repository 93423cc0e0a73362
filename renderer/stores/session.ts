import { create } from 'zustand'
import type { DeviceStatus } from '#shared/contract/device.ts'
import type { User } from '#shared/contract/office.ts'
import type { PasswordProblem } from '#shared/domain/password.ts'
import type { Role } from '#shared/domain/state.ts'
import { office } from '../transport/office-client.ts'
import { isSignInRequired, type Problem, passwordRefusalOf, problemOf } from '../transport/problem.ts'
import { setClock } from './clock.ts'
import { useOffice } from './office.ts'

/** `locked`: the core has ended the session, and the screen keeps what was being done for whoever locked it. */
export type Phase =
  | 'starting'
  | 'unreachable'
  | 'not_activated'
  | 'fetching'
  | 'signed_out'
  | 'signed_in'
  | 'locked'

type SessionStore = {
  phase: Phase
  device: DeviceStatus | null
  user: User | null
  /** Who has signed in at this window, the last one first: for the change from one to the other. */
  known: readonly User[]
  /** Why it is unreachable, or why the session ended. */
  problem: Problem | null
}

export const useSession = create<SessionStore>()(() => ({
  phase: 'starting',
  device: null,
  user: null,
  known: [],
  problem: null,
}))

const knowing = (user: User | null): readonly User[] => {
  const { known } = useSession.getState()
  return user ? [user, ...known.filter(({ id }) => id !== user.id)] : known
}

const phaseOf = ({ activated, firstFetch }: DeviceStatus): Phase =>
  !activated ? 'not_activated' : firstFetch ? 'fetching' : 'signed_out'

/** Asks the core where things stand: activated, signed in, what time it is. */
export async function startSession(): Promise<void> {
  try {
    const [device, current] = await Promise.all([office().device.status(), office().session.current()])
    setClock(current.now, current.today)
    if (device.office) useOffice.setState({ profile: device.office })
    useSession.setState({
      device,
      user: current.user,
      known: knowing(current.user),
      problem: null,
      phase: current.user ? 'signed_in' : phaseOf(device),
    })
  } catch (error) {
    useSession.setState({ phase: 'unreachable', problem: problemOf(error) })
  }
}

/**
 * Asks for the time and for who is signed in again: after sleep, now and then, and when people were changed. A session that
 * ended meanwhile is noticed here too, and so are other roles or another name.
 */
export async function refreshSession(): Promise<void> {
  try {
    const current = await office().session.current()
    setClock(current.now, current.today)
    const { phase, user } = useSession.getState()
    if (phase !== 'signed_in') return
    if (!current.user) endSession()
    else if (JSON.stringify(current.user) !== JSON.stringify(user)) {
      useSession.setState({ user: current.user, known: knowing(current.user) })
    }
  } catch {
    // The line's own state tells that the core is away; the clock runs on meanwhile.
  }
}

/** Signs in; answers the problem, or null when it went well. */
export async function signIn(username: string, password: string): Promise<Problem | null> {
  // In a browser a late answer to the lock would take the new session's cookie away.
  await ending
  try {
    const user = await office().session.signIn({ username, password })
    const current = await office().session.current()
    setClock(current.now, current.today)
    oneTimePassword = user.mustChangePassword ? password : null
    const { device } = useSession.getState()
    useSession.setState({
      phase: 'signed_in',
      user,
      known: knowing(user),
      problem: null,
      // They were named for the first of all only; the core names them no more either.
      device: device && { ...device, firstSupervisors: [] },
    })
    return null
  } catch (error) {
    return problemOf(error)
  }
}

/** A one-time password that was typed just now: it need not be typed again to be replaced. Forgotten with the session. */
let oneTimePassword: string | null = null
export const typedOneTimePassword = () => oneTimePassword
useSession.subscribe(({ user }) => {
  if (!user?.mustChangePassword) oneTimePassword = null
})

/** Another password for whoever is signed in; answers what is wrong, or null when it went well. */
export async function changePassword(
  present: string,
  password: string,
): Promise<{ problem: Problem; wrongPresent: boolean; why: PasswordProblem | null } | null> {
  try {
    const user = await office().session.changePassword({ present, password })
    useSession.setState({ user, known: knowing(user) })
    return null
  } catch (error) {
    const problem = problemOf(error)
    if (isSignInRequired(problem)) endSession()
    const wrongPresent = problem.kind === 'failed' && problem.code === 'INVALID_CREDENTIALS'
    return { problem, wrongPresent, why: passwordRefusalOf(error) }
  }
}

export async function signOut(): Promise<void> {
  try {
    await office().session.signOut()
  } catch {
    // Signed out here in any case: the screen must not stay open because the core is away.
  }
  useSession.setState({ phase: 'signed_out', user: null, problem: null })
}

/** The call under way that ends the session of a screen that was locked. */
let ending: Promise<unknown> = Promise.resolve()
/** How long to wait before the core is told again that the screen is locked, ms. */
const TELL_AGAIN = 2_000

/** Hides everything until somebody signs in, and has the core end the session, so that nothing answers behind it. */
export function lock(): void {
  if (useSession.getState().phase !== 'signed_in') return
  useSession.setState({ phase: 'locked', problem: null })
  const end = () => {
    if (useSession.getState().phase !== 'locked') return
    ending = office()
      .session.signOut()
      .catch((error: unknown) => {
        if (!isSignInRequired(problemOf(error))) setTimeout(end, TELL_AGAIN)
      })
  }
  end()
}

/** The core no longer knows the session, for instance after its restart. A screen that is locked stays so. */
export function endSession(): void {
  if (useSession.getState().phase === 'locked') return
  useSession.setState({
    phase: 'signed_out',
    user: null,
    problem: { kind: 'failed', code: 'SIGN_IN_REQUIRED' },
  })
}

/** Whether the person signed in holds one of the roles. */
export function useHasRole(...roles: Role[]): boolean {
  return useSession(({ user }) => user?.roles.some((role) => roles.includes(role)) ?? false)
}
