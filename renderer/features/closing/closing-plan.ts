import type { DayRow } from '#shared/contract/office.ts'
import type { StateCounts } from '#shared/domain/day.ts'
import { countStates, refusalToClose } from '#shared/domain/day.ts'
import { noShowFrom } from '#shared/domain/no-show.ts'
import { isOfficeClosed, type OfficeRules } from '#shared/domain/rules.ts'

/** What closing the day would do and what stands in its way; the core decides in the end. */
export type ClosingPlan = {
  counts: StateCounts
  /** Present without a conclusion: the day cannot be closed before theirs. */
  undecided: readonly DayRow[]
  /** Whether the office takes nobody on that day, by a holiday or a closure: then nobody becomes a no-show. */
  officeClosed: boolean
  /** Booked on such a day: they stay so. */
  stayBooked: readonly DayRow[]
  /** Booked and not come: they become no-shows. */
  missing: readonly DayRow[]
  /** Of those, whose grace period is over, by slot. */
  proposed: readonly DayRow[]
  /** Of those, how many may still come within their grace period, and from when none may. */
  tooEarly: { count: number; until: string } | null
  /** Documents complete but not served: no obstacle, but worth a look. */
  unserved: readonly DayRow[]
}

/** Of the rows of a day; `now` is a UTC instant of the core's clock. */
export function closingPlan(
  date: string,
  rows: readonly DayRow[],
  rules: Pick<OfficeRules, 'graceMinutes' | 'closedDates'>,
  now: string,
): ClosingPlan {
  const of = (state: DayRow['state']) => rows.filter((row) => row.state === state)
  const { graceMinutes } = rules
  const officeClosed = isOfficeClosed(rules, date)
  const booked = of('booked')
  const missing = officeClosed ? [] : booked
  const limits = missing.map(({ date, slot }) => noShowFrom(date, slot, graceMinutes))
  const ahead = limits.filter((limit) => now < limit).sort()
  const isOver = ({ date, slot }: DayRow) => now >= noShowFrom(date, slot, graceMinutes)
  const until = ahead[ahead.length - 1]
  return {
    counts: countStates(rows.map((row) => row.state)),
    undecided: refusalToClose(rows) ? of('arrived') : [],
    officeClosed,
    stayBooked: officeClosed ? booked : [],
    missing,
    proposed: missing.filter(isOver).toSorted((a, b) => (a.slot < b.slot ? -1 : a.slot > b.slot ? 1 : 0)),
    tooEarly: until === undefined ? null : { count: ahead.length, until },
    unserved: of('documents_complete'),
  }
}
