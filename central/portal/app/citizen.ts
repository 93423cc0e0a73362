import { create } from 'zustand'
import type { CitizenStatus, Credentials } from '#shared/contract/citizen.ts'

type Citizen = {
  /** Who has registered or signed in on this page. In memory only: a closed or reloaded page knows nobody. */
  credentials: Credentials | null
  /** What was last heard of them; null while it has to be asked for. */
  status: CitizenStatus | null
}

export const useCitizen = create<Citizen>()(() => ({ credentials: null, status: null }))

export function knowCitizen(credentials: Credentials, status: CitizenStatus | null = null): void {
  useCitizen.setState({ credentials, status })
}

export function forgetCitizen(): void {
  useCitizen.setState({ credentials: null, status: null })
}
