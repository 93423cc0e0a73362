import { z } from 'zod'
import { civilDateSchema, instantSchema } from '#shared/domain/event.ts'
import { officeBase } from './office-base.ts'
import { syncStatusSchema } from './sync-status.ts'

const supervisor = officeBase.meta({ access: ['supervisor'] })

/**
 * «بستهٔ عیب‌یابی»: what the central system's support may see of an office, and all of it. Counts, versions and states; no
 * person, no code, no key.
 */
export const diagnosticsSchema = z.object({
  madeAt: instantSchema,
  program: z.object({
    version: z.string(),
    runtime: z.string(),
    platform: z.string(),
    system: z.string(),
  }),
  office: z.object({
    /** Code of the office, such as 72-104; null before the first pull. */
    code: z.string().nullable(),
    deviceId: z.uuid().nullable(),
    activatedAt: instantSchema.nullable(),
    centralUrl: z.string().nullable(),
  }),
  sync: syncStatusSchema.extend({
    /** Up to when the central system's data are here. */
    dataAsOf: instantSchema.nullable(),
  }),
  counts: z.object({
    today: civilDateSchema,
    appointmentsToday: z.int().min(0),
    /** Events that this device has ever recorded. */
    events: z.int().min(0),
  }),
  storage: z.object({
    /** Whether the engine finds the database whole. */
    isSound: z.boolean(),
    /** Whether the chain of events is whole, from the first to the newest. */
    isLogWhole: z.boolean(),
    /** In KiB; null for what is not there. */
    databaseKiB: z.int().nullable(),
    walKiB: z.int().nullable(),
    freeKiB: z.int().nullable(),
    backups: z.int().min(0),
    newestBackupAt: instantSchema.nullable(),
  }),
  /** The last lines of the log, oldest first. */
  log: z.array(z.string()),
})
export type Diagnostics = z.infer<typeof diagnosticsSchema>

export const diagnosticsContract = {
  /** Collects it now. Nothing leaves this computer; what is shown is what is saved. */
  collect: supervisor.output(diagnosticsSchema),
}
