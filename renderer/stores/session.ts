import type { InferContractRouterOutputs } from '@orpc/contract'
import { create } from 'zustand'
import type { OfficeContract, User } from '#shared/contract/office.ts'
import type { Role } from '#shared/domain/state.ts'
import { office } from '../transport/office-client.ts'
import { type Problem, problemOf } from '../transport/problem.ts'
import { setClock } from './clock.ts'
import { useOffice } from './office.ts'

export type DeviceStatus = InferContractRouterOutputs<OfficeContract>['device']['status']

export type Phase = 'starting' | 'unreachable' | 'not_activated' | 'signed_out' | 'signed_in'

type SessionStore = {
  phase: Phase
  device: DeviceStatus | null
  user: User | null
  /** Why it is unreachable, or why the session ended. */
  problem: Problem | null
}

export const useSession = create<SessionStore>()(() => ({
  phase: 'starting',
  device: null,
  user: null,
  problem: null,
}))

/** Asks the core where things stand: activated, signed in, what time it is. */
export async function startSession(): Promise<void> {
  try {
    const [device, current] = await Promise.all([office().device.status(), office().session.current()])
    setClock(current.now, current.today)
    if (device.office) useOffice.setState({ profile: device.office })
    useSession.setState({
      device,
      user: current.user,
      problem: null,
      phase: current.user ? 'signed_in' : device.activated ? 'signed_out' : 'not_activated',
    })
  } catch (error) {
    useSession.setState({ phase: 'unreachable', problem: problemOf(error) })
  }
}

/** Asks for the time again: after sleep, and now and then. A session that ended meanwhile is noticed here too. */
export async function refreshClock(): Promise<void> {
  try {
    const current = await office().session.current()
    setClock(current.now, current.today)
    if (!current.user && useSession.getState().phase === 'signed_in') endSession()
  } catch {
    // The line's own state tells that the core is away; the clock runs on meanwhile.
  }
}

/** Signs in; answers the problem, or null when it went well. */
export async function signIn(username: string, password: string): Promise<Problem | null> {
  try {
    const user = await office().session.signIn({ username, password })
    const current = await office().session.current()
    setClock(current.now, current.today)
    useSession.setState({ phase: 'signed_in', user, problem: null })
    return null
  } catch (error) {
    return problemOf(error)
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

/** The core no longer knows the session, for instance after its restart. */
export function endSession(): void {
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
