import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import {
  actorSchema,
  civilDateSchema,
  type EventType,
  eventTypes,
  instantSchema,
} from '#shared/domain/event.ts'
import { officeBase } from './office-base.ts'
import { eventSyncSchema } from './visit.ts'

const supervisor = officeBase.meta({ access: ['supervisor'] })

/** Entries in one page of the report, and of its export, at most. */
export const logPage = { list: 200, export: 1000 } as const

/** What the report can be narrowed to, as a supervisor would name it. */
export const logKinds = {
  viewed: ['record_viewed', 'person_looked_up'],
  printed: [
    'schedule_printed',
    'slip_printed',
    'closing_report_printed',
    'print_failed',
    'log_exported',
    'events_exported',
  ],
  arrivals: ['walked_in', 'checked_in', 'check_in_undone', 'returned'],
  documents: ['document_decided', 'details_corrected', 'documents_concluded', 'served'],
  queue: ['called', 'recalled', 'call_skipped', 'handed_over'],
  absences: ['marked_no_show', 'no_show_reversed', 'cancelled'],
  days: ['day_closed', 'day_reopened'],
  people: ['user_added', 'user_changed', 'password_set'],
} as const satisfies Record<string, readonly EventType[]>
export type LogKind = keyof typeof logKinds

/** Which entries; what is null is not asked for. Dates are civil dates of Tehran, both included. */
export const logFilterSchema = z.object({
  from: civilDateSchema.nullable().default(null),
  to: civilDateSchema.nullable().default(null),
  /** A person of the office, or `central`. */
  actor: z
    .union([z.uuid(), z.literal('central')])
    .nullable()
    .default(null),
  kind: z
    .enum(Object.keys(logKinds) as [LogKind, ...LogKind[]])
    .nullable()
    .default(null),
  /** National or tracking code of an applicant, in any digits. */
  code: z.string().max(40).nullable().default(null),
})
export type LogFilter = z.infer<typeof logFilterSchema>

/** Where a page ended: the next one begins behind it. */
export const logPlaceSchema = z.object({ at: instantSchema, id: z.uuid() })
export type LogPlace = z.infer<typeof logPlaceSchema>

export const logEntrySchema = z.object({
  eventId: z.uuid(),
  type: z.enum(eventTypes),
  payload: z.record(z.string(), z.unknown()),
  actor: actorSchema,
  /** By the server's clock as measured then, and what the device's own clock said. */
  at: instantSchema,
  deviceTime: instantSchema,
  clockOffsetMs: z.int(),
  deviceId: z.uuid(),
  deviceSeq: z.int().positive(),
  /** Whether this device recorded it. */
  own: z.boolean(),
  sync: eventSyncSchema,
  code: z.string().nullable(),
  /** Whom it is about, an applicant or somebody of the office, as far as the office still knows. */
  person: z
    .object({
      appointmentId: z.uuid().nullable(),
      name: z.string().nullable(),
      nationalCode: z.string().nullable(),
    })
    .nullable(),
})
export type LogEntry = z.infer<typeof logEntrySchema>

const pageSchema = z.object({ entries: z.array(logEntrySchema), next: logPlaceSchema.nullable() })

/** Why an entry is not what was recorded. */
export const logBreaks = [
  /** Its content does not fit its hash. */
  'changed',
  /** It does not follow on the one before: put in another place, or put in between. */
  'out_of_place',
  /** A number is not there. */
  'missing',
  /** The newest entries are not there. */
  'end_missing',
  /** It cannot be read at all. */
  'unreadable',
] as const
export type LogBreak = (typeof logBreaks)[number]

export const logVerificationSchema = z.object({
  /** How many entries of this device and of others were looked at. */
  own: z.int().min(0),
  foreign: z.int().min(0),
  /** The first that is not what was recorded; null when the chain is whole. */
  broken: z
    .object({
      why: z.enum(logBreaks),
      own: z.boolean(),
      deviceSeq: z.int().positive(),
      /** What stands there now, where it can be read. */
      entry: logEntrySchema.nullable(),
    })
    .nullable(),
})
export type LogVerification = z.infer<typeof logVerificationSchema>

/** The check on its way: how many of all entries have been looked at, and at last what was found. */
export const logCheckSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), checked: z.int().min(0), total: z.int().min(0) }),
  z.object({ kind: z.literal('done'), verification: logVerificationSchema }),
])
export type LogCheck = z.infer<typeof logCheckSchema>

/** «گزارش رویدادها»: who changed and who saw what, for the supervisor. */
export const eventLogContract = {
  list: supervisor
    .input(z.object({ filter: logFilterSchema, after: logPlaceSchema.nullable().default(null) }))
    .output(pageSchema),
  count: supervisor
    .input(z.object({ filter: logFilterSchema }))
    .output(z.object({ entries: z.int().min(0) })),
  /** Everybody who ever worked here, for the choice of a person. */
  people: supervisor.output(
    z.array(z.object({ id: z.uuid(), displayName: z.string(), active: z.boolean() })),
  ),
  /** Walks the whole chain; who goes away, or has asked enough, ends it. */
  verify: supervisor.output(eventIterator(logCheckSchema)),
  /** A page for a file. That somebody takes the report along is recorded with the first page. */
  export: supervisor
    .input(z.object({ filter: logFilterSchema, after: logPlaceSchema.nullable().default(null) }))
    .output(pageSchema),
}
