import type { DayRow } from '#shared/contract/office.ts'
import type { StateCounts } from '#shared/domain/day.ts'
import { countStates, refusalToClose } from '#shared/domain/day.ts'
import { noShowFrom } from '#shared/domain/no-show.ts'

/** What closing the day would do and what stands in its way; the core decides in the end. */
export type ClosingPlan = {
  counts: StateCounts
  /** Present without a conclusion: the day cannot be closed before theirs. */
  undecided: readonly DayRow[]
  /** Booked and not come: they become no-shows. */
  missing: readonly DayRow[]
  /** Of those, whose grace period is over, by slot. */
  proposed: readonly DayRow[]
  /** Of those, how many may still come within their grace period, and from when none may. */
  tooEarly: { count: number; until: string } | null
  /** Documents complete but not served: no obstacle, but worth a look. */
  unserved: readonly DayRow[]
}

/** `now` is a UTC instant of the core's clock. */
export function closingPlan(rows: readonly DayRow[], graceMinutes: number, now: string): ClosingPlan {
  const of = (state: DayRow['state']) => rows.filter((row) => row.state === state)
  const missing = of('booked')
  const limits = missing.map(({ date, slot }) => noShowFrom(date, slot, graceMinutes))
  const ahead = limits.filter((limit) => now < limit).sort()
  const isOver = ({ date, slot }: DayRow) => now >= noShowFrom(date, slot, graceMinutes)
  const until = ahead[ahead.length - 1]
  return {
    counts: countStates(rows.map((row) => row.state)),
    undecided: refusalToClose(rows) ? of('arrived') : [],
    missing,
    proposed: missing.filter(isOver).toSorted((a, b) => (a.slot < b.slot ? -1 : a.slot > b.slot ? 1 : 0)),
    tooEarly: until === undefined ? null : { count: ahead.length, until },
    unserved: of('documents_complete'),
  }
}
