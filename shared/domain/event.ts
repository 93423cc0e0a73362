import { z } from 'zod'
import { actorSchema } from './actor.ts'
import { applicantSchema } from './applicant.ts'
import { civilDateSchema, civilTimeSchema, instantSchema } from './civil-time.ts'
import { isStorable } from './free-text.ts'
import { type UserEventType, userPayloads } from './office-user.ts'
import { correctableFields, requestKinds } from './requirement.ts'
import { appointmentStates } from './state.ts'
import { turnPayloads } from './turn.ts'
import { type paperEventTypes, type ViewingEventType, viewingPayloads } from './viewing.ts'

export { type Actor, actorSchema } from './actor.ts'
export { civilDateSchema, civilTimeSchema, instantSchema }

const freeText = z.string().trim().max(500).refine(isStorable)
/** Three characters at least. Zod counts code points, JavaScript's `length` does not: ask this, do not count again. */
export const reasonSchema = freeText.min(3)
const reason = reasonSchema
const note = freeText

export const verdicts = ['accepted', 'failed', 'waived'] as const
export type Verdict = (typeof verdicts)[number]

/** The payload of each event that concerns one appointment. */
export const appointmentPayloads = {
  /**
   * Makes the appointment: a registered citizen who came without one (`admitWalkIn`). `overCapacity` is the supervisor's
   * reason for letting somebody in although the day is full.
   */
  walked_in: z.object({
    date: civilDateSchema,
    slot: civilTimeSchema,
    requestKind: z.enum(requestKinds),
    applicant: applicantSchema,
    overCapacity: reason.nullable(),
  }),
  checked_in: z.object({ queueNumber: z.int().positive(), reason: reason.nullable() }),
  check_in_undone: z.object({ reason }),
  document_decided: z.object({
    item: z.string().min(1).max(64),
    verdict: z.enum(verdicts),
    reasonCode: z.string().min(1).max(64).nullable(),
    note: note.nullable(),
  }),
  details_corrected: z.object({ field: z.enum(correctableFields), value: freeText.min(1) }),
  documents_concluded: z.object({ outcome: z.enum(['complete', 'incomplete']) }),
  returned: z.object({}),
  served: z.object({}),
  marked_no_show: z.object({ cause: z.enum(['marked', 'day_closed']) }),
  no_show_reversed: z.object({ reason }),
  cancelled: z.object({ by: z.enum(['citizen', 'operator']), reason: note.nullable() }),
  ...turnPayloads,
} as const

const counts = z.record(z.enum(appointmentStates), z.int().min(0))

/** The payload of each event that concerns a whole day of the office. */
export const dayPayloads = {
  day_closed: z.object({ date: civilDateSchema, counts }),
  day_reopened: z.object({ date: civilDateSchema, reason }),
} as const

export type AppointmentEventType = keyof typeof appointmentPayloads
export type DayEventType = keyof typeof dayPayloads
export type EventType = AppointmentEventType | DayEventType | UserEventType | ViewingEventType

const envelope = {
  /** UUIDv7, made by the device. */
  id: z.uuid(),
  officeId: z.uuid(),
  /** The device that made it; for events of the central system its own nil device. */
  deviceId: z.uuid(),
  /** 1, 2, 3 … without a gap for each device. */
  deviceSeq: z.int().positive(),
  actor: actorSchema,
  /** What the device's clock said. */
  deviceTime: instantSchema,
  /** Measured server clock minus device clock, milliseconds; 0 before the first contact. */
  clockOffsetMs: z.int(),
  /** Hex SHA-256 of the device's event before this one; 64 zeros for the first. */
  previousHash: z.string().regex(/^[0-9a-f]{64}$/),
} as const

const appointmentEnvelope = {
  ...envelope,
  appointmentId: z.uuid(),
  /** The appointment's server revision that the office had seen when it acted: tells an overtaken cancellation. */
  baseRevision: z.int().min(0),
  /** This device's event on the same appointment before this one; a rejected one takes its successors with it. */
  predecessorId: z.uuid().nullable(),
} as const

const of = <T extends AppointmentEventType>(type: T) =>
  z.object({ ...appointmentEnvelope, type: z.literal(type), payload: appointmentPayloads[type] })
const ofDay = <T extends DayEventType>(type: T) =>
  z.object({ ...envelope, appointmentId: z.null(), type: z.literal(type), payload: dayPayloads[type] })

const ofUser = <T extends UserEventType>(type: T) =>
  z.object({ ...envelope, appointmentId: z.null(), type: z.literal(type), payload: userPayloads[type] })

const ofViewing = <T extends ViewingEventType>(type: T) =>
  z.object({ ...envelope, appointmentId: z.null(), type: z.literal(type), payload: viewingPayloads[type] })

export const appointmentEventSchema = z.discriminatedUnion('type', [
  of('walked_in'),
  of('checked_in'),
  of('check_in_undone'),
  of('document_decided'),
  of('details_corrected'),
  of('documents_concluded'),
  of('returned'),
  of('served'),
  of('marked_no_show'),
  of('no_show_reversed'),
  of('cancelled'),
  of('called'),
  of('recalled'),
  of('call_skipped'),
  of('handed_over'),
])
export const dayEventSchema = z.discriminatedUnion('type', [ofDay('day_closed'), ofDay('day_reopened')])
export const userEventSchema = z.discriminatedUnion('type', [
  ofUser('user_added'),
  ofUser('user_changed'),
  ofUser('password_set'),
])
export const viewingEventSchema = z.discriminatedUnion('type', [
  ofViewing('record_viewed'),
  ofViewing('person_looked_up'),
  ofViewing('schedule_printed'),
  ofViewing('slip_printed'),
  ofViewing('closing_report_printed'),
  ofViewing('print_failed'),
  ofViewing('log_exported'),
  ofViewing('events_exported'),
])
export const officeEventSchema = z.union([
  appointmentEventSchema,
  dayEventSchema,
  userEventSchema,
  viewingEventSchema,
])

export type AppointmentEvent = z.infer<typeof appointmentEventSchema>
export type DayEvent = z.infer<typeof dayEventSchema>
export type UserEvent = z.infer<typeof userEventSchema>
export type ViewingEvent = z.infer<typeof viewingEventSchema>
/** What was printed for an applicant, or was to be. */
export type PaperEvent = Extract<ViewingEvent, { type: (typeof paperEventTypes)[number] }>
/** What changes something, as against what only tells that something was seen. */
export type ChangingEvent = AppointmentEvent | DayEvent | UserEvent
export type OfficeEvent = ChangingEvent | ViewingEvent
export type AppointmentPayload<T extends AppointmentEventType> = z.infer<(typeof appointmentPayloads)[T]>

export const appointmentEventTypes = Object.keys(appointmentPayloads) as AppointmentEventType[]
export const dayEventTypes = Object.keys(dayPayloads) as DayEventType[]
export const userEventTypes = Object.keys(userPayloads) as UserEventType[]
export const viewingEventTypes = Object.keys(viewingPayloads) as ViewingEventType[]
export const eventTypes: readonly EventType[] = [
  ...appointmentEventTypes,
  ...dayEventTypes,
  ...userEventTypes,
  ...viewingEventTypes,
]

/** An event that concerns a whole day of the office. */
export const isDayEvent = (event: OfficeEvent): event is DayEvent => Object.hasOwn(dayPayloads, event.type)

/** An event that concerns a person of the office: who may work there, as what, with which password. */
export const isUserEventType = (type: EventType): type is UserEventType => Object.hasOwn(userPayloads, type)
export const isUserEvent = (event: OfficeEvent): event is UserEvent => isUserEventType(event.type)

/** An event by which somebody's data were seen, printed or taken along; it changes nothing. */
export const isViewing = (event: OfficeEvent): event is ViewingEvent =>
  Object.hasOwn(viewingPayloads, event.type)

/** The device that the central system's own events (cancellation by the citizen) are recorded under. */
export const centralDeviceId = '00000000-0000-0000-0000-000000000000'

/** What the first event of a device names as the hash before it. */
export const chainStart = '0'.repeat(64)

/** What of an event's payload may be shown: everything but the hash of a password. */
export function shownPayload(event: OfficeEvent): Readonly<Record<string, unknown>> {
  if (!('passwordHash' in event.payload)) return event.payload
  const { passwordHash: _, ...shown } = event.payload
  return shown
}

/** The instant an event happened by the server's clock: device time corrected by the offset measured then. */
export function occurredAt(event: { deviceTime: string; clockOffsetMs: number }): string {
  return new Date(Date.parse(event.deviceTime) + event.clockOffsetMs).toISOString()
}
