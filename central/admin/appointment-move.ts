import { Booking } from '../booking/booking.ts'
import type { BookingRefusal } from '../booking/decide.ts'
import { sendNews } from '../news.ts'
import { recordAction } from './action-record.ts'
import { AdminError } from './admin-error.ts'
import { command, flag, optional, required } from './command.ts'
import { findOffice } from './office-row.ts'
import { date, id, officeCode, prose, time } from './option-values.ts'
import { done } from './outcome.ts'

const words: Record<BookingRefusal['code'], string> = {
  OFFICE_UNKNOWN: 'there is no such office',
  SLOT_FULL: 'the slot is full; --over-capacity lets one more in',
  OFFICE_CLOSED: 'the office is closed on that day',
  SLOT_NOT_OFFERED: 'the office offers no such slot, or it has begun, or lies too far ahead',
  ALREADY_BOOKED: 'the citizen has another appointment',
  REGISTRATION_COMPLETED: 'the registration of this citizen is completed',
  NOT_CHANGEABLE: 'this appointment is not one that can be moved any more',
  BOOKING_BANNED: 'the citizen may not book yet; see "ban lift"',
}

/** `appointment move` */
export const move = command({
  verb: 'move',
  about: 'it is cancelled and another one booked for its citizen, both or neither; a message tells of it',
  options: {
    appointment: required('ID', 'from "appointment list"', id),
    office: optional('CODE', 'where it goes; the same office otherwise', officeCode),
    date: required('DATE', 'its new day', date),
    slot: required('TIME', 'beginning of its new slot', time),
    reason: required('TEXT', 'kept with the old appointment', prose(500, 3)),
    'over-capacity': flag('also into a slot that is full'),
  },
  operand: 'appointment',
  example:
    '0195e000-0072-7104-8000-000000000099 --data DIR --date 1405/09/10 --slot 09:30 --reason "تعطیلی دفتر"',
  async run(context, { appointment: appointmentId, date: day, slot, reason, ...values }) {
    const { database, clock, gateway } = context
    const { db, pool } = database
    const row = await db
      .selectFrom('appointments')
      .select(['office_id', 'national_code', 'tracking_code'])
      .where('id', '=', appointmentId)
      .executeTakeFirst()
    if (!row) throw new AdminError('not_found', 'there is no such appointment')
    const officeId = values.office === undefined ? row.office_id : (await findOffice(db, values.office)).id
    const offices = new Set<string>()
    const booking = new Booking({ pool, clock, gateway, announce: (office) => offices.add(office) })
    const outcome = await booking.move(
      { nationalCode: row.national_code, trackingCode: row.tracking_code },
      appointmentId,
      { officeId, date: day, slot },
      {
        reason,
        overCapacity: values['over-capacity'],
        record: (client, moved) =>
          recordAction(client, context, 'appointment move', {
            target: appointmentId,
            detail: { to: moved.id, office: officeId, date: day, slot },
          }),
      },
    )
    await sendNews(pool, [...offices])
    if (!outcome) throw new AdminError('registration_unknown', 'this appointment belongs to no registration')
    if (!outcome.ok) throw new AdminError(outcome.refusal.code, words[outcome.refusal.code])
    if (outcome.appointment.id === appointmentId) {
      throw new AdminError('nothing_to_change', 'the appointment is there already')
    }
    const { id: to, office } = outcome.appointment
    return done(`The appointment is now ${to}, at office ${office.code}, ${day} ${slot}.`, {
      id: to,
      office: office.code,
      date: day,
      slot,
    })
  },
})
