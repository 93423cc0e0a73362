import { type Appointment, bookedAppointment } from './appointment.ts'
import type { AppointmentEvent } from './event.ts'
import { occurredAt } from './event.ts'
import { isSupervisor, mayCause } from './permission.ts'
import type { Reduction } from './refusal.ts'
import { applied, refused } from './refusal.ts'
import type { OfficeRules } from './rules.ts'
import { currentRequirementSet } from './rules.ts'
import { tehranDateOf } from './tehran-time.ts'
import { firstTurn } from './turn.ts'

export type WalkIn = Extract<AppointmentEvent, { type: 'walked_in' }>

/**
 * The appointment of a registered citizen who came without one: booked, to be checked in like any other. Pure; the
 * office calls it before it writes, the central system when it ingests.
 *
 * Whether there is such a registration, another appointment, a ban, or room left are questions to those who hold these
 * facts: the caller asks them.
 */
export function admitWalkIn(event: WalkIn, rules: OfficeRules): Reduction<Appointment> {
  if (!mayCause(event.actor, 'walked_in')) return refused('role_not_allowed')
  const { date, slot, requestKind, applicant, overCapacity } = event.payload
  if (date !== tehranDateOf(occurredAt(event))) return refused('not_its_day')
  if (overCapacity !== null && !isSupervisor(event.actor)) return refused('over_capacity_needs_supervisor')
  const set = currentRequirementSet(rules, requestKind)
  if (!set) return refused('requirement_set_unknown')
  const booked = bookedAppointment({
    id: event.appointmentId,
    officeId: event.officeId,
    date,
    slot,
    requestKind,
    requirementSet: { id: set.id, version: set.version },
    applicant,
    revision: 0,
  })
  return applied({ ...booked, turn: { ...firstTurn, walkIn: true }, appliedEventIds: [event.id] })
}
