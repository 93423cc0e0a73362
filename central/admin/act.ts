import type { PoolClient } from 'pg'
import type { Appointment } from '#shared/domain/appointment.ts'
import { parseMobile } from '#shared/domain/mobile.ts'
import type { Refusal } from '#shared/domain/refusal.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { ensureMonths } from '../db/months.ts'
import { type CentralAct, recordCentralEvents } from '../ingest/central-event.ts'
import { recordedByClient } from './action-record.ts'
import { AdminError } from './admin-error.ts'
import type { AdminContext } from './command.ts'
import type { Outcome } from './outcome.ts'

/**
 * Does one thing to an appointment as the central side, by the rule book, and records it for the operator in the same
 * transaction. What the rules refuse is refused with their code.
 */
export async function act(
  context: AdminContext,
  action: string,
  /** Which appointment of which office; asked inside the transaction. */
  find: (client: PoolClient) => Promise<{
    officeId: string
    act: CentralAct
    /** What the citizen is told of it. */
    message?: { kind: string; body(appointment: Appointment): string }
  }>,
  told: { value: Outcome; detail: Readonly<Record<string, unknown>> },
): Promise<Outcome> {
  const { database, clock, gateway } = context
  const at = clock.now()
  await ensureMonths(database.pool, 'office_events', [tehranDateOf(at.toISOString())])
  return recordedByClient(context, action, async (client) => {
    const { officeId, act: wanted, message } = await find(client)
    const [outcome] = await recordCentralEvents(client, officeId, [wanted], at)
    if (!outcome?.ok) throw refusedByRules(outcome?.refusal ?? { code: 'appointment_unknown' })
    const mobile = parseMobile(outcome.appointment.applicant.mobile ?? '')
    if (message && mobile.ok) {
      const body = message.body(outcome.appointment)
      await gateway.send(client, [{ mobile: mobile.value, kind: message.kind, body }], at)
    }
    return { value: told.value, target: wanted.appointmentId, detail: told.detail, offices: [officeId] }
  })
}

function refusedByRules(refusal: Refusal | { code: 'appointment_unknown' }): AdminError {
  const state = 'state' in refusal && refusal.state ? `; the appointment is ${refusal.state}` : ''
  return new AdminError(refusal.code, `the rules do not allow this now${state}`)
}
