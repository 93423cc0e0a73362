import { create } from 'zustand'
import type { OfficeProfile } from '#shared/contract/central.ts'
import type { SyncStatus } from '#shared/contract/office.ts'
import { office } from '../transport/office-client.ts'
import { type Problem, problemOf } from '../transport/problem.ts'

/** The office in the frame, and how it stands with the central system. */
type OfficeStore = { profile: OfficeProfile | null; sync: SyncStatus | null }

export const useOffice = create<OfficeStore>()(() => ({ profile: null, sync: null }))

export async function refreshSync(): Promise<void> {
  try {
    useOffice.setState({ sync: await office().sync.status() })
  } catch {
    // Shown by the line's own state; the last known status stays.
  }
}

/** Tries to synchronise now; answers the problem of the call itself, or null. */
export async function syncNow(): Promise<Problem | null> {
  try {
    useOffice.setState({ sync: await office().sync.now() })
    return null
  } catch (error) {
    return problemOf(error)
  }
}
