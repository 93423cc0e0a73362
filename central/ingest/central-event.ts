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
import type { AppointmentChange } from '../booking/appointment-change.ts'
import { settle } from '../booking/settle.ts'
import { ensureMonths } from '../db/months.ts'
import type { Statements } from '../db/statements.ts'
import { inTransaction } from '../db/transaction.ts'
import { storeAppointments, storeEvents } from './store.ts'
import type { Recorded } from './work-batch.ts'

export type CentralOutcome =
  | { ok: true; appointment: Appointment }
  | { ok: false; refusal: Refusal | { code: 'appointment_unknown' } }

/** What the central side itself does to an appointment: the citizen, an operator (`rolesForEvent`). */
export type CentralAct = {
  [T in 'cancelled' | 'no_show_reversed']: { appointmentId: string; type: T; payload: AppointmentPayload<T> }
}['cancelled' | 'no_show_reversed']

const placeSql =
  'SELECT revision, central_seq, central_hash FROM office_revisions WHERE office_id = $1 FOR UPDATE'
type Place = { revision: number; central_seq: number; central_hash: string }

/**
 * Records what the central side does to appointments of one office: events like those of the offices, by the same rule
 * book, in the log of the central side's own device, and settles what follows. An act that the rules refuse changes
 * nothing, the others are recorded all the same.
 *
 * Works inside the transaction of `client` (`statementsOf` where it is one of Kysely), which it gives the office's revision lock if it does not hold that yet: take
 * that before any lock on registrations. The month of `at` must have its partition (`ensureMonths`). The caller commits, and
 * announces the office then.
 */
export async function recordCentralEvents(
  client: Statements,
  officeId: string,
  acts: readonly CentralAct[],
  at: Date,
): Promise<CentralOutcome[]> {
  const instant = at.toISOString()
  const receivedOn = tehranDateOf(instant)
  // The office's counter first, as every writer does: only then are rules and appointment what they will be at the commit.
  const [counter, office, current] = await Promise.all([
    client.query<Place>({ text: placeSql, values: [officeId] }),
    client.query<{ rules: unknown }>({ text: 'SELECT rules FROM offices WHERE id = $1', values: [officeId] }),
    client.query<{ body: Appointment }>({
      text: 'SELECT body FROM appointments WHERE id = ANY($1::uuid[]) AND office_id = $2',
      values: [acts.map(({ appointmentId }) => appointmentId), officeId],
    }),
  ])
  const place = counter.rows[0]
  const appointments = new Map(current.rows.map(({ body }) => [body.id, body]))
  const rules = place && officeRulesSchema.parse(office.rows[0]?.rules)
  let { revision = 0, central_seq: seq = 0, central_hash: hash = '' } = place ?? {}
  const recorded: Recorded[] = []
  const changes = new Map<string, AppointmentChange>()

  const outcomes = acts.map(({ appointmentId, ...act }): CentralOutcome => {
    const appointment = appointments.get(appointmentId)
    if (!rules || !appointment) return { ok: false, refusal: { code: 'appointment_unknown' } }
    const event: AppointmentEvent = {
      id: uuidv7(),
      officeId,
      deviceId: centralDeviceId,
      deviceSeq: seq + 1,
      actor: { kind: 'central' },
      deviceTime: instant,
      clockOffsetMs: 0,
      previousHash: hash,
      appointmentId,
      baseRevision: appointment.revision,
      predecessorId: null,
      ...act,
    }
    const reduction = reduce(appointment, event, rules)
    if (!reduction.ok) return { ok: false, refusal: reduction.refusal }
    revision += 1
    seq = event.deviceSeq
    const changed = stampRevision(reduction.value, revision)
    const json = canonicalJson(event)
    const { id, deviceSeq, previousHash, type } = event
    hash = hashCanonicalJson(json)
    recorded.push({
      read: { id, deviceSeq, previousHash, hash, json, event, occurredOn: receivedOn },
      result: { id, status: 'applied', code: null, message: null, revision },
      appointmentId,
      type,
    })
    appointments.set(appointmentId, changed)
    const { before = appointment, passed = [] } = changes.get(appointmentId) ?? {}
    passed.push({ state: changed.state, at: instant })
    changes.set(appointmentId, { before, after: changed, passed })
    return { ok: true, appointment: changed }
  })
  if (recorded.length > 0) {
    const changed = [...changes.values()]
    await Promise.all([
      storeEvents(client, { receivedOn, receivedAt: at }, [
        { officeId, deviceId: centralDeviceId, recorded },
      ]),
      storeAppointments(
        client,
        changed.map(({ after }) => after),
      ),
      settle(client, changed, at),
      client.query({
        text: 'UPDATE office_revisions SET revision = $2, central_seq = $3, central_hash = $4 WHERE office_id = $1',
        values: [officeId, revision, seq, hash],
      }),
    ])
  }
  return outcomes
}

/** Records one act in a transaction of its own. The caller announces it. */
export async function recordCentralEvent(
  { pool, clock }: { pool: Pool; clock: Clock },
  act: CentralAct,
): Promise<CentralOutcome> {
  const at = clock.now()
  await ensureMonths(pool, 'office_events', [tehranDateOf(at.toISOString())])
  return inTransaction<CentralOutcome>(pool, async (client) => {
    const unknown: CentralOutcome = { ok: false, refusal: { code: 'appointment_unknown' } }
    const found = await client.query<{ office_id: string }>(
      'SELECT office_id FROM appointments WHERE id = $1',
      [act.appointmentId],
    )
    const officeId = found.rows[0]?.office_id
    if (officeId === undefined) return { result: unknown }
    const [result = unknown] = await recordCentralEvents(client, officeId, [act], at)
    return result.ok ? { result, writes: [] } : { result }
  })
}

/** Cancels an appointment in a transaction of its own, for the citizen or an operator. The caller announces it. */
export const cancelAppointment = (
  parts: { pool: Pool; clock: Clock },
  appointmentId: string,
  payload: AppointmentPayload<'cancelled'>,
): Promise<CentralOutcome> => recordCentralEvent(parts, { appointmentId, type: 'cancelled', payload })
