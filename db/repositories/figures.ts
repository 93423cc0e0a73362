import type { FigureVisit } from '#shared/domain/make-report.ts'
import { serviceBeginnings, serviceEnd, workTypes } from '#shared/domain/report-work.ts'
import type { AppointmentState } from '#shared/domain/state.ts'
import type { Connection } from '../connection.ts'
import type { FigureReads } from '../store.ts'

type CourseValues = [
  walkedIn: number | null,
  arrived: string | null,
  begun: string | null,
  ended: string | null,
]
type VisitValues = [key: number, date: string, hour: number, state: AppointmentState, ...CourseValues]

const list = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ')
const courseTypes = list([...new Set(['walked_in', 'checked_in', ...serviceBeginnings, serviceEnd])])

/** How a visit went, told by the first or the last act of a kind; a coming that was undone is followed by another. */
const course = `max(e.type = 'walked_in'),
  max(e.at) FILTER (WHERE e.type = 'checked_in'),
  min(e.at) FILTER (WHERE e.type IN (${list(serviceBeginnings)})),
  min(e.at) FILTER (WHERE e.type = '${serviceEnd}')`
/** In the order of the index, so that nothing has to be sorted. */
const eachVisit = 'WHERE a.date BETWEEN ? AND ? GROUP BY a.date, a.slot, a.sort_key, a.key'

const missesIn = (events: string) =>
  `SELECT a.id, e.body ->> '$.payload.item', coalesce(e.body ->> '$.payload.reasonCode', '')
   FROM appointments AS a CROSS JOIN ${events} AS e INDEXED BY ${events}_of_missing ON e.appointment_id = a.id
   WHERE a.date BETWEEN ? AND ? AND e.type = 'document_decided' AND e.body ->> '$.payload.verdict' = 'failed'`

const actsIn = (events: string, sign: '' | '-', condition: string) =>
  `SELECT e.actor, e.type, ${sign}count(*) AS acts FROM ${events}
   WHERE ${condition} AND e.at >= ? AND e.at < ? AND e.actor <> 'central' AND e.type IN (${list(workTypes)})
   GROUP BY e.actor, e.type`

/**
 * The office's list and log, counted. What the central system refused did not happen. Each statement walks indexes over
 * the span only, in which the long rows of the log need not be read; `makeReport` puts together what they give.
 */
export function createFigures(connection: Connection): FigureReads {
  const selectVisits = connection.prepare<VisitValues>(
    `SELECT a.key, a.date, CAST(substr(a.slot, 1, 2) AS INTEGER), a.state, ${course}
     FROM appointments AS a
     LEFT JOIN events AS e ON e.appointment_id = a.id AND e.refused IS NULL AND e.type IN (${courseTypes})
     ${eachVisit}`,
  )
  const selectOthers = connection.prepare<[number, ...CourseValues]>(
    `SELECT a.key, ${course}
     FROM appointments AS a CROSS JOIN foreign_events AS e ON e.appointment_id = a.id AND e.type IN (${courseTypes})
     ${eachVisit}`,
  )
  const selectMisses = connection.prepare<[string, string, string]>(
    `${missesIn('events')} AND e.refused IS NULL UNION ${missesIn('foreign_events')}`,
  )
  // Few are refused: to take them off again is quicker than to look at every row. A device that was restored from a copy
  // may have got events of its own back as somebody else's.
  const selectActs = connection.prepare<[string, string, number]>(
    `SELECT actor, type, sum(acts) FROM (
       ${actsIn('events AS e', '', 'TRUE')} UNION ALL
       ${actsIn('events AS e INDEXED BY events_refused', '-', 'e.refused IS NOT NULL')} UNION ALL
       ${actsIn('foreign_events AS e', '', 'NOT EXISTS (SELECT 1 FROM events AS own WHERE own.id = e.id)')}
     ) GROUP BY actor, type HAVING sum(acts) > 0 ORDER BY actor, type`,
  )
  const selectClosed = connection.prepare<[string]>(
    'SELECT date FROM days WHERE date BETWEEN ? AND ? AND closed = 1',
  )
  const selectFirst = connection.prepare<[string | null]>('SELECT min(date) FROM appointments')

  return {
    of(from, to, { since, until }) {
      const others = new Map(selectOthers.all(from, to).map(([key, ...course]) => [key, course]))
      return {
        visits: selectVisits
          .all(from, to)
          .map(([key, date, hour, state, ...own]) => toVisit(date, hour, state, own, others.get(key))),
        misses: selectMisses
          .all(from, to, from, to)
          .map(([visit, item, reason]) => ({ visit, item, reason })),
        acts: selectActs
          .all(since, until, since, until, since, until)
          .map(([actor, type, count]) => ({ actor, type, count })),
      }
    },
    closedDates: (from, to) => selectClosed.all(from, to).map(([date]) => date),
    firstDate: () => selectFirst.first()?.[0] ?? null,
  }
}

const earlier = (a: string | null, b: string | null) => (a === null || (b !== null && b < a) ? b : a)
const later = (a: string | null, b: string | null) => (a === null || (b !== null && b > a) ? b : a)

/** What this device recorded of a visit, and what others did. */
function toVisit(
  date: string,
  hour: number,
  state: AppointmentState,
  [walkedIn, arrived, begun, ended]: CourseValues,
  [theyWalkedIn, theyArrived, theyBegan, theyEnded]: CourseValues = [0, null, null, null],
): FigureVisit {
  return {
    date,
    hour,
    state,
    walkIn: walkedIn === 1 || theyWalkedIn === 1,
    arrivedAt: later(arrived, theyArrived),
    begunAt: earlier(begun, theyBegan),
    concludedAt: earlier(ended, theyEnded),
  }
}
