import type { Pool } from 'pg'
import { uuidv7 } from 'uuidv7'
import type { Clock } from '#shared/clock.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import { type AppointmentEvent, type AppointmentPayload, centralDeviceId } from '#shared/domain/event.ts'
import { canonicalJson, hashCanonicalJson } from '#shared/domain/event-chain.ts'
import { reduce, stampRevision } from '#shared/domain/reduce.ts'
import type { Refusal } from '#shared/domain/refusal.ts'
import { officeRulesSchema } from '#shared/domain/rules.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { ensureMonths } from '../db/months.ts'
import { inTransaction } from '../db/transaction.ts'
import { storeAppointments, storeEvents } from './store.ts'

export type CentralOutcome =
  | { ok: true; appointment: Appointment }
  | { ok: false; refusal: Refusal | { code: 'appointment_unknown' } }

/**
 * Cancels an appointment from the central side (the citizen, an operator): an event like those of the offices, by the
 * same rule book, in the log of the central side's own device. The caller announces it.
 */
export async function cancelAppointment(
  { pool, clock }: { pool: Pool; clock: Clock },
  appointmentId: string,
  payload: AppointmentPayload<'cancelled'>,
): Promise<CentralOutcome> {
  const receivedAt = clock.now()
  const receivedOn = tehranDateOf(receivedAt.toISOString())
  await ensureMonths(pool, 'office_events', [receivedOn])
  return inTransaction<CentralOutcome>(pool, async (client) => {
    const refusedWith = (refusal: Refusal | { code: 'appointment_unknown' }) => ({
      result: { ok: false as const, refusal },
    })
    const found = await client.query<{ office_id: string }>(
      'SELECT office_id FROM appointments WHERE id = $1',
      [appointmentId],
    )
    const officeId = found.rows[0]?.office_id
    if (officeId === undefined) return refusedWith({ code: 'appointment_unknown' })
    // The office's counter first, as every writer does: only then is the appointment what it will be at the commit.
    const [counter, current] = await Promise.all([
      client.query<{ revision: number; central_seq: number; central_hash: string; rules: unknown }>(
        `SELECT r.revision, r.central_seq, r.central_hash, o.rules
         FROM office_revisions r JOIN offices o ON o.id = r.office_id
         WHERE r.office_id = $1 FOR UPDATE OF r`,
        [officeId],
      ),
      client.query<{ body: Appointment }>('SELECT body FROM appointments WHERE id = $1 AND office_id = $2', [
        appointmentId,
        officeId,
      ]),
    ])
    const place = counter.rows[0]
    const appointment = current.rows[0]?.body
    if (!place || !appointment) return refusedWith({ code: 'appointment_unknown' })

    const event: AppointmentEvent = {
      id: uuidv7(),
      officeId,
      deviceId: centralDeviceId,
      deviceSeq: place.central_seq + 1,
      actor: { kind: 'central' },
      deviceTime: receivedAt.toISOString(),
      clockOffsetMs: 0,
      previousHash: place.central_hash,
      appointmentId,
      baseRevision: appointment.revision,
      predecessorId: null,
      type: 'cancelled',
      payload,
    }
    const reduction = reduce(appointment, event, officeRulesSchema.parse(place.rules))
    if (!reduction.ok) return refusedWith(reduction.refusal)
    const revision = place.revision + 1
    const changed = stampRevision(reduction.value, revision)
    const json = canonicalJson(event)
    const hash = hashCanonicalJson(json)
    const { id, deviceSeq, previousHash } = event
    return {
      result: { ok: true as const, appointment: changed },
      writes: [
        storeEvents(client, { officeId, deviceId: centralDeviceId, receivedOn, receivedAt }, [
          {
            read: { id, deviceSeq, previousHash, hash, json, event, occurredOn: receivedOn },
            result: { id, status: 'applied', code: null, message: null, revision },
            appointmentId,
            type: event.type,
          },
        ]),
        storeAppointments(client, officeId, [changed]),
        client.query(
          'UPDATE office_revisions SET revision = $2, central_seq = $3, central_hash = $4 WHERE office_id = $1',
          [officeId, revision, deviceSeq, hash],
        ),
      ],
    }
  })
}
