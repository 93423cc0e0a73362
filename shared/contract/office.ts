import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { officeDaySchema } from '#shared/domain/day.ts'
import { civilDateSchema, civilTimeSchema, instantSchema, verdicts } from '#shared/domain/event.ts'
import { correctableFields } from '#shared/domain/requirement.ts'
import { appointmentStates } from '#shared/domain/state.ts'
import { officeProfileSchema } from './central.ts'
import { citizenServicesContract } from './citizen-services.ts'
import { closingReportSchema } from './closing-report.ts'
import { backupContract, conditionContract, conditionSchema } from './condition.ts'
import { deviceContract } from './device.ts'
import { diagnosticsContract } from './diagnostics.ts'
import { escrowContract } from './escrow.ts'
import { eventLogContract } from './event-log.ts'
import { exchangeContract } from './exchange.ts'
import { officeBase } from './office-base.ts'
import { begunSchema, paperContract } from './paper.ts'
import { changePassword, peopleContract, typedPasswordSchema, userSchema } from './people.ts'
import { displayContract, queueContract } from './queue.ts'
import { reportsContract } from './reports.ts'
import { syncStatusSchema } from './sync-status.ts'
import { dayRowSchema, historyEntrySchema, visitSchema } from './visit.ts'
import { walkInContract } from './walk-in.ts'

export type { Access } from './office-base.ts'
export { refusalSchema } from './office-base.ts'
export type { Colleague, User } from './people.ts'
export * from './queue.ts'
export * from './sync-status.ts'
export * from './visit.ts'

const anybody = officeBase.meta({ access: 'public' })
const signedIn = officeBase.meta({ access: 'signed_in' })
/** Also with a one-time password, which opens nothing else. */
const signedInOnce = officeBase.meta({ access: 'signed_in_once' })
const reception = officeBase.meta({ access: ['reception', 'supervisor'] })
const documentsDesk = officeBase.meta({ access: ['documents', 'supervisor'] })
const supervisor = officeBase.meta({ access: ['supervisor'] })

/** An event that the central system refused, with its appointment as it stands. */
export const parkedEventSchema = z.object({
  event: historyEntrySchema,
  appointmentId: z.uuid().nullable(),
  date: civilDateSchema,
  /** Of the applicant, or of the person of the office whom the event concerns. */
  name: z.string().nullable(),
  code: z.string(),
  message: z.string().nullable(),
  /** The state that the central system's copy is in now. */
  state: z.enum(appointmentStates).nullable(),
  /** Events of the same appointment that were refused because this one was. */
  successors: z.int().min(0),
})
export type ParkedEvent = z.infer<typeof parkedEventSchema>

/** Something changed, here or at the central system; rows come whole, so that nobody has to ask again. */
export const liveNoticeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('appointments'),
    rows: z.array(dayRowSchema),
    origin: z.enum(['office', 'central']),
    /** The user whose action it was, so that a screen does not mark its own change. */
    userId: z.uuid().nullable(),
  }),
  /** So much changed, or rows went away: ask for the day again. */
  z.object({ kind: z.literal('reload') }),
  z.object({ kind: z.literal('day'), day: officeDaySchema }),
  /** Something of that day was sent to a printer, or came out of it, or did not; for a slip, whose. */
  z.object({ kind: z.literal('papers'), date: civilDateSchema, appointmentId: z.uuid().nullable() }),
  z.object({ kind: z.literal('sync'), status: syncStatusSchema }),
  z.object({ kind: z.literal('office'), office: officeProfileSchema }),
  /** Somebody of the office was added or changed; whose session has ended is told so in the place of this. */
  z.object({ kind: z.literal('people') }),
  z.object({ kind: z.literal('condition'), conditions: z.array(conditionSchema) }),
])
export type LiveNotice = z.infer<typeof liveNoticeSchema>

const appointmentId = z.object({ appointmentId: z.uuid() })
const dayListSchema = z.object({
  date: civilDateSchema,
  rows: z.array(dayRowSchema),
  day: officeDaySchema,
})
const reason = z.string().trim().min(3).max(500)

/** Which lines the printed schedule holds; an empty choice means all. */
export const scheduleFilterSchema = z.object({
  date: civilDateSchema,
  states: z.array(z.enum(appointmentStates)).default([]),
  slot: civilTimeSchema.nullable().default(null),
})
export type ScheduleFilter = z.infer<typeof scheduleFilterSchema>

export const scheduleSchema = z.object({
  filter: scheduleFilterSchema,
  office: officeProfileSchema,
  /** Up to when the central system's data are in it. */
  dataAsOf: instantSchema.nullable(),
  preparedBy: z.string(),
  rows: z.array(dayRowSchema),
})
export type Schedule = z.infer<typeof scheduleSchema>

/** The procedures between a screen and the office's core, over a MessagePort or HTTP (DESIGN 2). */
export const officeContract = {
  device: deviceContract,
  session: {
    signIn: anybody
      .errors({
        INVALID_CREDENTIALS: { status: 401, message: 'User name or password is wrong.' },
        TOO_MANY_ATTEMPTS: {
          status: 429,
          message: 'Too many attempts; wait.',
          data: z.object({ retryAfterSeconds: z.int().positive() }),
        },
      })
      .input(z.object({ username: z.string().trim().min(1).max(60), password: typedPasswordSchema }))
      .output(userSchema),
    signOut: signedInOnce.output(z.object({})),
    changePassword,
    current: anybody.output(
      z.object({
        user: userSchema.nullable(),
        /** Instant and civil date of Tehran by the server's clock as far as it is known. */
        now: instantSchema,
        today: civilDateSchema,
      }),
    ),
  },
  day: {
    list: signedIn.input(z.object({ date: civilDateSchema })).output(dayListSchema),
    /** Whoever of these has not come, together: all of them are recorded, or none. */
    markNoShows: supervisor
      .input(z.object({ date: civilDateSchema, appointmentIds: z.array(z.uuid()).min(1).max(5000) }))
      .output(dayListSchema),
    /** Days with appointments, with their number, for the day switcher. */
    calendar: signedIn
      .input(z.object({ from: civilDateSchema, to: civilDateSchema }))
      .output(
        z.array(
          z.object({ date: civilDateSchema, appointments: z.int(), served: z.int(), closed: z.boolean() }),
        ),
      ),
    close: supervisor.input(z.object({ date: civilDateSchema })).output(officeDaySchema),
    closingReport: supervisor.input(z.object({ date: civilDateSchema })).output(closingReportSchema),
    reopen: supervisor.input(z.object({ date: civilDateSchema, reason })).output(officeDaySchema),
  },
  visit: {
    get: signedIn.input(appointmentId).output(visitSchema),
    /** Exact national or tracking code, as a scanner types it; the wanted day's first, then the nearest. */
    find: signedIn
      .input(z.object({ code: z.string().min(1).max(40), date: civilDateSchema }))
      .output(z.array(dayRowSchema)),
    checkIn: reception
      .input(appointmentId.extend({ reason: reason.nullable().default(null) }))
      .output(visitSchema),
    undoCheckIn: reception.input(appointmentId.extend({ reason })).output(visitSchema),
    recordReturn: reception.input(appointmentId).output(visitSchema),
    serve: documentsDesk.input(appointmentId).output(visitSchema),
    markNoShow: supervisor.input(appointmentId).output(visitSchema),
    reverseNoShow: supervisor.input(appointmentId.extend({ reason })).output(visitSchema),
  },
  documents: {
    decide: documentsDesk
      .input(
        appointmentId.extend({
          item: z.string().min(1).max(64),
          verdict: z.enum(verdicts),
          reasonCode: z.string().min(1).max(64).nullable().default(null),
          note: z.string().trim().max(500).nullable().default(null),
        }),
      )
      .output(visitSchema),
    /** `value` as typed; the core normalises it and refuses with `value_invalid`. */
    correct: documentsDesk
      .input(appointmentId.extend({ field: z.enum(correctableFields), value: z.string().max(500) }))
      .output(visitSchema),
    /** The outcome follows from the verdicts: complete when nothing required is missing, otherwise incomplete. */
    conclude: documentsDesk.input(appointmentId).output(visitSchema),
  },
  schedule: {
    get: signedIn.input(scheduleFilterSchema).output(scheduleSchema),
    /** Counts a copy that went to paper or PDF, and tells its number. */
    recordCopy: signedIn
      .input(scheduleFilterSchema.extend({ large: z.boolean().default(false) }))
      .output(begunSchema),
  },
  paper: paperContract,
  sync: {
    status: signedIn.output(syncStatusSchema),
    /** Tries now instead of waiting for the next turn. */
    now: signedIn.output(syncStatusSchema),
    tray: supervisor.output(z.array(parkedEventSchema)),
    /** Records the same act anew, by the rules and the state of now. */
    retry: supervisor.input(z.object({ eventId: z.uuid() })).output(z.array(parkedEventSchema)),
    /** Accepts the central system's version; the event stays in the history as withdrawn. */
    withdraw: supervisor.input(z.object({ eventId: z.uuid(), reason })).output(z.array(parkedEventSchema)),
  },
  people: peopleContract,
  log: eventLogContract,
  reports: reportsContract,
  condition: conditionContract,
  backup: backupContract,
  escrow: escrowContract,
  citizen: citizenServicesContract,
  walkIn: walkInContract,
  diagnostics: diagnosticsContract,
  exchange: exchangeContract,
  queue: queueContract,
  display: displayContract,
  live: {
    watch: signedIn.output(eventIterator(liveNoticeSchema)),
  },
}
export type OfficeContract = typeof officeContract
