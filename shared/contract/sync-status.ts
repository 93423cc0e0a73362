import { z } from 'zod'
import { instantSchema } from '#shared/domain/event.ts'

/** What the central system and the line to it look like from here. */
export const syncStatusSchema = z.object({
  connection: z.enum(['online', 'offline', 'connecting']),
  /** Instant of the last complete exchange; null before the first. */
  lastSyncAt: instantSchema.nullable(),
  /** Up to when the data are that came as a file since then; null while the line has brought everything. */
  dataByFileAt: instantSchema.nullable(),
  /** Events not yet acknowledged, and events the central system refused that nobody has settled. */
  queued: z.int().min(0),
  parked: z.int().min(0),
  /** Why it is offline: a stable code such as `network`, `server_error`, `unauthorized`, `not_activated`. */
  problem: z.string().nullable(),
  /** Measured server clock minus device clock, ms. */
  clockOffsetMs: z.int(),
})
export type SyncStatus = z.infer<typeof syncStatusSchema>
