import type { Appointment } from '#shared/domain/appointment.ts'
import type { OfficeDay } from '#shared/domain/day.ts'
import type { OfficeUser } from '#shared/domain/office-user.ts'
import { join, split, splitNullable } from '../db/columns.ts'
import type { Statements } from '../db/statements.ts'
import type { Recorded } from './work-batch.ts'

const eventsSql = `
  INSERT INTO office_events (office_id, received_on, device_id, received_at, device_seq, id, revision,
                             appointment_id, type, status, code, message, body)
  SELECT office_id::uuid, $1::date, device_id::uuid, $2::timestamptz, seq::bigint, id::uuid, revision::bigint,
         appointment_id::uuid, type, status, code, message, body::json
  FROM unnest(${split(3)}, ${split(4)}, ${split(5)}, ${split(6)}, ${split(7)}, ${splitNullable(8)}, ${split(9)},
              ${split(10)}, ${splitNullable(11)}, ${splitNullable(12)}, ${split(13)})
       AS row (office_id, device_id, seq, id, revision, appointment_id, type, status, code, message, body)`

const appointmentsSql = `
  INSERT INTO appointments (office_id, id, date, slot, state, national_code, tracking_code, queue_number,
                            revision, body)
  SELECT office_id::uuid, id::uuid, date::date, slot::time, state, national_code, tracking_code, queue_number::bigint,
         revision::bigint, body::json
  FROM unnest(${split(1)}, ${split(2)}, ${split(3)}, ${split(4)}, ${split(5)}, ${split(6)}, ${split(7)},
              ${splitNullable(8)}, ${split(9)}, ${split(10)})
       AS row (office_id, id, date, slot, state, national_code, tracking_code, queue_number, revision, body)
  ON CONFLICT (id, date) DO UPDATE SET
    slot = excluded.slot, state = excluded.state, queue_number = excluded.queue_number,
    revision = excluded.revision, body = excluded.body
  WHERE appointments.office_id = excluded.office_id`

const daysSql = `
  INSERT INTO office_days (office_id, date, closed, revision, body)
  SELECT office_id::uuid, date::date, closed::boolean, revision::bigint, body::json
  FROM unnest(${split(1)}, ${split(2)}, ${split(3)}, ${split(4)}, ${split(5)})
       AS row (office_id, date, closed, revision, body)
  ON CONFLICT (office_id, date) DO UPDATE SET
    closed = excluded.closed, revision = excluded.revision, body = excluded.body`

const rejectedSql = `
  INSERT INTO rejected_events (id, office_id) SELECT id::uuid, office_id::uuid FROM unnest(${split(1)}, ${split(2)}) AS row (office_id, id)
  ON CONFLICT DO NOTHING`

const usersSql = `
  INSERT INTO office_users (id, office_id, username, display_name, roles, desk, password_hash, must_change, active,
                            applied_event_ids, revision)
  SELECT (body ->> 'id')::uuid, (body ->> 'officeId')::uuid, body ->> 'username', body ->> 'displayName',
         ARRAY(SELECT json_array_elements_text(body -> 'roles')), body ->> 'desk', body ->> 'passwordHash',
         (body ->> 'mustChangePassword')::boolean, (body ->> 'active')::boolean,
         ARRAY(SELECT json_array_elements_text(body -> 'appliedEventIds')::uuid), (body ->> 'revision')::bigint
  FROM json_array_elements($1::json) AS row (body)
  ON CONFLICT (id) DO UPDATE SET
    display_name = excluded.display_name, roles = excluded.roles, desk = excluded.desk,
    password_hash = excluded.password_hash, must_change = excluded.must_change, active = excluded.active,
    applied_event_ids = excluded.applied_event_ids, revision = excluded.revision
  WHERE office_users.office_id = excluded.office_id`

const refusedUsersSql = `
  INSERT INTO refused_users (id, office_id)
  SELECT (body ->> 'id')::uuid, (body ->> 'officeId')::uuid FROM json_array_elements($1::json) AS row (body)
  ON CONFLICT DO NOTHING`

/** What came newly into the log of one device. */
export type LoggedEvents = { officeId: string; deviceId: string; recorded: readonly Recorded[] }

/** Writes events of any number of devices with their results, in one statement. */
export async function storeEvents(
  client: Statements,
  { receivedOn, receivedAt }: { receivedOn: string; receivedAt: Date },
  logs: readonly LoggedEvents[],
): Promise<void> {
  const recorded = logs.flatMap(({ officeId, deviceId, recorded }) =>
    recorded.map((event) => ({ officeId, deviceId, ...event })),
  )
  const rejected = recorded.filter(({ result }) => result.status === 'rejected')
  const statements = [
    client.query({
      name: 'store_events',
      text: eventsSql,
      values: [
        receivedOn,
        receivedAt.toISOString(),
        join(recorded.map(({ officeId }) => officeId)),
        join(recorded.map(({ deviceId }) => deviceId)),
        join(recorded.map(({ read }) => read.deviceSeq)),
        join(recorded.map(({ read }) => read.id)),
        join(recorded.map(({ result }) => result.revision)),
        join(recorded.map(({ appointmentId }) => appointmentId)),
        join(recorded.map(({ type }) => type)),
        join(recorded.map(({ result }) => result.status)),
        join(recorded.map(({ result }) => result.code)),
        join(recorded.map(({ result }) => result.message)),
        join(recorded.map(({ read }) => read.json)),
      ],
    }),
  ]
  if (rejected.length > 0) {
    statements.push(
      client.query({
        name: 'store_rejected',
        text: rejectedSql,
        values: [join(rejected.map(({ officeId }) => officeId)), join(rejected.map(({ read }) => read.id))],
      }),
    )
  }
  await Promise.all(statements)
}

/** Writes appointments, new and changed ones alike, in one statement. */
export async function storeAppointments(
  client: Statements,
  appointments: readonly Appointment[],
): Promise<void> {
  if (appointments.length === 0) return
  await client.query({
    name: 'store_appointments',
    text: appointmentsSql,
    values: [
      join(appointments.map(({ officeId }) => officeId)),
      join(appointments.map(({ id }) => id)),
      join(appointments.map(({ date }) => date)),
      join(appointments.map(({ slot }) => slot)),
      join(appointments.map(({ state }) => state)),
      join(appointments.map(({ applicant }) => applicant.nationalCode)),
      join(appointments.map(({ applicant }) => applicant.trackingCode)),
      join(appointments.map(({ queueNumber }) => queueNumber)),
      join(appointments.map(({ revision }) => revision)),
      join(appointments.map((appointment) => JSON.stringify(appointment))),
    ],
  })
}

/** Writes days of offices. */
export async function storeDays(client: Statements, days: readonly OfficeDay[]): Promise<void> {
  if (days.length === 0) return
  await client.query({
    name: 'store_days',
    text: daysSql,
    values: [
      join(days.map(({ officeId }) => officeId)),
      join(days.map(({ date }) => date)),
      join(days.map(({ closed }) => String(closed !== null))),
      join(days.map(({ revision }) => revision)),
      join(days.map((day) => JSON.stringify(day))),
    ],
  })
}

/** Writes people of offices, and remembers those whom an office has to do without. */
export async function storePeople(
  client: Statements,
  changed: readonly (OfficeUser & { officeId: string; revision: number })[],
  refused: readonly { id: string; officeId: string }[],
): Promise<void> {
  const write = (name: string, text: string, rows: readonly object[]) =>
    rows.length === 0 ? null : client.query({ name, text, values: [JSON.stringify(rows)] })
  await Promise.all([
    write('store_users', usersSql, changed),
    write('store_refused_users', refusedUsersSql, refused),
  ])
}
