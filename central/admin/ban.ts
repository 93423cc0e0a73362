import type { PoolClient } from 'pg'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { act } from './act.ts'
import { AdminError } from './admin-error.ts'
import { command, type Noun, optional, required } from './command.ts'
import { findOffice } from './office-row.ts'
import { id, nationalCode, officeCode, prose } from './option-values.ts'
import { done, listed } from './outcome.ts'

const list = command({
  verb: 'list',
  about: 'who may not book yet, by the appointment that was missed; names and codes are not shown',
  options: { office: optional('CODE', 'only appointments of this office', officeCode) },
  example: '--data DIR --office 72-104',
  async run({ database, clock }, { office: code }) {
    let query = database.db
      .selectFrom('booking_bans')
      .innerJoin('offices', 'offices.id', 'booking_bans.office_id')
      .leftJoin('appointments', 'appointments.id', 'booking_bans.appointment_id')
      .select([
        'appointment_id as appointment',
        'offices.code as office',
        'date',
        'bookable_from as bookableFrom',
      ])
      .where('bookable_from', '>', tehranDateOf(clock.now().toISOString()))
    if (code !== undefined) {
      query = query.where('booking_bans.office_id', '=', (await findOffice(database.db, code)).id)
    }
    return listed(
      [
        { key: 'appointment', title: 'APPOINTMENT' },
        { key: 'office', title: 'OFFICE' },
        { key: 'date', title: 'MISSED', as: 'date' },
        { key: 'bookableFrom', title: 'BOOKABLE FROM', as: 'date' },
      ],
      await query.orderBy('bookable_from').orderBy('appointment_id').execute(),
    )
  },
})

const lift = command({
  verb: 'lift',
  about: 'the no-show is reversed, as a supervisor does it, and the citizen can book again',
  options: {
    appointment: optional('ID', 'the missed appointment, from "ban list"', id),
    'national-code': optional(
      'CODE',
      'or whose ban it is; - reads the code from standard input',
      nationalCode,
    ),
    reason: required('TEXT', 'kept with the appointment', prose(500, 3)),
  },
  example: '--data DIR --appointment 0195e000-0072-7104-8000-000000000099 --reason "بستری در بیمارستان"',
  async run(context, { appointment, 'national-code': code, reason }) {
    if ((appointment === undefined) === (code === undefined)) {
      throw new AdminError('usage', 'give either --appointment or --national-code')
    }
    const person = code === '-' ? nationalCode(await context.readInput()) : code
    return act(
      context,
      'ban lift',
      async (client) => {
        const ban = await findBan(client, appointment ?? null, person ?? null)
        return {
          officeId: ban.office_id,
          act: { appointmentId: ban.appointment_id, type: 'no_show_reversed', payload: { reason } },
        }
      },
      { value: done('The ban is lifted.', { lifted: true }), detail: {} },
    )
  },
})

async function findBan(client: PoolClient, appointmentId: string | null, person: string | null) {
  const { rows } = await client.query<{ appointment_id: string; office_id: string }>(
    'SELECT appointment_id, office_id FROM booking_bans WHERE appointment_id = $1 OR national_code = $2',
    [appointmentId, person],
  )
  const [ban] = rows
  if (!ban) throw new AdminError('not_found', 'there is no such ban')
  return ban
}

export const ban: Noun = { noun: 'ban', about: 'who may not book after a no-show', commands: [list, lift] }
