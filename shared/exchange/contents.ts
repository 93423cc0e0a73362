import { z } from 'zod'
import { changeSchema, limits, pushCodes, pushSignatureSchema } from '#shared/contract/central.ts'
import { civilDateSchema, instantSchema } from '#shared/domain/civil-time.ts'

/** What an office without a line sends: all its events that the central system has not answered, in order. */
export const officeEventsSchema = z.object({
  officeId: z.uuid(),
  deviceId: z.uuid(),
  madeAt: instantSchema,
  /** Each as it would be pushed: the device vouches for every one of them by itself. */
  batches: z
    .array(
      z.object({
        events: z.array(z.unknown()).min(1).max(limits.pushEvents),
        signature: pushSignatureSchema,
      }),
    )
    .min(1),
})
export type OfficeEvents = z.infer<typeof officeEventsSchema>

/** What an office without a line gets: its data as a pull would give them, and what became of what it sent. */
export const officeListSchema = z.object({
  officeId: z.uuid(),
  deviceId: z.uuid(),
  /** By the central system's clock: up to when its data are in the file. */
  madeAt: instantSchema,
  /** The first day that is in it. */
  from: civilDateSchema,
  /** The office's newest revision then. */
  revision: z.int().min(0),
  changes: z.array(changeSchema),
  /** Up to which of the device's events the central system has an answer: refused as said here, all others applied. */
  answered: z.object({
    seq: z.int().min(0),
    /** Of the event with that number: it tells whether they are this log's. */
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    refused: z.array(
      z.object({ id: z.string().max(100), code: z.enum(pushCodes), message: z.string().nullable() }),
    ),
  }),
})
export type OfficeList = z.infer<typeof officeListSchema>
