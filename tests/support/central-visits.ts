import { demoActor } from '#central/demo/office.ts'
import type { Change } from '#shared/contract/central.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { Actor } from '#shared/domain/event.ts'
import type { CentralDevice } from './central-device.ts'
import { testInstant } from './postgres.ts'

/** People of the demonstration's office and what they do, for tests of the central system. */

export const reception = demoActor('reception')
export const documents = demoActor('documents')
export const supervisor = demoActor('supervisor')

export const appointmentsIn = (changes: readonly Change[]): Appointment[] =>
  changes.flatMap((change) => (change.entity === 'appointment' ? [change.data] : []))

export const at = (appointment: Appointment, actor: Actor = reception, deviceTime = testInstant) => ({
  appointmentId: appointment.id,
  actor,
  deviceTime,
  baseRevision: appointment.revision,
})

export const checkIn = (device: CentralDevice, appointment: Appointment, queueNumber = 1) =>
  device.write('checked_in', { queueNumber, reason: null }, at(appointment))

/** A whole visit, from arrival to served: eight events. */
export function wholeVisit(device: CentralDevice, appointment: Appointment, queueNumber: number) {
  const items = [
    'birth_certificate_original',
    'postal_code',
    'residence_address',
    'landline_phone',
    'mobile_phone',
  ]
  const by = at(appointment, documents)
  let predecessorId: string | null = null
  const chained = <E extends { id: string }>(event: E): E => {
    predecessorId = event.id
    return event
  }
  return [
    chained(checkIn(device, appointment, queueNumber)),
    ...items.map((item) =>
      chained(
        device.write('document_decided', { item, verdict: 'accepted', reasonCode: null, note: null }, by, {
          predecessorId,
        }),
      ),
    ),
    chained(device.write('documents_concluded', { outcome: 'complete' }, by, { predecessorId })),
    chained(device.write('served', {}, by, { predecessorId })),
  ]
}
