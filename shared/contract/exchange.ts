import { z } from 'zod'
import { civilDateSchema, instantSchema } from '#shared/domain/event.ts'
import { exchangeRefusals } from '#shared/exchange/exchange-error.ts'
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

/** Characters of a file that an office is given: about half a million appointments. */
export const longestList = 16 * 1024 * 1024

/** What a list changed here. */
export const importedListSchema = z.object({
  /** Up to when the central system's data are in it, and the first day of them. */
  madeAt: instantSchema,
  from: civilDateSchema,
  /** Whether everything that is in it was known here before it came. */
  isOlder: z.boolean(),
  appointments: z.int().min(0),
  days: z.int().min(0),
  office: z.boolean(),
  people: z.int().min(0),
  /** Acts that waited and are answered now, and how many of them the central system refused. */
  answered: z.int().min(0),
  refused: z.int().min(0),
})
export type ImportedList = z.infer<typeof importedListSchema>

/** Files in place of a line, for an office that has none for long. */
export const exchangeContract = {
  waiting: supervisor.output(waitingSchema),
  /** Everything that waits, sealed for the central system. It goes on waiting: a file may be lost on its way. */
  exportEvents: supervisor.output(
    z.object({ fileName: z.string(), text: z.string(), changes: z.int().min(0) }),
  ),
  /** The day's list and the answers to what was exported. What is newer here stays as it is. */
  importList: supervisor
    .errors({
      EXCHANGE_FILE_REFUSED: {
        status: 422,
        message: 'This file cannot be taken in; nothing was changed.',
        data: z.object({ why: z.enum(exchangeRefusals) }),
      },
    })
    .input(z.object({ text: z.string().min(1).max(longestList) }))
    .output(importedListSchema),
}
