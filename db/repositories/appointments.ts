import type { DayRow } from '#shared/contract/office.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { Turn } from '#shared/domain/turn.ts'
import type { Connection } from '../connection.ts'
import type { AppointmentReads, AppointmentWrites, Arrival } from '../store.ts'
import type { Answered } from './answered.ts'
import type { DayRowValues } from './appointment-row.ts'
import { dayRowColumns, syncOf, toDayRow } from './appointment-row.ts'
import { createAppointmentWrites } from './appointment-writes.ts'
import { createDayLists } from './day-lists.ts'

/** `touch` tells the kept lists that marks of records have changed by what became of their events; of all, without ids. */
export type MarkNotice = { touch(ids?: readonly string[]): void }

export function createAppointments(
  connection: Connection,
  answered: Answered,
): AppointmentReads & AppointmentWrites & MarkNotice {
  const selectOne = connection.prepare<[string, number, number]>(
    `SELECT coalesce(o.body, s.body), a.last_seq, a.attention FROM appointments AS a
     LEFT JOIN own_versions AS o ON o.appointment = a.key
     LEFT JOIN server_versions AS s ON s.appointment = a.key WHERE a.id = ?`,
  )
  const selectDay = connection.prepare<DayRowValues>(
    `SELECT ${dayRowColumns} FROM appointments AS a WHERE a.date = ? ORDER BY a.slot, a.sort_key`,
  )
  const selectRows = connection.prepare<DayRowValues>(
    `SELECT ${dayRowColumns} FROM json_each(?) AS wanted JOIN appointments AS a ON a.id = wanted.value`,
  )
  // From the whole records: of a day a few hundred, and the list of the day stays as narrow as it is.
  const selectArrivals = connection.prepare<ArrivalValues>(
    `SELECT v.id, v.date, v.slot, v.first_name, v.last_name, v.state, v.queue_number, v.arrived_on,
       v.body ->> '$.arrivedAt', v.body -> '$.turn'
     FROM (SELECT a.*, coalesce(o.body, s.body) AS body FROM appointments AS a
       LEFT JOIN own_versions AS o ON o.appointment = a.key
       LEFT JOIN server_versions AS s ON s.appointment = a.key WHERE a.arrived_on = ?) AS v`,
  )
  const selectByCode = connection.prepare<DayRowValues>(
    `SELECT ${dayRowColumns} FROM appointments AS a WHERE a.national_code = ? OR a.tracking_code = ?
     ORDER BY abs(julianday(a.date) - julianday(?)), a.date, a.slot, a.sort_key`,
  )
  const selectCalendar = connection.prepare<[string, number, number, number]>(
    `SELECT a.date, count(*) FILTER (WHERE a.state <> 'cancelled'), count(*) FILTER (WHERE a.state = 'served'),
       coalesce((SELECT d.closed FROM days AS d WHERE d.date = a.date), 0)
     FROM appointments AS a WHERE a.date BETWEEN ? AND ? GROUP BY a.date ORDER BY a.date`,
  )
  const selectServer = connection.prepare<[string, string]>(
    `SELECT a.id, s.body FROM json_each(?) AS wanted
     JOIN appointments AS a ON a.id = wanted.value JOIN server_versions AS s ON s.appointment = a.key`,
  )

  const toRows = (all: readonly DayRowValues[]): DayRow[] => {
    const seq = answered.get()
    return all.map((values) => toDayRow(values, seq))
  }
  const readDay = (date: string): DayRow[] => toRows(selectDay.all(date))
  const readRows = (ids: readonly string[]): DayRow[] =>
    ids.length === 0 ? [] : toRows(selectRows.all(JSON.stringify(ids)))
  const dayLists = createDayLists({ day: readDay, rows: readRows })

  return {
    get(id) {
      const row = selectOne.first(id)
      if (row === undefined) return undefined
      const [body, lastSeq, attention] = row
      return {
        appointment: JSON.parse(body) as Appointment,
        sync: syncOf(lastSeq, attention, answered.get()),
      }
    },
    // What a transaction has written so far may still be undone: it must not get into the kept lists.
    listDay: (date) => (connection.inTransaction ? readDay(date) : dayLists.get(date)),
    rows: readRows,
    arrivals: (date) => selectArrivals.all(date).map(toArrival),
    findByCode: (code, date) => toRows(selectByCode.all(code, code, date)),
    calendar: (from, to) =>
      selectCalendar.all(from, to).map(([date, appointments, served, closed]) => ({
        date,
        appointments,
        served,
        closed: closed === 1,
      })),
    serverRows: (ids) =>
      new Map(
        selectServer.all(JSON.stringify(ids)).map(([id, body]) => [id, JSON.parse(body) as Appointment]),
      ),
    ...createAppointmentWrites(connection, dayLists.touch, answered),
    touch(ids) {
      if (ids === undefined) dayLists.clear()
      else for (const id of ids) dayLists.touch(id)
    },
  }
}

type ArrivalValues = [
  id: string,
  date: string,
  slot: string,
  firstName: string,
  lastName: string,
  state: Arrival['state'],
  queueNumber: number | null,
  arrivedOn: string | null,
  arrivedAt: string | null,
  turn: string | null,
]

function toArrival(values: ArrivalValues): Arrival {
  const [id, date, slot, firstName, lastName, state, queueNumber, arrivedOn, arrivedAt, turn] = values
  const arrival = { id, date, slot, firstName, lastName, state, queueNumber, arrivedOn, arrivedAt }
  return turn === null ? arrival : { ...arrival, turn: JSON.parse(turn) as Turn }
}
