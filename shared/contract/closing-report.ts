import { z } from 'zod'
import { civilDateSchema, instantSchema } from '#shared/domain/event.ts'
import { appointmentStates } from '#shared/domain/state.ts'
import { waitingSchema } from './exchange.ts'
import { printedCopySchema } from './paper.ts'

/** What is said of a day when it ends: figures, and nobody's name but those of the office's own people. */
export const closingReportSchema = z.object({
  date: civilDateSchema,
  counts: z.record(z.enum(appointmentStates), z.int().min(0)),
  /** Each time it was closed or opened again, the first first. */
  turns: z.array(
    z.object({
      what: z.enum(['closed', 'reopened']),
      /** Null when it was the central system. */
      by: z.string().nullable(),
      at: instantSchema,
      reason: z.string().nullable(),
    }),
  ),
  /** Papers of the day that are not known to have come out of a printer, without this report. */
  unprinted: z.int().min(0),
  waiting: waitingSchema,
  preparedBy: z.string(),
  /** The newest copy of this report; null before the first. */
  printed: printedCopySchema.nullable(),
})
export type ClosingReport = z.infer<typeof closingReportSchema>
