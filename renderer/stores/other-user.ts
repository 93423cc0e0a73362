import { useSession } from './session.ts'

/**
 * Has something forgotten when another person signs in at the same window; the same person signing in again finds it
 * all as it was.
 */
export function whenAnotherUserSignsIn(forget: () => void): void {
  let lastUser: string | null = null
  useSession.subscribe(({ user }) => {
    if (user === null || user.id === lastUser) return
    if (lastUser !== null) forget()
    lastUser = user.id
  })
}
