import { z } from 'zod'
import { appointmentSchema } from '#shared/domain/appointment.ts'
import {
  actorSchema,
  appointmentEventTypes,
  civilDateSchema,
  civilTimeSchema,
  dayEventTypes,
  instantSchema,
  userEventTypes,
} from '#shared/domain/event.ts'
import { slips } from '#shared/domain/paper.ts'
import { requestKinds, requirementItemSchema } from '#shared/domain/requirement.ts'
import { appointmentStates } from '#shared/domain/state.ts'
import { paperEventTypes } from '#shared/domain/viewing.ts'
import { printedCopySchema } from './paper.ts'

/** `queued`: waits to be sent · `sent`: the central system has it · `attention`: the central system refused an event. */
export const recordSyncSchema = z.enum(['queued', 'sent', 'attention'])
export type RecordSync = z.infer<typeof recordSyncSchema>

/** A line of the day's list. `searchKey` joins name, codes and phone in their search form (domain.md 2.1). */
export const dayRowSchema = z.object({
  id: z.uuid(),
  date: civilDateSchema,
  slot: civilTimeSchema,
  firstName: z.string(),
  lastName: z.string(),
  fatherName: z.string(),
  nationalCode: z.string(),
  trackingCode: z.string(),
  mobile: z.string().nullable(),
  requestKind: z.enum(requestKinds),
  state: z.enum(appointmentStates),
  queueNumber: z.int().nullable(),
  sync: recordSyncSchema,
  /** A walk-in that the central system has not confirmed yet. */
  unconfirmed: z.boolean(),
  searchKey: z.string(),
})
export type DayRow = z.infer<typeof dayRowSchema>

/** What became of an event at the central system; `noted`: refused, and there is nothing to settle. */
export const eventSyncSchema = z.enum(['queued', 'sent', 'parked', 'withdrawn', 'noted'])

export const historyEntrySchema = z.object({
  eventId: z.uuid(),
  type: z.enum([...appointmentEventTypes, ...dayEventTypes, ...userEventTypes, ...paperEventTypes]),
  payload: z.record(z.string(), z.unknown()),
  actor: actorSchema,
  /** By the server's clock as measured then. */
  at: instantSchema,
  sync: eventSyncSchema,
  /** Why the central system refused it. */
  code: z.string().nullable(),
})
export type HistoryEntry = z.infer<typeof historyEntrySchema>

/** The newest copy of a slip, and what became of it. */
export const printedSlipSchema = printedCopySchema.extend({ slip: z.enum(slips) })
export type PrintedSlip = z.infer<typeof printedSlipSchema>

/** Everything the applicant's side of the screen shows. `items` is empty when the requirement set is unknown. */
export const visitSchema = z.object({
  appointment: appointmentSchema,
  items: z.array(requirementItemSchema),
  sync: recordSyncSchema,
  history: z.array(historyEntrySchema),
  /** From when a no-show may be recorded. */
  noShowFrom: instantSchema,
  dayClosed: z.boolean(),
  /** Of each slip that was printed for this applicant. */
  papers: z.array(printedSlipSchema),
})
export type Visit = z.infer<typeof visitSchema>
