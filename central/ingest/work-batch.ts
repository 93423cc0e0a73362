import type { PushCode } from '#shared/contract/central.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { OfficeDay } from '#shared/domain/day.ts'
import { openDay, reduceDay } from '#shared/domain/day.ts'
import {
  type AppointmentEvent,
  type DayEvent,
  isUserEvent,
  isViewing,
  occurredAt,
  type UserEvent,
} from '#shared/domain/event.ts'
import { mayCause } from '#shared/domain/permission.ts'
import { reduce, stampRevision } from '#shared/domain/reduce.ts'
import { reduceUser } from '#shared/domain/reduce-user.ts'
import { type Refusal, refused } from '#shared/domain/refusal.ts'
import type { OfficeRules } from '#shared/domain/rules.ts'
import type { WalkIn } from '#shared/domain/walk-in.ts'
import type { AppointmentChange } from '../booking/appointment-change.ts'
import type { PeopleView } from './load-people.ts'
import type { ReadEvent } from './read-event.ts'
import { admitReported, follow, type WalkInView } from './walk-ins.ts'

/** Where a device's log stands at the central system. */
export type LogHead = { seq: number; hash: string }

/** What an event was answered with when it came first. */
export type StoredResult = {
  id: string
  status: 'applied' | 'rejected'
  code: PushCode | null
  message: string | null
  revision: number
}

/** The office as the transaction sees it; `workBatch` changes the maps and the numbers in place. */
export type OfficeView = {
  officeId: string
  rules: OfficeRules
  /** Who may be named as actor. */
  userIds: Set<string>
  revision: number
  appointments: Map<string, Appointment>
  days: Map<string, OfficeDay>
  /** Events that were rejected before, among the predecessors that this batch names. */
  rejectedIds: Set<string>
  /** Null when the batch has no walk-ins. */
  walkIns: WalkInView | null
  /** Null when the batch concerns nobody of the office. */
  people: PeopleView | null
}

/** An event with the place and the result that it is recorded with. */
export type Recorded = {
  read: ReadEvent
  result: StoredResult
  appointmentId: string | null
  type: string
}

export type BatchOutcome = {
  /** In the order of the batch, as far as it was read. */
  results: { id: string; repeated: boolean; result: StoredResult }[]
  recorded: Recorded[]
  /** What became of appointments, by their ids, and the dates of days that changed. */
  changedAppointments: Map<string, AppointmentChange>
  changedDays: Set<string>
  /** People who were added or changed, with the revision of that. */
  changedUsers: Map<string, number>
  /** People whom the office had taken on, and who were refused. */
  refusedUserIds: Set<string>
  head: LogHead
  /** Set when the sequence has a gap: everything from here on was left unread. */
  expectedSeq: number | null
}

type Verdict = { applied: true } | { applied: false; code: PushCode; message?: string }

/**
 * Works the events of one device through the rule book, in order. Pure but for the maps of `view`, which the caller has
 * just read and writes back in the same transaction (DESIGN 4).
 *
 * @param stored what events of this batch were answered with earlier, by their number
 */
export function workBatch(
  events: readonly ReadEvent[],
  deviceId: string,
  head: LogHead,
  view: OfficeView,
  stored: ReadonlyMap<number, StoredResult>,
): BatchOutcome {
  const outcome: BatchOutcome = {
    results: [],
    recorded: [],
    changedAppointments: new Map(),
    changedDays: new Set(),
    changedUsers: new Map(),
    refusedUserIds: new Set(),
    head: { ...head },
    expectedSeq: null,
  }
  const answered = new Map(stored)
  for (const read of events) {
    if (read.deviceSeq <= outcome.head.seq) {
      outcome.results.push(repeat(read, answered.get(read.deviceSeq)))
      continue
    }
    if (read.deviceSeq > outcome.head.seq + 1) {
      outcome.expectedSeq = outcome.head.seq + 1
      break
    }
    view.revision += 1
    const verdict = judge(read, deviceId, outcome, view)
    const result: StoredResult = {
      id: read.id,
      status: verdict.applied ? 'applied' : 'rejected',
      code: verdict.applied ? null : verdict.code,
      message: verdict.applied ? null : (verdict.message ?? null),
      revision: view.revision,
    }
    if (!verdict.applied) view.rejectedIds.add(read.id)
    answered.set(read.deviceSeq, result)
    outcome.head = { seq: read.deviceSeq, hash: read.hash }
    outcome.results.push({ id: read.id, repeated: false, result })
    outcome.recorded.push({
      read,
      result,
      appointmentId: read.event?.appointmentId?.toLowerCase() ?? null,
      type: read.event?.type ?? 'malformed',
    })
  }
  return outcome
}

/** A number that was there before: the first answer again, or, when another event had it, a broken chain. */
function repeat(read: ReadEvent, first: StoredResult | undefined): BatchOutcome['results'][number] {
  if (first && first.id === read.id) return { id: read.id, repeated: true, result: first }
  return {
    id: read.id,
    repeated: false,
    result: {
      id: read.id,
      status: 'rejected',
      code: 'chain_broken',
      message: `number ${read.deviceSeq} was given to another event of this device`,
      revision: 0,
    },
  }
}

function judge(read: ReadEvent, deviceId: string, outcome: BatchOutcome, view: OfficeView): Verdict {
  const { event } = read
  if (read.previousHash !== outcome.head.hash) return { applied: false, code: 'chain_broken' }
  if (event === null) return { applied: false, code: 'event_malformed' }
  if (event.deviceId !== deviceId) {
    return { applied: false, code: 'event_malformed', message: 'the event names another device' }
  }
  if (event.officeId !== view.officeId) return { applied: false, code: 'wrong_appointment' }
  // A device speaks for the people of its office, never for the central side; people are never removed, only put out
  // of service, so that a late event of one who has left still has an actor.
  if (event.actor.kind !== 'user' || !view.userIds.has(event.actor.userId)) {
    return { applied: false, code: 'role_not_allowed' }
  }
  // Kept with its place in the chain; there is nothing that it could change.
  if (isViewing(event)) {
    return mayCause(event.actor, event.type)
      ? { applied: true }
      : { applied: false, code: 'role_not_allowed' }
  }
  if (isUserEvent(event)) return applyToUser(event, outcome, view)
  return event.appointmentId === null
    ? applyToDay(event, outcome, view)
    : applyToAppointment(event, outcome, view)
}

function applyToAppointment(event: AppointmentEvent, outcome: BatchOutcome, view: OfficeView): Verdict {
  if (event.predecessorId !== null && view.rejectedIds.has(event.predecessorId.toLowerCase())) {
    return { applied: false, code: 'predecessor_rejected' }
  }
  const appointment = view.appointments.get(event.appointmentId)
  if (!appointment && event.type === 'walked_in') return applyWalkIn(event, outcome, view)
  if (!appointment) return { applied: false, code: 'appointment_unknown' }
  const reduction = reduce(appointment, event, view.rules)
  if (!reduction.ok) return refusedBy(reduction.refusal)
  if (reduction.changed) {
    keep(event, appointment, reduction.value, outcome, view)
  }
  return { applied: true }
}

/** The one event that makes an appointment; where there is one, the rule book refuses it, or knows the repeat. */
function applyWalkIn(event: WalkIn, outcome: BatchOutcome, view: OfficeView): Verdict {
  // The appointment would stand under one spelling and be asked for under another.
  const id = event.appointmentId
  if (!view.walkIns || id !== id.toLowerCase()) return { applied: false, code: 'event_malformed' }
  const admission = admitReported(event, view.rules, view.walkIns)
  if (!admission.ok) return refusedBy(admission.refusal)
  keep(event, null, admission.value, outcome, view)
  return { applied: true }
}

/** Puts the appointment that an event made or changed into the view, and notes what it was before this batch. */
function keep(
  event: AppointmentEvent,
  before: Appointment | null,
  value: Appointment,
  outcome: BatchOutcome,
  view: OfficeView,
): void {
  const after = stampRevision(value, view.revision)
  view.appointments.set(after.id, after)
  if (view.walkIns) follow(view.walkIns, after)
  const earlier = outcome.changedAppointments.get(after.id)
  const passed = earlier?.passed ?? []
  if (after.state !== before?.state) passed.push({ state: after.state, at: occurredAt(event) })
  outcome.changedAppointments.set(after.id, { before: earlier ? earlier.before : before, after, passed })
}

function applyToDay(event: DayEvent, outcome: BatchOutcome, view: OfficeView): Verdict {
  const { date } = event.payload
  const reduction = reduceDay(view.days.get(date) ?? openDay(view.officeId, date), event)
  if (!reduction.ok) return refusedBy(reduction.refusal)
  if (reduction.changed) {
    view.days.set(date, { ...reduction.value, revision: view.revision })
    outcome.changedDays.add(date)
  }
  return { applied: true }
}

function applyToUser(event: UserEvent, outcome: BatchOutcome, view: OfficeView): Verdict {
  if (!view.people) return { applied: false, code: 'event_malformed' }
  const { people, takenIds } = view.people
  const id = event.type === 'user_added' ? event.payload.user.id : null
  const isElsewhere = id !== null && takenIds.has(id) && !people.has(id)
  const reduction = isElsewhere ? refused('transition_not_allowed') : reduceUser(people, event)
  if (!reduction.ok) {
    if (id !== null && !isElsewhere) {
      // Somebody who works in the office already: what they do is theirs, whatever becomes of their name.
      outcome.refusedUserIds.add(id)
      view.userIds.add(id)
    }
    return refusedBy(reduction.refusal)
  }
  if (reduction.changed) {
    people.set(reduction.value.id, reduction.value)
    view.userIds.add(reduction.value.id)
    outcome.changedUsers.set(reduction.value.id, view.revision)
  }
  return { applied: true }
}

function refusedBy({ code, state, items, bookableFrom }: Refusal): Verdict {
  // Names of items come from the device as they are: what cannot be printed is not repeated.
  const message = [state, items?.join(', '), bookableFrom].filter(Boolean).join(': ').replace(/\p{C}/gu, ' ')
  return { applied: false, code, ...(message ? { message } : {}) }
}
