import { z } from 'zod'
import { civilDateSchema } from './civil-time.ts'
import { papers, printFailures, slips } from './paper.ts'
import { scheduleCopySchema } from './schedule-copy.ts'

/** For what somebody was asked for at the central system by a clerk: the services of a citizen, and a walk-in. */
export const lookUpPurposes = [
  'walk_in',
  'register',
  'recover',
  'status',
  'book',
  'change',
  'cancel',
] as const
export type LookUpPurpose = (typeof lookUpPurposes)[number]

/**
 * The payload of each event by which somebody's data were seen, printed or taken along. Such an event stands in the same
 * log and chain as every other and changes nothing: no appointment and no day is any different for it.
 */
export const viewingPayloads = {
  /** An applicant's file was opened. */
  record_viewed: z.object({ appointmentId: z.uuid() }),
  /** `found`: whether the central system knew such a person, or did what was asked. */
  person_looked_up: z.object({
    purpose: z.enum(lookUpPurposes),
    nationalCode: z.string().regex(/^[0-9]{10}$/),
    found: z.boolean(),
  }),
  /** A copy of the day's schedule went to paper or PDF; copies of before there was large type do not say in which. */
  schedule_printed: scheduleCopySchema.extend({
    date: civilDateSchema,
    large: z.boolean().optional(),
    copy: z.int().positive(),
    rows: z.int().min(0),
  }),
  /** A slip was sent to a printer for an applicant; its copies are counted for each applicant. */
  slip_printed: z.object({ appointmentId: z.uuid(), slip: z.enum(slips), copy: z.int().positive() }),
  /** The report of a day's end was sent to a printer or made a PDF. */
  closing_report_printed: z.object({ date: civilDateSchema, copy: z.int().positive() }),
  /** A copy that was counted did not come to paper; `printId` is the event that counted it. */
  print_failed: z.object({
    printId: z.uuid(),
    paper: z.enum(papers),
    appointmentId: z.uuid().nullable(),
    code: z.enum(printFailures),
  }),
  /** The report of events was written to a file; `from` and `to` are the civil dates that were asked for. */
  log_exported: z.object({
    from: civilDateSchema.nullable(),
    to: civilDateSchema.nullable(),
    entries: z.int().min(0),
  }),
  /** What waited for the central system was written to a sealed file for it; `changes` without what was only seen. */
  events_exported: z.object({ changes: z.int().min(0) }),
} as const

export type ViewingEventType = keyof typeof viewingPayloads
export type ViewingPayload<T extends ViewingEventType> = z.infer<(typeof viewingPayloads)[T]>

/** What was printed for an applicant: it is told in the history of the appointment as well. */
export const paperEventTypes = ['slip_printed', 'print_failed'] as const satisfies ViewingEventType[]
