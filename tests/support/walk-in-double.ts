import { implement } from '@orpc/server'
import type { RegistrationForOffice } from '#shared/contract/citizen.ts'
import type { DayRow, Visit } from '#shared/contract/office.ts'
import { officeContract } from '#shared/contract/office.ts'
import type { Room } from '#shared/contract/walk-in.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { Actor } from '#shared/domain/event.ts'
import { parseWalkIn } from '#shared/domain/walk-in-details.ts'
import { demoOffice, demoRules } from './demo-day.ts'
import { nextId } from './domain-fixtures.ts'

/** What the double of walk-ins needs of the office's double. */
export type WalkInSurroundings = {
  today: string
  rowsOf(date: string): DayRow[]
  isOffline(): boolean
  actor(): Actor
  take(appointment: Appointment): Visit
}

/** Walk-ins of an office's double: knows the registrations it is given, and has the room it is told. */
export function walkInDouble({ today, rowsOf, isOffline, actor, take }: WalkInSurroundings) {
  const registrations = new Map<string, RegistrationForOffice>()
  const admissions: unknown[] = []
  let room: Room = { date: today, status: 'open', slot: '10:30', capacity: 96, taken: 60, free: 12 }
  const os = implement(officeContract).walkIn
  const router = {
    room: os.room.handler(() => room),
    find: os.find.handler(({ input, errors }) => {
      const row = rowsOf(today).find(
        (one) => one.nationalCode === input.nationalCode && one.state !== 'cancelled',
      )
      if (row) return { kind: 'here' as const, row }
      if (isOffline()) throw errors.CENTRAL_UNREACHABLE()
      const known = registrations.get(input.nationalCode)
      if (known?.applicant.trackingCode !== input.trackingCode) throw errors.REGISTRATION_UNKNOWN()
      const { applicant, requestKind, appointment, bookableFrom } = known
      const refusal = appointment
        ? { code: 'already_booked' as const, appointmentId: appointment.id, date: appointment.date }
        : bookableFrom !== null && today < bookableFrom
          ? { code: 'booking_banned' as const, bookableFrom }
          : null
      return { kind: 'registered' as const, applicant, requestKind, appointment, refusal }
    }),
    admit: os.admit.handler(({ input, errors }) => {
      admissions.push(input)
      const { details, nationalCode, trackingCode } = input
      const read = parseWalkIn(
        { ...details, nationalCode, trackingCode },
        { today, areaCode: demoOffice.areaCode, trackingCodeLength: demoRules.trackingCodeLength },
      )
      if (!read.ok) throw errors.WALK_IN_INVALID({ data: { fields: read.errors } })
      const { slot, status } = room
      if (slot === null) throw errors.REFUSED({ data: { code: 'office_was_closed' } })
      if (status === 'full' && input.overCapacity === null)
        throw errors.REFUSED({ data: { code: 'day_full' } })
      return take({
        id: nextId(),
        officeId: demoOffice.id,
        date: today,
        slot,
        requestKind: details.requestKind,
        requirementSet: { id: 'first_issue', version: 1 },
        applicant: read.value,
        state: input.checkIn ? 'arrived' : 'booked',
        queueNumber: input.checkIn ? 1 : null,
        arrivedOn: input.checkIn ? today : null,
        arrivedAt: null,
        checkedInBy: input.checkIn ? actor() : null,
        decisions: [],
        bookableFrom: null,
        revision: 0,
        withdrawal: null,
        appliedEventIds: [],
      })
    }),
  }
  return {
    router,
    /** What was asked to be admitted, in order. */
    admissions,
    register: (registration: RegistrationForOffice) =>
      registrations.set(registration.applicant.nationalCode, registration),
    setRoom: (changes: Partial<Room>) => {
      room = { ...room, ...changes }
    },
  }
}
