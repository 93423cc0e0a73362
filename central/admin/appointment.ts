import { type Kysely, sql } from 'kysely'
import { formatJalali } from '#shared/domain/jalali.ts'
import { formatTime, tehranDateOf } from '#shared/domain/tehran-time.ts'
import { message } from '#shared/i18n/fa/message.ts'
import type { CentralTables } from '../db/tables.ts'
import { fillMessage } from '../message-gateway.ts'
import { act } from './act.ts'
import { AdminError } from './admin-error.ts'
import { move } from './appointment-move.ts'
import { command, type Noun, optional, required } from './command.ts'
import { findOffice } from './office-row.ts'
import { date, id, officeCode, prose } from './option-values.ts'
import { done, listed } from './outcome.ts'

const list = command({
  verb: 'list',
  about:
    'the appointments of a day at an office, or those to come that its hours or closures leave no place for',
  options: {
    office: required('CODE', 'the office', officeCode),
    date: optional('DATE', 'the day; without it those that have lost their place', date),
  },
  example: '--data DIR --office 72-104 --date 1405/09/06',
  async run({ database, clock }, { office: code, date: day }) {
    const office = await findOffice(database.db, code)
    const today = tehranDateOf(clock.now().toISOString())
    const rows =
      day === undefined
        ? await displaced(database.db, office.id, today)
        : await database.db
            .selectFrom('appointments')
            .select(['id', 'date', sql<string>`left(slot::text, 5)`.as('slot'), 'state'])
            .where('office_id', '=', office.id)
            .where('date', '=', day)
            .orderBy('slot')
            .orderBy('id')
            .execute()
    return listed(
      [
        { key: 'id', title: 'APPOINTMENT' },
        { key: 'date', title: 'DATE', as: 'date' },
        { key: 'slot', title: 'SLOT' },
        { key: 'state', title: 'STATE' },
      ],
      rows,
    )
  },
})

type Listed = { id: string; date: string; slot: string; state: string }

/** Appointments to come on closed days or outside of the hours: their citizens would stand before a closed door. */
export async function displaced(
  db: Kysely<CentralTables>,
  officeId: string | null,
  today: string,
): Promise<Listed[]> {
  const { rows } = await sql<Listed>`
    SELECT p.id, p.date, left(p.slot::text, 5) AS slot, p.state
    FROM live_appointments a
    JOIN appointments p ON p.id = a.appointment_id AND p.date = a.date
    LEFT JOIN office_hours h
      ON h.office_id = a.office_id AND h.weekday = (extract(dow FROM a.date)::int + 1) % 7
    WHERE (${officeId}::uuid IS NULL OR a.office_id = ${officeId}) AND a.date >= ${today} AND p.state = 'booked'
      AND (h.weekday IS NULL OR a.slot < h.opens_at::time OR a.slot >= h.closes_at::time
        OR EXISTS (
          SELECT FROM closures c
          WHERE c.date = a.date AND (c.office_id IS NULL OR c.office_id = a.office_id)))
    ORDER BY p.date, p.slot, p.id`.execute(db)
  return rows
}

const show = command({
  verb: 'show',
  about: 'one appointment; whose it is is not shown',
  options: { appointment: required('ID', 'from "appointment list"', id) },
  operand: 'appointment',
  example: '0195e000-0072-7104-8000-000000000099 --data DIR',
  async run({ database }, { appointment: appointmentId }) {
    const row = await database.db
      .selectFrom('appointments')
      .innerJoin('offices', 'offices.id', 'appointments.office_id')
      .select(['offices.code', 'body'])
      .where('appointments.id', '=', appointmentId)
      .executeTakeFirst()
    if (!row) throw new AdminError('not_found', 'there is no such appointment')
    const { body, code } = row
    const shown = {
      id: body.id,
      office: code,
      date: body.date,
      slot: body.slot,
      state: body.state,
      requestKind: body.requestKind,
      requirementSet: `${body.requirementSet.id}/${body.requirementSet.version}`,
      queueNumber: body.queueNumber,
      arrivedAt: body.arrivedAt,
      bookableFrom: body.bookableFrom,
      revision: body.revision,
    }
    return {
      ...listed(
        [
          { key: 'fact', title: 'WHAT' },
          { key: 'value', title: 'VALUE' },
        ],
        Object.entries(shown).map(([fact, value]) => ({ fact, value })),
      ),
      json: shown,
    }
  },
})

const cancel = command({
  verb: 'cancel',
  about: 'the appointment is cancelled and its seat is free; the citizen can book again at once',
  options: {
    appointment: required('ID', 'from "appointment list"', id),
    reason: required('TEXT', 'kept with the appointment', prose(500, 3)),
  },
  operand: 'appointment',
  example: '0195e000-0072-7104-8000-000000000099 --data DIR --reason "تعطیلی دفتر"',
  run: (context, { appointment: appointmentId, reason }) =>
    act(
      context,
      'appointment cancel',
      async (client) => {
        const { rows } = await client.query<{ office_id: string; name: string }>(
          'SELECT office_id, name FROM appointments JOIN offices ON offices.id = office_id WHERE appointments.id = $1',
          [appointmentId],
        )
        const [office] = rows
        if (!office) throw new AdminError('not_found', 'there is no such appointment')
        return {
          officeId: office.office_id,
          act: { appointmentId, type: 'cancelled', payload: { by: 'operator', reason } },
          message: {
            kind: 'appointment_cancelled',
            body: (cancelled) =>
              fillMessage(message.appointmentCancelled, {
                date: formatJalali(cancelled.date, 'full'),
                time: formatTime(cancelled.slot),
                office: office.name,
              }),
          },
        }
      },
      { value: done('The appointment is cancelled.', { id: appointmentId, state: 'cancelled' }), detail: {} },
    ),
})

export const appointment: Noun = {
  noun: 'appointment',
  about: 'booked appointments',
  commands: [list, show, cancel, move],
}
