import type { Store } from '#db/store.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import { addDays } from '#shared/domain/civil-date.ts'
import type { AppointmentEvent, AppointmentEventType, AppointmentPayload } from '#shared/domain/event.ts'
import { instantOf } from '#shared/domain/tehran-time.ts'
import { documentsClerk, event, items, receptionist } from './domain-fixtures.ts'
import { seedAppointment, seedUsers } from './seed-store.ts'
import { recordInStore } from './test-store.ts'

/** Days as an office works them, the same each time: every eighth misses, every seventh lacks a document. */
export type WorkedDays = { from: string; days: number; perDay: number }

const second = 1000

/** Everybody has told a number: one that is not there cannot be accepted. */
const withMobile = (row: Appointment): Appointment => ({
  ...row,
  applicant: { ...row.applicant, mobile: '09120572645' },
})

/** Fills the log of an office as its clerks would have. Gives how many events that were. */
export function workDays(store: Store, { from, days, perDay }: WorkedDays): number {
  let events = 0
  store.transaction(() => {
    for (let day = 0; day < days; day += 1) {
      const date = addDays(from, day)
      const rows = Array.from({ length: perDay }, (_, index) => withMobile(seedAppointment(index, date)))
      store.appointments.putFromServer(rows.map((row) => ({ server: row, shown: row })))
      rows.forEach((row, index) => {
        const slot = Date.parse(instantOf(date, row.slot))
        events += workVisit(store, row.id, index, slot, store.days.nextQueueNumber.bind(null, date))
      })
    }
  })
  return events
}

const reception = { ...receptionist, userId: seedUsers.paziresh.id }
const documents = { ...documentsClerk, userId: seedUsers.madarek.id }

function workVisit(
  store: Store,
  appointmentId: string,
  index: number,
  slot: number,
  nextNumber: () => number,
): number {
  let recorded = 0
  const act = <T extends AppointmentEventType>(
    type: T,
    payload: AppointmentPayload<T>,
    at: number,
    changes: Partial<AppointmentEvent> = {},
  ) => {
    const deviceTime = new Date(at).toISOString()
    recordInStore(store, event(type, payload, { appointmentId, deviceTime, ...changes }))
    recorded += 1
  }
  if (index % 8 === 7) {
    act('marked_no_show', { cause: 'marked' }, slot + 3600 * second)
    return recorded
  }
  const arrived = slot - (index % 5) * 60 * second
  const begun = arrived + (120 + (index % 11) * 90) * second
  act('checked_in', { queueNumber: nextNumber(), reason: null }, arrived, { actor: reception })
  items.forEach(({ key }, place) => {
    const failed = index % 7 === 3 && place === index % items.length
    act(
      'document_decided',
      {
        item: key,
        verdict: failed ? 'failed' : 'accepted',
        reasonCode: failed ? 'absent' : null,
        note: null,
      },
      begun + place * 20 * second,
      { actor: documents },
    )
  })
  const concluded = begun + (150 + (index % 13) * 15) * second
  act('documents_concluded', { outcome: index % 7 === 3 ? 'incomplete' : 'complete' }, concluded, {
    actor: documents,
  })
  if (index % 7 !== 3) act('served', {}, concluded + 60 * second, { actor: documents })
  return recorded
}
