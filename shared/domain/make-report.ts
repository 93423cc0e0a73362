import { weekdayOf } from './civil-date.ts'
import type { Attendance, ClerkWork, DayFigures, MissedDocument, Report, ReportGaps } from './report.ts'
import { noAttendance, sumAttendance } from './report.ts'
import { datesOf, type ReportSpan } from './report-span.ts'
import { workKindNames, workKindOf } from './report-work.ts'
import { spreadOf } from './spread.ts'
import type { AppointmentState } from './state.ts'
import { tehranDateOf, tehranTimeOf } from './tehran-time.ts'

/** An appointment of a span, with how the visit went; instants are null where the log has none. */
export type FigureVisit = {
  date: string
  /** Of its slot. */
  hour: number
  state: AppointmentState
  /** Came without an appointment: they cannot miss one. */
  walkIn: boolean
  /** When somebody came, when the documents desk began and when it came to a conclusion first. */
  arrivedAt: string | null
  begunAt: string | null
  concludedAt: string | null
}

/** A document that was found missing or unusable at one visit, with a reason of the requirement set. */
export type FigureMiss = { visit: string; item: string; reason: string }

/** So many acts of a kind by one person. */
export type FigureActs = { actor: string; type: string; count: number }

/** What the office's log says of a span, counted and not yet put together. */
export type Figures = {
  visits: readonly FigureVisit[]
  misses: readonly FigureMiss[]
  acts: readonly FigureActs[]
}

const standing: Record<AppointmentState, keyof Attendance> = {
  booked: 'open',
  arrived: 'came',
  documents_incomplete: 'came',
  documents_complete: 'came',
  served: 'came',
  no_show: 'noShow',
  cancelled: 'cancelled',
}

/** A walk-in who came is counted as such; one whose coming was undone or withdrawn is nobody's appointment. */
function attendanceOf(visits: Iterable<FigureVisit>): Attendance {
  const sum = { ...noAttendance }
  for (const { state, walkIn } of visits) {
    const kept = standing[state]
    if (!walkIn) sum[kept] += 1
    else if (kept === 'came') sum.walkIns += 1
  }
  return sum
}

const isBooked = ({ state, walkIn }: FigureVisit): boolean => !walkIn && state !== 'cancelled'
const came = ({ state }: FigureVisit): boolean => standing[state] === 'came'

/** Seconds between two instants; null where one is not known or the clocks contradict each other. */
function secondsBetween(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return null
  const seconds = (Date.parse(to) - Date.parse(from)) / 1000
  return seconds < 0 ? null : seconds
}

const measured = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null)

/** Who concludes with the very first act has left no time to measure. */
const serviceOf = ({ begunAt, concludedAt }: FigureVisit): number | null =>
  begunAt === concludedAt ? null : secondsBetween(begunAt, concludedAt)

const waitingOf = ({ arrivedAt, begunAt }: FigureVisit): number | null => secondsBetween(arrivedAt, begunAt)

/** Where in the week somebody came. */
type Coming = { hour: number; weekday: number }

/**
 * Hour and weekday in Tehran, worked out once for each half hour: Tehran's clock differs from UTC by whole half hours,
 * and a month has thousands of arrivals.
 */
function comingReader(): (instant: string) => Coming {
  const known = new Map<string, Coming>()
  return (instant) => {
    const halfHour = `${instant.slice(0, 14)}${Number(instant.slice(14, 16)) < 30 ? '00' : '30'}:00.000Z`
    const found = known.get(halfHour)
    if (found) return found
    const hour = Number(tehranTimeOf(halfHour).slice(0, 2))
    const coming = { hour, weekday: weekdayOf(tehranDateOf(halfHour)) }
    known.set(halfHour, coming)
    return coming
  }
}

function group<T, K>(all: Iterable<T>, keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const one of all) {
    const key = keyOf(one)
    const list = groups.get(key)
    if (list) list.push(one)
    else groups.set(key, [one])
  }
  return groups
}

/** The hours of the clock between the first and the last in which anything happened, without a gap. */
function hoursOf(visits: readonly FigureVisit[], arrivals: readonly Coming[]): Report['hours'] {
  const booked = group(visits.filter(isBooked), ({ hour }) => hour)
  const arrived = group(arrivals, ({ hour }) => hour)
  const all = [...booked.keys(), ...arrived.keys()]
  if (all.length === 0) return []
  const first = Math.min(...all)
  return Array.from({ length: Math.max(...all) - first + 1 }, (_, index) => ({
    hour: first + index,
    booked: booked.get(first + index)?.length ?? 0,
    arrived: arrived.get(first + index)?.length ?? 0,
  }))
}

function weekdaysOf(visits: readonly FigureVisit[], arrivals: readonly Coming[]): Report['weekdays'] {
  const booked = group(visits.filter(isBooked), ({ date }) => weekdayOf(date))
  const arrived = group(arrivals, ({ weekday }) => weekday)
  const worked = group(new Set(visits.map(({ date }) => date)), weekdayOf)
  return Array.from({ length: 7 }, (_, weekday) => ({
    weekday,
    days: worked.get(weekday)?.length ?? 0,
    booked: booked.get(weekday)?.length ?? 0,
    arrived: arrived.get(weekday)?.length ?? 0,
  }))
}

/** What was missing most often first; the same often, by name, so that the order is the same each time. */
function missedDocuments(misses: readonly FigureMiss[]): MissedDocument[] {
  const visits = (some: readonly FigureMiss[]) => new Set(some.map(({ visit }) => visit)).size
  const most = <T extends { visits: number }>(name: (one: T) => string) => {
    return (a: T, b: T) => b.visits - a.visits || (name(a) < name(b) ? -1 : 1)
  }
  return [...group(misses, ({ item }) => item)]
    .map(([item, some]) => ({
      item,
      visits: visits(some),
      reasons: [...group(some, ({ reason }) => reason)]
        .map(([reason, those]) => ({ reason, visits: visits(those) }))
        .sort(most(({ reason }) => reason)),
    }))
    .sort(most(({ item }) => item))
}

/** People in the order in which `names` has them; who is not in it comes last. */
function clerksOf(acts: readonly FigureActs[], names: ReadonlyMap<string, string>): ClerkWork[] {
  const places = new Map([...names.keys()].map((id, place) => [id, place]))
  const placeOf = (id: string) => places.get(id) ?? names.size
  return [...group(acts, ({ actor }) => actor)]
    .map(([userId, some]) => {
      const work = Object.fromEntries(workKindNames.map((kind) => [kind, 0])) as ClerkWork['acts']
      for (const { type, count } of some) {
        const kind = workKindOf(type)
        if (kind !== null) work[kind] += count
      }
      return { userId, name: names.get(userId) ?? null, acts: work }
    })
    .filter(({ acts }) => workKindNames.some((kind) => acts[kind] > 0))
    .sort((a, b) => placeOf(a.userId) - placeOf(b.userId) || (a.userId < b.userId ? -1 : 1))
}

export type ReportParts = {
  span: ReportSpan
  closedDates: ReadonlySet<string>
  preparedAt: string
  gaps: Omit<ReportGaps, 'notClosed' | 'toCome'>
  /** People of the office by id, in the order in which they are to stand. */
  names: ReadonlyMap<string, string>
  figures: Figures
}

/** Puts a report together. Pure: the same figures give the same report. */
export function makeReport(parts: ReportParts): Report {
  const { span, closedDates, preparedAt, gaps, names, figures } = parts
  const { visits, misses, acts } = figures
  const today = tehranDateOf(preparedAt)
  const byDate = group(visits, ({ date }) => date)
  const days = datesOf(span).map((date): DayFigures => {
    const some = byDate.get(date) ?? []
    const isClosed = closedDates.has(date)
    return { date, closed: some.length === 0 && !isClosed ? null : isClosed, attendance: attendanceOf(some) }
  })
  const comings = visits.filter(came)
  const comingOf = comingReader()
  const arrived = comings.flatMap((visit) =>
    visit.arrivedAt === null ? [] : [{ visit, ...comingOf(visit.arrivedAt) }],
  )
  const byHour = group(arrived, ({ hour }) => hour)
  // Bookings of days to come would make the load of those that were look small; with none of those they are all there is.
  const untilToday = visits.filter(({ date }) => date <= today)
  const load = untilToday.length > 0 ? untilToday : visits
  return {
    span,
    preparedAt,
    gaps: {
      ...gaps,
      notClosed: days.filter(({ date, closed }) => closed === false && date <= today).map(({ date }) => date),
      toCome: days.filter(({ date }) => date > today).length,
    },
    days,
    total: sumAttendance(days.map(({ attendance }) => attendance)),
    waiting: spreadOf(measured(comings.map(waitingOf))),
    service: spreadOf(measured(comings.map(serviceOf))),
    waitingByHour: [...byHour]
      .map(([hour, some]) => ({
        hour,
        waiting: spreadOf(measured(some.map(({ visit }) => waitingOf(visit)))),
      }))
      .sort((a, b) => a.hour - b.hour),
    documents: missedDocuments(misses),
    hours: hoursOf(load, arrived),
    weekdays: weekdaysOf(load, arrived),
    clerks: clerksOf(acts, names),
  }
}
