import { V7Generator } from 'uuidv7'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { OfficeDay } from '#shared/domain/day.ts'
import { openDay, reduceDay } from '#shared/domain/day.ts'
import type {
  AppointmentEvent,
  AppointmentEventType,
  AppointmentPayload,
  DayEvent,
  OfficeEvent,
} from '#shared/domain/event.ts'
import {
  appointmentEventSchema,
  dayEventSchema,
  userEventSchema,
  viewingEventSchema,
} from '#shared/domain/event.ts'
import { hashEvent } from '#shared/domain/event-chain.ts'
import type { OfficeUser, UserEventType, UserPayload } from '#shared/domain/office-user.ts'
import { mayCause } from '#shared/domain/permission.ts'
import { reduce } from '#shared/domain/reduce.ts'
import { reduceUser } from '#shared/domain/reduce-user.ts'
import type { Refusal } from '#shared/domain/refusal.ts'
import { isOfficeClosed } from '#shared/domain/rules.ts'
import type { ViewingEventType, ViewingPayload } from '#shared/domain/viewing.ts'
import { admitWalkIn } from '#shared/domain/walk-in.ts'
import { NotFoundError, RecordingBlockedError, RefusedError } from './failure.ts'
import type { Moment, OfficeContext, UserActor } from './office-context.ts'
import { readMoment, requireDevice, requireOffice } from './office-context.ts'

/** What is done to one appointment: type and payload of the event to be. */
export type Act = {
  [T in Exclude<AppointmentEventType, 'walked_in'>]: { type: T; payload: AppointmentPayload<T> }
}[Exclude<AppointmentEventType, 'walked_in'>]

/** What is done to a day; its date is in the payload. */
export type DayAct =
  | Pick<Extract<DayEvent, { type: 'day_closed' }>, 'type' | 'payload'>
  | Pick<Extract<DayEvent, { type: 'day_reopened' }>, 'type' | 'payload'>

/** What is done to a person of the office. */
export type UserAct = {
  [T in UserEventType]: { type: T; payload: UserPayload<T> }
}[UserEventType]

/** What was only seen, printed or taken along. */
export type ViewingAct = {
  [T in ViewingEventType]: { type: T; payload: ViewingPayload<T> }
}[ViewingEventType]

/** Acts of one transaction: all of them are kept, or none. */
export type Recording = {
  readonly moment: Moment
  /**
   * Applies an act to an appointment by the rule book and writes state and event.
   * `act` may be worked out from the appointment as it stands. Throws `NotFoundError`, `RefusedError`.
   */
  act(appointmentId: string, act: Act | ((appointment: Appointment) => Act)): Appointment
  /**
   * Makes the appointment of somebody who came without one; with the id of one that the central system refused, anew.
   * Throws `RefusedError`.
   */
  admit(walkIn: AppointmentPayload<'walked_in'>, appointmentId?: string): Appointment
  /** Nobody is admitted on a day that is closed, whether by its supervisor or as a holiday. Throws `RefusedError`. */
  refuseOnClosedDay(date: string): void
  /** Closes or reopens a day. Throws `RefusedError`. */
  actOnDay(act: DayAct): OfficeDay
  /** Adds or changes a person of the office. Throws `RefusedError`. */
  actOnUser(act: UserAct): OfficeUser
  /** Notes that something was seen or printed: an event without consequences. Gives its id. */
  note(act: ViewingAct): string
  /** The next queue number of the moment's day; given back when the transaction fails. */
  nextQueueNumber(): number
}

const ids = new V7Generator()

/**
 * The one place where anything is recorded: state, event (audit log and outbox in one) and queue number go into one
 * transaction (DESIGN 4); after it is durable the screens are told and the sync is woken. What was only seen tells nobody
 * and wakes nothing: it leaves with the next act, or when the sync looks next.
 *
 * Throws `RefusedError` when the rule book or a closed day says no, `NotFoundError`, `NotActivatedError`,
 * `RecordingBlockedError`, `StorageError`; then nothing was changed.
 */
export function record<T>(context: OfficeContext, actor: UserActor, work: (recording: Recording) => T): T {
  const { store, live, sync } = context
  const touched: Touched = { appointments: new Set(), days: new Map(), people: false }
  // Before the transaction: what the clock notices about itself stays, also when the act is refused.
  const moment = readMoment(context)
  const result = store.transaction(() => work(createRecording(context, actor, moment, touched)))
  if (touched.appointments.size > 0) {
    const rows = store.appointments.rows([...touched.appointments])
    live.publish({ kind: 'appointments', rows, origin: 'office', userId: actor.userId })
  }
  for (const day of touched.days.values()) live.publish({ kind: 'day', day })
  if (touched.people) live.publish({ kind: 'people' })
  if (touched.appointments.size > 0 || touched.days.size > 0 || touched.people) sync.wake()
  return result
}

type Touched = { appointments: Set<string>; days: Map<string, OfficeDay>; people: boolean }

function createRecording(
  context: OfficeContext,
  actor: UserActor,
  moment: Moment,
  touched: Touched,
): Recording {
  const { store } = context
  const office = requireOffice(store)
  const device = requireDevice(store)

  const newId = () => ids.generateOrResetWithTs(Date.parse(moment.deviceTime)).toString()
  const envelope = () => {
    const head = store.events.head()
    return {
      id: newId(),
      officeId: office.id,
      deviceId: device.deviceId,
      deviceSeq: head.seq + 1,
      actor,
      deviceTime: moment.deviceTime,
      clockOffsetMs: moment.clockOffsetMs,
      previousHash: head.hash,
    }
  }
  const append = (event: OfficeEvent) => store.events.append(event, hashEvent(event))

  /** What was seen is noted all the same, but where it would take the number of something that was lost (`note`). */
  const refuseWhenBlocked = () => {
    if (context.condition?.blocked) throw new RecordingBlockedError()
  }
  const refuseOnSettledDay = (date: string, details: Pick<Refusal, 'state'> = {}) => {
    const closed = store.days.get(date)?.closed
    if (closed)
      throw new RefusedError({ code: 'day_already_closed', ...details, by: closed.by, at: closed.at })
  }
  /** Nothing is recorded about an appointment of a closed day, and nobody arrives on one (DESIGN 3). */
  const refuseActOnClosedDay = ({ date, state }: Appointment, type: AppointmentEventType) => {
    for (const each of new Set([date, ...(type === 'checked_in' ? [moment.today] : [])])) {
      refuseOnSettledDay(each, { state })
    }
  }
  /** Of a walk-in that the central system refused nothing more is recorded until the supervisor has settled it. */
  const refuseAfterRefusedWalkIn = ({ id, state, revision }: Appointment) => {
    if (revision === 0 && store.events.walkInOf(id)?.status === 'rejected') {
      throw new RefusedError({ code: 'predecessor_rejected', state })
    }
  }
  const refuseOnClosedDay = (date: string) => {
    refuseOnSettledDay(date)
    if (isOfficeClosed(office.rules, date)) throw new RefusedError({ code: 'office_was_closed' })
  }

  return {
    moment,
    nextQueueNumber: () => store.days.nextQueueNumber(moment.today),
    act(appointmentId, given) {
      refuseWhenBlocked()
      const stored = store.appointments.get(appointmentId)
      if (!stored) throw new NotFoundError()
      const { appointment } = stored
      const act = typeof given === 'function' ? given(appointment) : given
      refuseActOnClosedDay(appointment, act.type)
      refuseAfterRefusedWalkIn(appointment)
      const event: AppointmentEvent = appointmentEventSchema.parse({
        ...envelope(),
        ...act,
        appointmentId,
        baseRevision: appointment.revision,
        predecessorId: store.events.lastOfAppointment(appointmentId),
      })
      const reduction = reduce(appointment, event, office.rules)
      if (!reduction.ok) throw new RefusedError(reduction.refusal)
      store.appointments.put(reduction.value)
      append(event)
      touched.appointments.add(appointmentId)
      return reduction.value
    },
    refuseOnClosedDay,
    admit(payload, appointmentId = newId()) {
      refuseWhenBlocked()
      refuseOnClosedDay(payload.date)
      const event = appointmentEventSchema.parse({
        ...envelope(),
        type: 'walked_in',
        payload,
        appointmentId,
        baseRevision: 0,
        predecessorId: null,
      })
      if (event.type !== 'walked_in') throw new Error('the schema gives the type that was put in')
      const reduction = admitWalkIn(event, office.rules)
      if (!reduction.ok) throw new RefusedError(reduction.refusal)
      store.appointments.put(reduction.value)
      append(event)
      touched.appointments.add(appointmentId)
      return reduction.value
    },
    note(act) {
      if (!mayCause(actor, act.type)) throw new RefusedError({ code: 'role_not_allowed' })
      if (store.settings.get('ownEventsUnknown')) throw new RecordingBlockedError()
      const event = viewingEventSchema.parse({ ...envelope(), ...act, appointmentId: null })
      append(event)
      return event.id
    },
    actOnUser(act) {
      refuseWhenBlocked()
      const event = userEventSchema.parse({ ...envelope(), ...act, appointmentId: null })
      const reduction = reduceUser(store.users.people(), event)
      if (!reduction.ok) throw new RefusedError(reduction.refusal)
      store.users.putOwn(reduction.value)
      append(event)
      touched.people = true
      return reduction.value
    },
    actOnDay(act) {
      refuseWhenBlocked()
      const { date } = act.payload
      const day = store.days.get(date) ?? openDay(office.id, date)
      const event: DayEvent = dayEventSchema.parse({ ...envelope(), ...act, appointmentId: null })
      const reduction = reduceDay(day, event)
      if (!reduction.ok) throw new RefusedError(reduction.refusal)
      store.days.put(reduction.value)
      append(event)
      touched.days.set(date, reduction.value)
      return reduction.value
    },
  }
}
