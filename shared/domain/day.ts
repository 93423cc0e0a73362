import { z } from 'zod'
import type { Appointment } from './appointment.ts'
import type { DayEvent } from './event.ts'
import { actorSchema, civilDateSchema, instantSchema, occurredAt } from './event.ts'
import { mayCause } from './permission.ts'
import type { Reduction, Refusal } from './refusal.ts'
import { applied, refused, unchanged } from './refusal.ts'
import type { AppointmentState } from './state.ts'
import { appointmentStates } from './state.ts'

export type StateCounts = Record<AppointmentState, number>

/** One working day of an office: open until a supervisor closes it. */
export const officeDaySchema = z.object({
  officeId: z.uuid(),
  date: civilDateSchema,
  closed: z
    .object({
      by: actorSchema,
      at: instantSchema,
      counts: z.record(z.enum(appointmentStates), z.int().min(0)),
    })
    .nullable(),
  revision: z.int().min(0),
  appliedEventIds: z.array(z.uuid()),
})
export type OfficeDay = z.infer<typeof officeDaySchema>

export const openDay = (officeId: string, date: string): OfficeDay => ({
  officeId,
  date,
  closed: null,
  revision: 0,
  appliedEventIds: [],
})

/** How many appointments are in each state. */
export function countStates(states: Iterable<AppointmentState>): StateCounts {
  const counts = Object.fromEntries(appointmentStates.map((state) => [state, 0])) as StateCounts
  for (const state of states) counts[state] += 1
  return counts
}

/**
 * What stands in the way of closing the day: applicants who are still `arrived`, without a conclusion.
 * The office asks this before it writes; late events of a closed day are merged by the central system all the same.
 */
export function refusalToClose(appointments: readonly Pick<Appointment, 'state'>[]): Refusal | null {
  const undecided = appointments.filter((appointment) => appointment.state === 'arrived').length
  return undecided > 0 ? { code: 'day_has_undecided', count: undecided } : null
}

/** What an event makes of a day of the office, or why it may not happen. Pure, like `reduce`. */
export function reduceDay(day: OfficeDay, event: DayEvent): Reduction<OfficeDay> {
  if (event.officeId !== day.officeId || event.payload.date !== day.date) return refused('wrong_appointment')
  if (day.appliedEventIds.includes(event.id)) return unchanged(day)
  if (!mayCause(event.actor, event.type)) return refused('role_not_allowed')
  const appliedEventIds = [...day.appliedEventIds, event.id]
  if (event.type === 'day_closed') {
    if (day.closed) return refused('day_already_closed', { by: day.closed.by, at: day.closed.at })
    return applied({
      ...day,
      closed: { by: event.actor, at: occurredAt(event), counts: event.payload.counts },
      appliedEventIds,
    })
  }
  if (!day.closed) return refused('day_not_closed')
  return applied({ ...day, closed: null, appliedEventIds })
}
