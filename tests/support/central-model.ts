import type {
  Change,
  ChangesPage,
  EventResult,
  OfficeProfile,
  OfficeUser,
  PushAnswer,
  PushCode,
} from '#shared/contract/central.ts'
import type { RegistrationForOffice } from '#shared/contract/citizen.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { OfficeDay } from '#shared/domain/day.ts'
import { openDay, reduceDay } from '#shared/domain/day.ts'
import type { AppointmentEvent, OfficeEvent } from '#shared/domain/event.ts'
import { isUserEvent, isViewing, officeEventSchema } from '#shared/domain/event.ts'
import { isBanned } from '#shared/domain/no-show.ts'
import { reduce, stampRevision } from '#shared/domain/reduce.ts'
import { reduceUser } from '#shared/domain/reduce-user.ts'
import type { WalkIn } from '#shared/domain/walk-in.ts'
import { admitWalkIn } from '#shared/domain/walk-in.ts'
import { officeId } from './domain-fixtures.ts'
import { seedOffice, seedUsers } from './seed-store.ts'

/**
 * A model of the central system, with everything in memory and one office: it judges events by the same rule book, keeps
 * the answers, and gives what has changed. `startCentralDouble` puts it on the network.
 */
export function createCentralModel(clock: () => Date) {
  let revision = 0
  const entities = new Map<string, Change>()
  const appointments = new Map<string, Appointment>()
  const days = new Map<string, OfficeDay>()
  const people = new Map<string, OfficeUser>()
  const registrations = new Map<string, RegistrationForOffice>()
  const answered = new Map<string, EventResult>()
  const log: OfficeEvent[] = []
  let generation = 1

  const put = (key: string, change: Change) => {
    // The newest row of an entity is the only one, at its new place.
    entities.delete(key)
    entities.set(key, change)
  }
  const putAppointment = (row: Appointment): Appointment => {
    revision += 1
    const stamped = stampRevision(row, revision)
    appointments.set(row.id, stamped)
    put(row.id, { entity: 'appointment', revision, data: stamped })
    return stamped
  }
  const putOffice = (office: OfficeProfile) => {
    revision += 1
    put('office', { entity: 'office', revision, data: office })
  }
  const putUser = (user: OfficeUser) => {
    revision += 1
    people.set(user.id, user)
    put(user.id, { entity: 'user', revision, data: user })
  }
  putOffice(seedOffice)
  for (const user of Object.values(seedUsers)) putUser(user)

  /** As at ingest: the registration's word counts, not what the clerk typed. */
  const judgeWalkIn = (event: WalkIn): EventResult => {
    const reject = (code: PushCode): EventResult => ({
      id: event.id,
      status: 'rejected',
      code,
      message: 'double',
    })
    if (appointments.has(event.appointmentId)) return reject('transition_not_allowed')
    const known = registrations.get(event.payload.applicant.nationalCode)
    if (known?.applicant.trackingCode !== event.payload.applicant.trackingCode)
      return reject('registration_unknown')
    const live = [...appointments.values()].some(
      ({ applicant, state }) =>
        applicant.nationalCode === known.applicant.nationalCode &&
        state !== 'cancelled' &&
        state !== 'served',
    )
    if (known.appointment || live) return reject('already_booked')
    if (isBanned(event.payload.date, known.bookableFrom)) return reject('booking_banned')
    const { applicant, requestKind } = known
    const payload = { ...event.payload, applicant, requestKind }
    const reduction = admitWalkIn({ ...event, payload }, seedOffice.rules)
    if (!reduction.ok) return reject(reduction.refusal.code)
    return { id: event.id, status: 'applied', revision: putAppointment(reduction.value).revision }
  }
  const judge = (event: OfficeEvent): EventResult => {
    if (isViewing(event)) {
      revision += 1
      return { id: event.id, status: 'applied', revision }
    }
    if (isUserEvent(event)) {
      const reduction = reduceUser(people, event)
      if (!reduction.ok) return { id: event.id, status: 'rejected', code: reduction.refusal.code }
      putUser(reduction.value)
      return { id: event.id, status: 'applied', revision }
    }
    if (event.appointmentId === null) {
      const reduction = reduceDay(
        days.get(event.payload.date) ?? openDay(officeId, event.payload.date),
        event,
      )
      if (!reduction.ok) return { id: event.id, status: 'rejected', code: reduction.refusal.code }
      revision += 1
      const day = { ...reduction.value, revision }
      days.set(day.date, day)
      put(day.date, { entity: 'day', revision, data: day })
      return { id: event.id, status: 'applied', revision }
    }
    const before = event.predecessorId === null ? undefined : answered.get(event.predecessorId)
    if (before?.status === 'rejected')
      return { id: event.id, status: 'rejected', code: 'predecessor_rejected' }
    if (event.type === 'walked_in') return judgeWalkIn(event)
    const row = appointments.get(event.appointmentId)
    if (!row) return { id: event.id, status: 'rejected', code: 'appointment_unknown' }
    const reduction = reduce(row, event, seedOffice.rules)
    if (!reduction.ok)
      return { id: event.id, status: 'rejected', code: reduction.refusal.code, message: 'double' }
    return { id: event.id, status: 'applied', revision: putAppointment(reduction.value).revision }
  }
  const push = (events: readonly OfficeEvent[]): PushAnswer => {
    const results: EventResult[] = []
    for (const event of events) {
      const first = answered.get(event.id)
      if (first) {
        const outcome = first.status === 'applied' ? 'applied' : 'rejected'
        results.push({ ...first, status: 'duplicate', first: outcome })
        continue
      }
      const expectedSeq = log.length + 1
      if (event.deviceSeq !== expectedSeq) {
        return { results, expectedSeq, serverTime: clock().toISOString() }
      }
      const result = judge(officeEventSchema.parse(event))
      answered.set(event.id, result)
      log.push(event)
      results.push(result)
    }
    return { results, serverTime: clock().toISOString() }
  }

  return {
    log,
    appointments,
    days,
    people,
    registrations,
    push,
    putAppointment,
    putOffice,
    putUser,
    /** A page of what has changed since the cursor; null for a cursor of another life. */
    page(cursor: string | undefined, limit = 1000): ChangesPage | null {
      const [given = '1', from = '0'] = cursor?.split(':') ?? [String(generation)]
      if (Number(given) !== generation) return null
      const after = [...entities.values()].filter((change) => change.revision > Number(from))
      const changes = after.slice(0, limit)
      return {
        changes,
        cursor: `${generation}:${changes.at(-1)?.revision ?? from}`,
        more: after.length > limit,
        serverTime: clock().toISOString(),
      }
    },
    /** The citizen or an operator does something to an appointment. */
    act(event: AppointmentEvent): Appointment {
      const row = appointments.get(event.appointmentId)
      if (!row) throw new Error('the central system has no such appointment')
      const reduction = reduce(row, event, seedOffice.rules)
      if (!reduction.ok) throw new Error(`refused: ${reduction.refusal.code}`)
      const stamped = putAppointment(reduction.value)
      put(event.id, { entity: 'event', revision, data: event })
      return stamped
    },
    /** The appointment goes to another office. */
    moveAway(id: string): void {
      appointments.delete(id)
      revision += 1
      put(id, { entity: 'appointment_removed', revision, data: { id } })
    },
    /** As after a restored backup: cursors are worth nothing, and events from `seq` on were never seen. */
    restoreBackup(seq: number): void {
      generation += 1
      for (const event of log.splice(seq - 1)) answered.delete(event.id)
    },
    forget(id: string): void {
      appointments.delete(id)
      entities.delete(id)
    },
    /** A citizen with a tracking code, as the central system tells an office of one. */
    register: (registration: RegistrationForOffice) =>
      registrations.set(registration.applicant.nationalCode, registration),
  }
}
