import { z } from 'zod'
import { instantSchema } from '#shared/domain/event.ts'
import { officeBase } from './office-base.ts'

const supervisor = officeBase.meta({ access: ['supervisor'] }).errors({
  EXCHANGE_KEYS_MISSING: {
    status: 409,
    message: 'The keys for files have not come from the central system yet; the line is needed once.',
  },
})

/** What waits for the central system, for who thinks of sending it as a file. */
export const waitingSchema = z.object({
  /** Changes, without what was only seen. */
  changes: z.int().min(0),
  /** Of the oldest that waits, by the server's clock. */
  since: instantSchema.nullable(),
})
export type Waiting = z.infer<typeof waitingSchema>

/** Files in place of a line, for an office that has none for long. */
export const exchangeContract = {
  waiting: supervisor.output(waitingSchema),
  /** Everything that waits, sealed for the central system. It goes on waiting: a file may be lost on its way. */
  exportEvents: supervisor.output(
    z.object({ fileName: z.string(), text: z.string(), changes: z.int().min(0) }),
  ),
}
