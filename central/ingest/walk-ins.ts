import type { Appointment } from '#shared/domain/appointment.ts'
import { addDays } from '#shared/domain/civil-date.ts'
import { isBanned } from '#shared/domain/no-show.ts'
import type { Reduction } from '#shared/domain/refusal.ts'
import { refused } from '#shared/domain/refusal.ts'
import { applicantOf, type RegistrationDetails } from '#shared/domain/registration.ts'
import type { OfficeRules } from '#shared/domain/rules.ts'
import { officeStages } from '#shared/domain/stage.ts'
import { admitWalkIn, type WalkIn } from '#shared/domain/walk-in.ts'
import { isLive, standsInTheWay } from '../booking/appointment-change.ts'
import type { ReadEvent } from './read-event.ts'

/** How old a walk-in may be when it comes. Also bounds the months for which a device can have partitions made. */
const OLDEST_DAYS = 400

export type Registered = { details: RegistrationDetails; trackingCode: string; stage: string; live: boolean }

/** What walk-ins are judged by; `follow` keeps it in step with the events that are worked beside them. */
export type WalkInView = {
  /** First and last civil date on which a walk-in is believed. */
  from: string
  to: string
  /** By `personKey`. */
  registrations: Map<string, Registered>
  /** By national code. */
  live: Map<string, { appointmentId: string; date: string }>
  bans: Map<string, { appointmentId: string; bookableFrom: string }>
  /** Whose an appointment is, by its id. */
  offices: Map<string, string>
}

export const personKey = (nationalCode: string, trackingCode: string) => `${nationalCode} ${trackingCode}`

export const walkInSpan = (receivedOn: string) => ({
  from: addDays(receivedOn, -OLDEST_DAYS),
  // A device's clock may be past midnight already.
  to: addDays(receivedOn, 1),
})

export function walkInsOf(events: readonly ReadEvent[]): WalkIn[] {
  return events.flatMap(({ event }) => (event?.type === 'walked_in' ? [event] : []))
}

/**
 * The appointment of a walk-in that the office reports, or why there is none. Who comes and for what is taken from the
 * registration, not from what the office typed. Room is not asked for: that was the office's question at the time.
 */
export function admitReported(event: WalkIn, rules: OfficeRules, view: WalkInView): Reduction<Appointment> {
  const { applicant, date } = event.payload
  const registration = view.registrations.get(personKey(applicant.nationalCode, applicant.trackingCode))
  const admitted = admitWalkIn(registration ? withRegistered(event, registration) : event, rules)
  if (!admitted.ok) return admitted
  if (date < view.from || date > view.to) return refused('not_its_day')
  const owner = view.offices.get(event.appointmentId)
  if (owner !== undefined && owner !== event.officeId) return refused('transition_not_allowed')
  if (!registration?.live) return refused('registration_unknown')
  if (!(officeStages as readonly string[]).includes(registration.stage))
    return refused('transition_not_allowed')
  const live = view.live.get(applicant.nationalCode)
  if (live && standsInTheWay(live, date)) return refused('already_booked')
  const ban = view.bans.get(applicant.nationalCode)
  if (ban && isBanned(date, ban.bookableFrom)) {
    return refused('booking_banned', { bookableFrom: ban.bookableFrom })
  }
  return admitted
}

const withRegistered = (event: WalkIn, { details, trackingCode }: Registered): WalkIn => ({
  ...event,
  payload: {
    ...event.payload,
    applicant: applicantOf(details, trackingCode),
    requestKind: details.requestKind,
  },
})

/** Lets the view know what an event made of an appointment, as `settle` will write it. */
export function follow(view: WalkInView, appointment: Appointment): void {
  const { id, officeId, date, state, bookableFrom, applicant } = appointment
  view.offices.set(id, officeId)
  const { nationalCode, trackingCode } = applicant
  const live = view.live.get(nationalCode)
  if (isLive(state)) {
    if (!live || live.date < date) view.live.set(nationalCode, { appointmentId: id, date })
  } else if (live?.appointmentId === id) view.live.delete(nationalCode)

  const ban = view.bans.get(nationalCode)
  if (state === 'no_show' && bookableFrom !== null) {
    if (!ban || ban.bookableFrom < bookableFrom)
      view.bans.set(nationalCode, { appointmentId: id, bookableFrom })
  } else if (ban?.appointmentId === id) view.bans.delete(nationalCode)

  const registration = view.registrations.get(personKey(nationalCode, trackingCode))
  if (registration && state === 'served') registration.stage = 'completed'
}
