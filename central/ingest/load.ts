import type { PoolClient } from 'pg'
import type { Appointment } from '#shared/domain/appointment.ts'
import { addDays } from '#shared/domain/civil-date.ts'
import type { OfficeDay } from '#shared/domain/day.ts'
import { isDayEvent } from '#shared/domain/event.ts'
import { lockOfficesSql } from '../db/revision.ts'
import { loadPeople } from './load-people.ts'
import { loadWalkIns } from './load-walk-ins.ts'
import { type RulesCache, rulesOf } from './office-rules.ts'
import type { ReadEvent } from './read-event.ts'
import type { LogHead, OfficeView, StoredResult } from './work-batch.ts'

/** What a device sends at one time. */
export type Push = {
  deviceId: string
  officeId: string
  events: readonly ReadEvent[]
  /** Of the last event, by which the device vouches for all of them. */
  signature: string
}

/** Days around an event in which its appointment is looked for first: few partitions instead of all. */
const NEAR_DAYS = 1

export const lockDevicesSql = `
  SELECT id, office_id, last_seq, last_hash FROM devices
  WHERE id = ANY($1::uuid[]) AND revoked_at IS NULL ORDER BY id FOR UPDATE`
type DeviceRow = { id: string; office_id: string; last_seq: number; last_hash: string }

/**
 * A statement of its own, after the locks: whatever they read beside the rows that they lock would be as it was before
 * the wait for them, a day closed in the meantime still open.
 */
export const officesSql = `
  SELECT id, revision, (
    SELECT json_agg(known.id) FROM (
      SELECT id FROM office_users WHERE office_id = offices.id
      UNION ALL SELECT id FROM refused_users WHERE office_id = offices.id
    ) AS known) AS user_ids
  FROM offices WHERE id = ANY($1::uuid[])`
type OfficeRow = { id: string; revision: number; user_ids: string[] | null }

/**
 * By id alone, and the office is looked at here: with the office in the condition, a planner without statistics walks
 * all of the office's day for every batch.
 */
export const appointmentsSql = `
  SELECT body FROM appointments WHERE id = ANY($1::uuid[]) AND date BETWEEN $2::date AND $3::date`
const anyAppointmentsSql = 'SELECT body FROM appointments WHERE id = ANY($1::uuid[])'
const daysSql = `
  SELECT body FROM office_days
  JOIN unnest($1::uuid[], $2::date[]) AS named (office_id, date) USING (office_id, date)`
const rejectedSql = 'SELECT id FROM rejected_events WHERE id = ANY($1::uuid[])'
const storedSql = `
  SELECT device_seq, id, status, code, message, revision FROM office_events
  WHERE office_id = $1 AND device_id = $2 AND device_seq BETWEEN $3 AND $4`

export type Loaded = { head: LogHead; view: OfficeView; stored: Map<number, StoredResult> }

/**
 * Locks the devices and their offices and reads what the pushes touch, for each in its place; null for a device that is
 * not (or no longer) ours. The statements are sent together; each sees what was committed before the locks were granted.
 *
 * @param pushes of different offices
 */
export async function load(
  client: PoolClient,
  cache: RulesCache,
  pushes: readonly Push[],
  receivedOn: string,
): Promise<(Loaded | null)[]> {
  const events = pushes.flatMap((push) => push.events)
  const officeIds = pushes.map(({ officeId }) => officeId)
  const { days: namedDays, ...needs } = needsOf(pushes)
  const [revisions, devices, offices, near, days, rejected] = await Promise.all([
    client.query<{ office_id: string; revision: number }>({
      name: 'lock_offices',
      text: lockOfficesSql,
      values: [officeIds],
    }),
    client.query<DeviceRow>({
      name: 'ingest_lock_devices',
      text: lockDevicesSql,
      values: [pushes.map(({ deviceId }) => deviceId)],
    }),
    client.query<OfficeRow>({ name: 'ingest_offices', text: officesSql, values: [officeIds] }),
    needs.appointmentIds.length === 0
      ? null
      : client.query<{ body: Appointment }>({
          name: 'ingest_appointments',
          text: appointmentsSql,
          values: [needs.appointmentIds, needs.from, needs.to],
        }),
    namedDays.length === 0
      ? null
      : client.query<{ body: OfficeDay }>({
          name: 'ingest_days',
          text: daysSql,
          values: [namedDays.map(({ officeId }) => officeId), namedDays.map(({ date }) => date)],
        }),
    needs.predecessorIds.length === 0
      ? null
      : client.query<{ id: string }>({
          name: 'ingest_rejected',
          text: rejectedSql,
          values: [needs.predecessorIds],
        }),
  ])
  const appointments = (near?.rows ?? []).map(({ body }) => body)
  const found = new Set(appointments.map(({ id }) => id))
  const far = needs.appointmentIds.filter((id) => !found.has(id))
  if (far.length > 0) {
    const { rows } = await client.query<{ body: Appointment }>({
      name: 'ingest_any_appointments',
      text: anyAppointmentsSql,
      values: [far],
    })
    for (const { body } of rows) appointments.push(body)
  }
  const walkIns = await loadWalkIns(client, events, appointments, receivedOn)
  const peopleOf = await loadPeople(client, pushes)
  const appointmentsOf = Map.groupBy(appointments, ({ officeId }) => officeId)
  const daysOf = Map.groupBy(days?.rows ?? [], ({ body }) => body.officeId)
  const revisionOf = new Map(revisions.rows.map(({ office_id, revision }) => [office_id, revision]))
  const deviceOf = new Map(devices.rows.map((row) => [row.id, row]))
  const officeOf = new Map(offices.rows.map((row) => [row.id, row]))
  return Promise.all(
    pushes.map(async (push): Promise<Loaded | null> => {
      const { deviceId, officeId } = push
      const revision = revisionOf.get(officeId)
      const device = deviceOf.get(deviceId)
      const office = officeOf.get(officeId)
      if (revision === undefined || !office || device?.office_id !== officeId) return null
      return {
        head: { seq: device.last_seq, hash: device.last_hash },
        view: {
          officeId,
          rules: await rulesOf(client, cache, officeId, office.revision),
          userIds: new Set(office.user_ids),
          revision,
          appointments: new Map(appointmentsOf.get(officeId)?.map((body) => [body.id, body])),
          days: new Map(daysOf.get(officeId)?.map(({ body }) => [body.date, body])),
          rejectedIds: new Set(rejected?.rows.map(({ id }) => id)),
          walkIns,
          people: peopleOf.get(officeId) ?? null,
        },
        stored: await storedOf(client, push, device.last_seq),
      }
    }),
  )
}

/** What the pushes will ask for. Predecessors inside a push are settled there. */
function needsOf(pushes: readonly Push[]) {
  const appointmentIds = new Set<string>()
  const days: { officeId: string; date: string }[] = []
  const predecessorIds = new Set<string>()
  let from: string | null = null
  let to: string | null = null
  for (const { officeId, events } of pushes) {
    const dates = new Set<string>()
    const own = new Set(events.map(({ id }) => id))
    for (const { event, occurredOn } of events) {
      if (event === null || occurredOn === null) continue
      if (event.appointmentId === null) {
        if (isDayEvent(event)) dates.add(event.payload.date)
        continue
      }
      appointmentIds.add(event.appointmentId)
      if (event.predecessorId !== null && !own.has(event.predecessorId)) {
        predecessorIds.add(event.predecessorId)
      }
      if (from === null || occurredOn < from) from = occurredOn
      if (to === null || occurredOn > to) to = occurredOn
    }
    for (const date of dates) days.push({ officeId, date })
  }
  return {
    appointmentIds: [...appointmentIds],
    days,
    predecessorIds: [...predecessorIds],
    from: from && shifted(from, -NEAR_DAYS),
    to: to && shifted(to, NEAR_DAYS),
  }
}

/** Within what both the calendar and the database can write. */
function shifted(date: string, days: number): string {
  if (date < '0002-01-01') return '0001-01-01'
  return date > '9998-12-31' ? '9999-12-31' : addDays(date, days)
}

async function storedOf(
  client: PoolClient,
  { deviceId, officeId, events }: Push,
  lastSeq: number,
): Promise<Map<number, StoredResult>> {
  const repeated = events.map(({ deviceSeq }) => deviceSeq).filter((seq) => seq <= lastSeq)
  if (repeated.length === 0) return new Map()
  const { rows } = await client.query<StoredResult & { device_seq: number }>({
    name: 'ingest_stored',
    text: storedSql,
    values: [officeId, deviceId, Math.min(...repeated), Math.max(...repeated)],
  })
  return new Map(rows.map(({ device_seq, ...result }) => [device_seq, result]))
}
