import type { SyncStatus } from '#shared/contract/office.ts'

/** Everything sent, and the line is there; but for `changes`. */
export const syncStatus = (changes: Partial<SyncStatus> = {}): SyncStatus => ({
  connection: 'online',
  lastSyncAt: null,
  dataByFileAt: null,
  queued: 0,
  parked: 0,
  problem: null,
  clockOffsetMs: 0,
  ...changes,
})
