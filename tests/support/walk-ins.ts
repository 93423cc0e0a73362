import type { Admission } from '#core/services/walk-in.ts'
import type { RegistrationForOffice } from '#shared/contract/citizen.ts'
import { appointment } from './domain-fixtures.ts'
import { seedAppointment } from './seed-store.ts'

/** A registered citizen without an appointment, the `index`-th of them. */
export function registered(index = 0, changes: Partial<RegistrationForOffice> = {}): RegistrationForOffice {
  // Beyond every appointment that a test seeds.
  const { nationalCode, trackingCode, lastName } = seedAppointment(3000 + index).applicant
  return {
    applicant: { ...appointment().applicant, nationalCode, trackingCode, firstName: 'نرگس', lastName },
    requestKind: 'first_issue',
    stage: 'pre_registered',
    appointment: null,
    bookableFrom: null,
    ...changes,
  }
}

/** What a clerk asks for: to take this person in, with the arrival. */
export function admissionOf(
  { applicant, requestKind }: RegistrationForOffice,
  changes: Partial<Admission> = {},
): Admission {
  const { nationalCode, trackingCode, ...details } = applicant
  return {
    nationalCode,
    trackingCode,
    details: { ...details, requestKind },
    overCapacity: null,
    checkIn: true,
    ...changes,
  }
}
