import type { PoolClient } from 'pg'
import { uuidv7 } from 'uuidv7'
import type { Appointment } from '#shared/domain/appointment.ts'
import { type AppointmentEvent, type AppointmentPayload, centralDeviceId } from '#shared/domain/event.ts'
import { canonicalJson, hashCanonicalJson } from '#shared/domain/event-chain.ts'
import { reduce, stampRevision } from '#shared/domain/reduce.ts'
import type { OfficeRules } from '#shared/domain/rules.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { storeAppointments, storeEvents } from '../ingest/store.ts'
import type { OfficeHead } from './under-lock.ts'

/** What follows from a cancellation: the seat is free, the appointment counts no more, the history tells of it. */
const releaseSql = `
  WITH live AS (
    DELETE FROM live_appointments WHERE appointment_id = $4::uuid
  ), head AS (
    UPDATE office_revisions SET revision = $5::bigint, central_seq = $6::bigint, central_hash = $7
    WHERE office_id = $1::uuid
  ), registration AS (
    UPDATE registrations SET stage = 'cancelled' WHERE id = $8::uuid
  ), stage AS (
    INSERT INTO registration_stages (registration_id, place, stage, at)
    SELECT $8::uuid, coalesce(max(place), 0) + 1, 'cancelled', $9::timestamptz
    FROM registration_stages WHERE registration_id = $8::uuid
  )
  UPDATE seats SET taken = taken - 1 WHERE office_id = $1::uuid AND date = $2::date AND slot = $3::time`

export type Cancelled = {
  appointment: Appointment
  head: OfficeHead
  writes: Promise<unknown>[]
}

/**
 * Cancels an appointment whose office and registration are locked by this transaction: an event of the central side's
 * own device at the head of its log, by the rule book. Null when the rule book refuses.
 */
export function cancelUnderLock(
  client: PoolClient,
  appointment: Appointment,
  head: OfficeHead,
  with_: {
    registrationId: string
    rules: OfficeRules
    at: Date
    payload: AppointmentPayload<'cancelled'>
  },
): Cancelled | null {
  const { registrationId, rules, at, payload } = with_
  const receivedOn = tehranDateOf(at.toISOString())
  const { officeId, date, slot } = appointment
  const event: AppointmentEvent = {
    id: uuidv7(),
    officeId,
    deviceId: centralDeviceId,
    deviceSeq: head.centralSeq + 1,
    actor: { kind: 'central' },
    deviceTime: at.toISOString(),
    clockOffsetMs: 0,
    previousHash: head.centralHash,
    appointmentId: appointment.id,
    baseRevision: appointment.revision,
    predecessorId: null,
    type: 'cancelled',
    payload,
  }
  const reduction = reduce(appointment, event, rules)
  if (!reduction.ok) return null
  const revision = head.revision + 1
  const changed = stampRevision(reduction.value, revision)
  const json = canonicalJson(event)
  const hash = hashCanonicalJson(json)
  const { id, deviceSeq, previousHash } = event
  return {
    appointment: changed,
    head: { revision, centralSeq: deviceSeq, centralHash: hash },
    writes: [
      storeEvents(client, { officeId, deviceId: centralDeviceId, receivedOn, receivedAt: at }, [
        {
          read: { id, deviceSeq, previousHash, hash, json, event, occurredOn: receivedOn },
          result: { id, status: 'applied', code: null, message: null, revision },
          appointmentId: appointment.id,
          type: event.type,
        },
      ]),
      storeAppointments(client, officeId, [changed]),
      client.query({
        name: 'booking_release',
        text: releaseSql,
        values: [
          officeId,
          date,
          slot,
          appointment.id,
          revision,
          deviceSeq,
          hash,
          registrationId,
          at.toISOString(),
        ],
      }),
    ],
  }
}
