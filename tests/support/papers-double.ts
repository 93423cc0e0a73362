import type { Begun, PrintedCopy, Unprinted } from '#shared/contract/paper.ts'
import type { PrintedSlip } from '#shared/contract/visit.ts'
import type { Paper, PrintEnd, PrintOutcome } from '#shared/domain/paper.ts'
import { isSlip } from '#shared/domain/paper.ts'
import { readScheduleSubject } from '#shared/domain/schedule-copy.ts'
import { nextId } from './domain-fixtures.ts'

type Printed = Begun & { paper: Paper; date: string; subject: string; outcome: PrintOutcome | null }

/** What was printed, in memory, for the double of the core. */
export function papersDouble(options: {
  now: string
  nameOf: (appointmentId: string) => string | null
  changed: (date: string, appointmentId: string | null) => void
}) {
  const printed: Printed[] = []
  const appointmentOf = ({ paper, subject }: Printed) => (isSlip(paper) ? subject : null)
  const newest = () =>
    printed.filter(
      (one) =>
        one.outcome !== 'cancelled' &&
        !printed.some(
          (other) =>
            other.paper === one.paper &&
            other.date === one.date &&
            other.subject === one.subject &&
            other.copy > one.copy &&
            other.outcome !== 'cancelled',
        ),
    )
  return {
    printed,
    begin(paper: Paper, date: string, subject: string): Begun {
      const same = printed.filter(
        (one) => one.paper === paper && one.date === date && one.subject === subject,
      )
      const begun = { printId: nextId(), copy: same.length + 1, printedAt: options.now }
      const one = { ...begun, paper, date, subject, outcome: null }
      printed.push(one)
      options.changed(date, appointmentOf(one))
      return begun
    },
    end(printId: string, { outcome }: PrintEnd): void {
      const one = printed.find((other) => other.printId === printId)
      if (!one || one.outcome !== null) return
      one.outcome = outcome
      options.changed(one.date, appointmentOf(one))
    },
    ofAppointment: (appointmentId: string): PrintedSlip[] =>
      newest().flatMap((one) => {
        const { paper } = one
        if (!isSlip(paper) || one.subject !== appointmentId) return []
        return [
          { printId: one.printId, slip: paper, copy: one.copy, at: one.printedAt, outcome: one.outcome },
        ]
      }),
    newestReport(date: string): PrintedCopy | null {
      const one = newest().find((other) => other.paper === 'closing_report' && other.date === date)
      if (!one) return null
      const { printId, copy, printedAt: at, outcome } = one
      return { printId, copy, at, outcome }
    },
    unprinted: (date: string): Unprinted[] =>
      newest().flatMap((one) => {
        const { outcome } = one
        if (one.date !== date || !(outcome === null || outcome === 'failed' || outcome === 'unknown'))
          return []
        const appointmentId = appointmentOf(one)
        const name = appointmentId === null ? null : options.nameOf(appointmentId)
        const { printId, paper, copy, printedAt: at } = one
        const schedule = paper === 'schedule' ? readScheduleSubject(one.subject) : null
        return [{ printId, paper, copy, at, outcome, appointmentId, name, schedule }]
      }),
  }
}
