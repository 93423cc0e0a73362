import type { PoolClient } from 'pg'
import type { Appointment } from '#shared/domain/appointment.ts'
import { join, split } from '../db/columns.ts'
import type { ReadEvent } from './read-event.ts'
import { personKey, type Registered, type WalkInView, walkInSpan, walkInsOf } from './walk-ins.ts'

/**
 * Everybody whom the events may touch, as `settle` locks them: taken here, before the facts are read that walk-ins are
 * judged by, and all at once, because their order counts.
 */
const registrationsSql = `
  SELECT national_code, tracking_code AS "trackingCode", details, stage, live FROM registrations
  WHERE tracking_code = ANY(${split(1)}) ORDER BY national_code, id FOR UPDATE`
const liveSql = `
  SELECT national_code, appointment_id, date FROM live_appointments WHERE national_code = ANY(${split(1)})`
const bansSql = `
  SELECT national_code, appointment_id, bookable_from FROM booking_bans WHERE national_code = ANY(${split(1)})`

/**
 * What the walk-ins among the events are judged by; null when there are none.
 *
 * @param appointments all that the events speak of, whosever they are
 */
export async function loadWalkIns(
  client: PoolClient,
  events: readonly ReadEvent[],
  appointments: readonly Appointment[],
  receivedOn: string,
): Promise<WalkInView | null> {
  const people = walkInsOf(events).map(({ payload }) => payload.applicant)
  if (people.length === 0) return null
  const everybody = [...people, ...appointments.map(({ applicant }) => applicant)]
  const nationalCodes = join(people.map(({ nationalCode }) => nationalCode))
  const [registrations, live, bans] = await Promise.all([
    client.query<{ national_code: string } & Registered>({
      name: 'ingest_registrations',
      text: registrationsSql,
      values: [join(everybody.map(({ trackingCode }) => trackingCode))],
    }),
    client.query<{ national_code: string; appointment_id: string; date: string }>({
      name: 'ingest_live',
      text: liveSql,
      values: [nationalCodes],
    }),
    client.query<{ national_code: string; appointment_id: string; bookable_from: string }>({
      name: 'ingest_bans',
      text: bansSql,
      values: [nationalCodes],
    }),
  ])
  return {
    ...walkInSpan(receivedOn),
    registrations: new Map(
      registrations.rows.map(({ national_code, ...registration }) => [
        personKey(national_code, registration.trackingCode),
        registration,
      ]),
    ),
    live: new Map(
      live.rows.map(({ national_code, appointment_id, date }) => [
        national_code,
        { appointmentId: appointment_id, date },
      ]),
    ),
    bans: new Map(
      bans.rows.map(({ national_code, appointment_id, bookable_from }) => [
        national_code,
        { appointmentId: appointment_id, bookableFrom: bookable_from },
      ]),
    ),
    offices: new Map(appointments.map(({ id, officeId }) => [id, officeId])),
  }
}
