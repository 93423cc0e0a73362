import type { Arrival } from '#db/store.ts'
import type { WaitingRoom } from '#shared/contract/queue.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { Line, Placed } from '#shared/domain/queue.ts'
import { lineUp, nextFor } from '#shared/domain/queue.ts'
import type { Refusal } from '#shared/domain/refusal.ts'
import { demoRules } from './demo-day.ts'

/** The queue of appointments in memory, by the same rule as the core's. */
export const lineOf = (appointments: Iterable<Appointment>, today: string): Line<Arrival> =>
  lineUp(
    [...appointments]
      .filter(({ arrivedOn }) => arrivedOn === today)
      .map((one) => ({ ...one, firstName: one.applicant.firstName, lastName: one.applicant.lastName })),
    demoRules.graceMinutes,
  )

/** Whom the desk calls next, or why nobody. */
export function pickNext(line: Line<Arrival>, desk: number): Placed<Arrival> | Refusal {
  const there = line.atDesk.find(({ turn }) => turn.call?.desk === desk)
  if (there) return { code: 'desk_busy', desk, count: there.visit.queueNumber ?? 0 }
  return nextFor(line, desk) ?? { code: 'queue_empty' }
}

export const roomOf = ({ atDesk }: Line<Arrival>): WaitingRoom => ({
  calls: atDesk
    .toReversed()
    .flatMap(({ visit: { queueNumber }, turn: { call } }) =>
      queueNumber === null || !call
        ? []
        : [{ number: queueNumber, desk: call.desk, calls: call.recalls + 1 }],
    ),
})
