import { z } from 'zod'
import { instantSchema } from '#shared/domain/event.ts'
import { officeBase } from './office-base.ts'

/** What was done to the office's database at a start, kept until the supervisor has read it. */
export const recoverySchema = z.object({
  /** `incomplete`: its end was missing. `requested`: the supervisor wanted an older copy back. */
  cause: z.enum(['damaged', 'lost', 'incomplete', 'requested']),
  /** By the device's clock. */
  at: instantSchema,
  /** When the copy that was put in place was made; null when none was needed or there was none. */
  copyAt: instantSchema.nullable(),
  /** Acts that were taken from the journal, and acts in it that did not fit. */
  recorded: z.int().min(0),
  left: z.int().min(0),
  /** Whether the journal vouches for it that nothing is missing. */
  whole: z.boolean(),
  /** Where the damaged files and what did not fit are kept. */
  setAside: z.array(z.string()),
})
export type Recovery = z.infer<typeof recoverySchema>

const megabytes = { freeMegabytes: z.int().min(0), limitMegabytes: z.int().min(0) }

/** What endangers the office's work or keeps it from recording, with what a person needs to mend it. */
export const conditionSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('disk_full'), ...megabytes }),
  z.object({ code: z.literal('disk_low'), ...megabytes }),
  z.object({ code: z.literal('version_old'), version: z.string(), needed: z.string() }),
  /** Another device records for this office; this one was not, or is no longer, its host. */
  z.object({ code: z.literal('host_elsewhere'), deviceName: z.string(), seenAt: instantSchema }),
  /** After a restore the central system may know acts of this device that are not here. */
  z.object({ code: z.literal('own_events_unknown') }),
  z.object({ code: z.literal('database_restored'), recovery: recoverySchema }),
  z.object({ code: z.literal('backup_failed'), since: instantSchema }),
  z.object({ code: z.literal('journal_failed') }),
  /** The central system's clock minus the device's; `last_act`: the device's clock is before what it has recorded. */
  z.object({ code: z.literal('clock_wrong'), minutes: z.int(), measuredBy: z.enum(['central', 'last_act']) }),
  z.object({ code: z.literal('backlog_old'), events: z.int(), hours: z.int() }),
  /** The database's key is on no paper; `wanted`: and nobody has been asked yet. */
  z.object({ code: z.literal('escrow_missing'), wanted: z.boolean() }),
  z.object({ code: z.literal('backlog_large'), events: z.int(), limit: z.int() }),
])
export type Condition = z.infer<typeof conditionSchema>
export type ConditionCode = Condition['code']

/** Under these nothing is recorded: it would be lost, or not understood. */
export const blockingConditions: ReadonlySet<ConditionCode> = new Set([
  'disk_full',
  'version_old',
  'host_elsewhere',
  'own_events_unknown',
])

export const backupSchema = z.object({
  name: z.string(),
  at: instantSchema,
  bytes: z.int(),
  /** Whether it could be opened and every page of it was what it should be. */
  whole: z.boolean(),
})
export type Backup = z.infer<typeof backupSchema>

const anybody = officeBase.meta({ access: 'public' })
const supervisor = officeBase.meta({ access: ['supervisor'] })

/** Before anybody has signed in as well: whoever opens the application in the morning is to know. */
export const conditionContract = {
  /** All that is amiss at once, the worst first. */
  get: anybody.output(z.array(conditionSchema)),
  /** The supervisor has read what was restored. */
  acknowledgeRecovery: supervisor.output(z.array(conditionSchema)),
  /** This device becomes the office's host: the former one has died, or is to rest. Needs the central system. */
  takeOver: supervisor
    .errors({ CENTRAL_UNREACHABLE: { status: 503, message: 'The central system cannot be reached.' } })
    .output(z.array(conditionSchema)),
}

export const backupContract = {
  /** Every copy is opened and read; newest first. */
  list: supervisor.output(z.array(backupSchema)),
  make: supervisor.output(z.array(backupSchema)),
  /** The core starts again with this copy and all that was recorded since; everybody has to sign in anew. */
  restore: supervisor
    .errors({
      COPY_UNUSABLE: {
        status: 409,
        message: 'There is no such copy, or it is damaged; nothing was changed.',
      },
      JOURNAL_INCOMPLETE: {
        status: 409,
        message:
          'The second copy of the records is not whole now; restoring would lose some. Nothing was changed.',
      },
    })
    .input(z.object({ name: z.string().min(1).max(200) }))
    .output(z.object({})),
}
