import type { PoolClient } from 'pg'
import type { Appointment } from '#shared/domain/appointment.ts'
import { addDays } from '#shared/domain/civil-date.ts'
import type { OfficeDay } from '#shared/domain/day.ts'
import { isDayEvent } from '#shared/domain/event.ts'
import type { OfficeRules } from '#shared/domain/rules.ts'
import { officeRulesSchema } from '#shared/domain/rules.ts'
import { join, split } from '../db/columns.ts'
import type { ReadEvent } from './read-event.ts'
import { personKey, type Registered, type WalkInView, walkInSpan, walkInsOf } from './walk-ins.ts'
import type { LogHead, OfficeView, StoredResult } from './work-batch.ts'

/** Days around an event in which its appointment is looked for first: few partitions instead of all. */
const NEAR_DAYS = 1

/** Rules by office; good for as long as the office's row keeps its revision. */
export type RulesCache = Map<string, { revision: number; rules: OfficeRules }>

const lockSql = `
  SELECT d.last_seq, d.last_hash, r.revision
  FROM devices d JOIN office_revisions r ON r.office_id = d.office_id
  WHERE d.id = $1 AND d.office_id = $2 AND d.revoked_at IS NULL
  FOR UPDATE OF d, r`
type LockRow = { last_seq: number; last_hash: string; revision: number }

/**
 * A statement of its own, after the lock: whatever `lockSql` read beside the rows that it locks would be as it was before
 * the wait for them, a day closed in the meantime still open.
 */
const officeSql = `
  SELECT revision, (SELECT json_agg(id) FROM office_users WHERE office_id = offices.id) AS user_ids
  FROM offices WHERE id = $1`
type OfficeRow = { revision: number; user_ids: string[] | null }

/**
 * By id alone, and the office is looked at here: with the office in the condition, a planner without statistics walks
 * all of the office's day for every batch.
 */
export const appointmentsSql = `
  SELECT body FROM appointments WHERE id = ANY($1::uuid[]) AND date BETWEEN $2::date AND $3::date`
const anyAppointmentsSql = 'SELECT body FROM appointments WHERE id = ANY($1::uuid[])'
const daysSql = 'SELECT body FROM office_days WHERE office_id = $1 AND date = ANY($2::date[])'
const rejectedSql = 'SELECT id FROM rejected_events WHERE id = ANY($1::uuid[])'
const storedSql = `
  SELECT device_seq, id, status, code, message, revision FROM office_events
  WHERE office_id = $1 AND device_id = $2 AND device_seq BETWEEN $3 AND $4`

/**
 * Everybody whom the batch may touch, as `settle` locks them: taken here, before the facts are read that walk-ins are
 * judged by, and all at once, because their order counts.
 */
const registrationsSql = `
  SELECT national_code, tracking_code AS "trackingCode", details, stage, live FROM registrations
  WHERE tracking_code = ANY(${split(1)}) ORDER BY national_code, id FOR UPDATE`
const liveSql = `
  SELECT national_code, appointment_id, date FROM live_appointments WHERE national_code = ANY(${split(1)})`
const bansSql = `
  SELECT national_code, appointment_id, bookable_from FROM booking_bans WHERE national_code = ANY(${split(1)})`

export type Loaded = { head: LogHead; view: OfficeView; stored: Map<number, StoredResult> }

/**
 * Locks the device and its office and reads what a batch touches. Null for a device that is not (or no longer) ours.
 * The statements are sent together; each sees what was committed before the lock was granted.
 */
export async function load(
  client: PoolClient,
  cache: RulesCache,
  deviceId: string,
  officeId: string,
  events: readonly ReadEvent[],
  receivedOn: string,
): Promise<Loaded | null> {
  const needs = needsOf(events)
  const [lock, offices, near, days, rejected] = await Promise.all([
    client.query<LockRow>({ name: 'ingest_lock', text: lockSql, values: [deviceId, officeId] }),
    client.query<OfficeRow>({ name: 'ingest_office', text: officeSql, values: [officeId] }),
    needs.appointmentIds.length === 0
      ? null
      : client.query<{ body: Appointment }>({
          name: 'ingest_appointments',
          text: appointmentsSql,
          values: [needs.appointmentIds, needs.from, needs.to],
        }),
    needs.dates.length === 0
      ? null
      : client.query<{ body: OfficeDay }>({
          name: 'ingest_days',
          text: daysSql,
          values: [officeId, needs.dates],
        }),
    needs.predecessorIds.length === 0
      ? null
      : client.query<{ id: string }>({
          name: 'ingest_rejected',
          text: rejectedSql,
          values: [needs.predecessorIds],
        }),
  ])
  const locked = lock.rows[0]
  const office = offices.rows[0]
  if (!locked || !office) return null
  const appointments = new Map(near?.rows.map(({ body }) => [body.id, body]))
  const far = needs.appointmentIds.filter((id) => !appointments.has(id))
  if (far.length > 0) {
    const { rows } = await client.query<{ body: Appointment }>({
      name: 'ingest_any_appointments',
      text: anyAppointmentsSql,
      values: [far],
    })
    for (const { body } of rows) appointments.set(body.id, body)
  }
  const foreignIds = new Set<string>()
  for (const [id, appointment] of appointments) {
    if (appointment.officeId === officeId) continue
    appointments.delete(id)
    foreignIds.add(id)
  }
  return {
    head: { seq: locked.last_seq, hash: locked.last_hash },
    view: {
      officeId,
      rules: await rulesOf(client, cache, officeId, office.revision),
      userIds: new Set(office.user_ids),
      revision: locked.revision,
      appointments,
      days: new Map(days?.rows.map(({ body }) => [body.date, body])),
      rejectedIds: new Set(rejected?.rows.map(({ id }) => id)),
      walkIns: await walkInViewOf(client, events, appointments, foreignIds, receivedOn),
    },
    stored: await storedOf(client, deviceId, officeId, events, locked.last_seq),
  }
}

async function walkInViewOf(
  client: PoolClient,
  events: readonly ReadEvent[],
  appointments: ReadonlyMap<string, Appointment>,
  foreignIds: ReadonlySet<string>,
  receivedOn: string,
): Promise<WalkInView | null> {
  const people = walkInsOf(events).map(({ payload }) => payload.applicant)
  if (people.length === 0) return null
  const everybody = [...people, ...[...appointments.values()].map(({ applicant }) => applicant)]
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
    foreignIds,
  }
}

/** What the batch will ask for. Predecessors inside the batch are settled there. */
function needsOf(events: readonly ReadEvent[]) {
  const appointmentIds = new Set<string>()
  const dates = new Set<string>()
  const predecessorIds = new Set<string>()
  const own = new Set(events.map(({ id }) => id))
  let from: string | null = null
  let to: string | null = null
  for (const { event, occurredOn } of events) {
    if (event === null || occurredOn === null) continue
    if (event.appointmentId === null) {
      if (isDayEvent(event)) dates.add(event.payload.date)
      continue
    }
    appointmentIds.add(event.appointmentId)
    if (event.predecessorId !== null && !own.has(event.predecessorId)) predecessorIds.add(event.predecessorId)
    if (from === null || occurredOn < from) from = occurredOn
    if (to === null || occurredOn > to) to = occurredOn
  }
  return {
    appointmentIds: [...appointmentIds],
    dates: [...dates],
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

/** The rules of an office, from memory while its row has the revision that they were read with. */
export async function rulesOf(
  client: PoolClient,
  cache: RulesCache,
  officeId: string,
  revision: number,
): Promise<OfficeRules> {
  const known = cache.get(officeId)
  if (known?.revision === revision) return known.rules
  const { rows } = await client.query<{ rules: unknown; revision: number }>({
    name: 'ingest_rules',
    text: 'SELECT rules, revision FROM offices WHERE id = $1',
    values: [officeId],
  })
  const rules = officeRulesSchema.parse(rows[0]?.rules)
  cache.set(officeId, { revision: rows[0]?.revision ?? revision, rules })
  return rules
}

async function storedOf(
  client: PoolClient,
  deviceId: string,
  officeId: string,
  events: readonly ReadEvent[],
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
