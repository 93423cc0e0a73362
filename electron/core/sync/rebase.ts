import type { Appointment } from '#shared/domain/appointment.ts'
import type { OfficeDay } from '#shared/domain/day.ts'
import { reduceDay } from '#shared/domain/day.ts'
import type { AppointmentEvent, DayEvent } from '#shared/domain/event.ts'
import { reduce } from '#shared/domain/reduce.ts'
import type { Reduction } from '#shared/domain/refusal.ts'
import type { OfficeRules } from '#shared/domain/rules.ts'
import { admitWalkIn } from '#shared/domain/walk-in.ts'

export type Rebased<T> = {
  /** What the office shows; the very `server` object when no own event had to be added. */
  shown: T
  /** Number of the own event up to which the central system's row holds all of them; 0 when it lacks the first. */
  confirmedSeq: number
}

/**
 * The central system's row with the own events that are not in it yet (DESIGN 4): the one place where the two meet.
 *
 * An event that the rules refuse on top of the new row is left out and stays in the queue: whether it holds is for the
 * central system to say, not for this view of it.
 *
 * @param own unconfirmed own events of this row in the order of the log; neither refused nor withdrawn ones
 */
export function rebaseAppointment(
  server: Appointment,
  own: readonly AppointmentEvent[],
  rules: OfficeRules,
): Rebased<Appointment> {
  return rebase(server, own, (row, event) => reduce(row, event, rules))
}

/**
 * What the office shows of a walk-in that the central system has not sent yet: what its own events make of it. Null when
 * the first of them is not the walk-in, because it was refused.
 */
export function ownWalkIn(own: readonly AppointmentEvent[], rules: OfficeRules): Appointment | null {
  const [first, ...others] = own
  if (first?.type !== 'walked_in') return null
  const made = admitWalkIn(first, rules)
  return made.ok ? rebaseAppointment(made.value, others, rules).shown : null
}

/** `rebaseAppointment` for a day of the office. */
export const rebaseDay = (server: OfficeDay, own: readonly DayEvent[]): Rebased<OfficeDay> =>
  rebase(server, own, reduceDay)

function rebase<
  T extends { appliedEventIds: readonly string[] },
  E extends { id: string; deviceSeq: number },
>(server: T, own: readonly E[], reducer: (row: T, event: E) => Reduction<T>): Rebased<T> {
  const missing = own.filter(({ id }) => !server.appliedEventIds.includes(id))
  const firstMissing = missing[0]?.deviceSeq ?? Number.POSITIVE_INFINITY
  const confirmedSeq = own.findLast(({ deviceSeq }) => deviceSeq < firstMissing)?.deviceSeq ?? 0
  let shown = server
  for (const event of missing) {
    const reduction = reducer(shown, event)
    if (reduction.ok) shown = reduction.value
  }
  return { shown, confirmedSeq }
}
