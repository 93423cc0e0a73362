import type { Appointment } from '#shared/domain/appointment.ts'
import type { AppointmentState } from '#shared/domain/state.ts'

/** What a transaction made of an appointment. */
export type AppointmentChange = {
  /** Null for one that is new. */
  before: Appointment | null
  after: Appointment
  /** The states it came into on the way, with the instant of each; the last is that of `after`. */
  passed: { state: AppointmentState; at: string }[]
}

/** Whether the appointment is one that its person still has: booked, or being attended to. */
export const isLive = (state: AppointmentState): boolean =>
  state !== 'served' && state !== 'no_show' && state !== 'cancelled'

/** Whether it takes a seat of its slot. Who stayed away has had one, too. */
export const takesSeat = (state: AppointmentState): boolean => state !== 'cancelled'

/** Whether nobody came of it; another appointment of the person then says more about its registration. */
export const isWithdrawn = (state: AppointmentState): boolean => state === 'cancelled' || state === 'no_show'

/**
 * Whether a live appointment keeps its person from having another one on `date`. One whose day has passed does not:
 * the office never closed that day, or has not told yet.
 */
export const standsInTheWay = (live: { date: string }, date: string): boolean => live.date >= date
