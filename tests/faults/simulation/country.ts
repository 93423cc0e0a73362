import type { OfficeProfile, OfficeUser } from '#shared/contract/central.ts'
import type { Applicant } from '#shared/domain/applicant.ts'
import { addDays } from '#shared/domain/civil-date.ts'
import type { RegistrationDetails } from '#shared/domain/registration.ts'
import { day } from '#tests/support/domain-fixtures.ts'
import { seedAppointment, seedOffice, seedUsers } from '#tests/support/seed-store.ts'

/** The small country of the simulation: two offices and the people who come to them. */

const idOf = (kind: string, index: number) =>
  `018f2222-0000-7000-8000-${kind.padStart(4, '0')}${index.toString(16).padStart(8, '0')}`

export type SimulatedOffice = {
  profile: OfficeProfile
  deviceId: string
  users: { reception: OfficeUser; documents: OfficeUser; supervisor: OfficeUser }
}

export const offices: readonly [SimulatedOffice, SimulatedOffice] = [office(0), office(1)]

function office(index: number): SimulatedOffice {
  const id = idOf('0', index)
  const named = (user: OfficeUser, place: number): OfficeUser => ({
    ...user,
    id: idOf('e', index * 16 + place),
  })
  return {
    profile: { ...seedOffice, id, code: `72-10${index}` },
    deviceId: idOf('d', index),
    users: {
      reception: named(seedUsers.paziresh, 1),
      documents: named(seedUsers.madarek, 2),
      supervisor: named(seedUsers.masoul, 3),
    },
  }
}

export const today = day
export const tomorrow = addDays(day, 1)

/** Somebody who is registered; some of them have an appointment when a schedule begins. */
export type Person = { applicant: Applicant; details: RegistrationDetails }

export function person(index: number): Person {
  const { applicant } = seedAppointment(index * 9)
  const { trackingCode: _, ...named } = applicant
  const details: RegistrationDetails = {
    ...named,
    postalCode: named.postalCode ?? '1439957131',
    address: named.address ?? 'تهران، کارگر شمالی، پلاک ۷',
    landline: named.landline ?? '02188634712',
    mobile: named.mobile ?? '09120572645',
    certificateNumber: '1234',
    certificateSerial: '012345',
    gender: 'female',
    requestKind: 'first_issue',
  }
  return { applicant, details }
}

/** How many people of each office are new in every schedule. */
export const newPeople = 8
/** How many of them are booked for today and for tomorrow; the others come without an appointment. */
export const booked = { today: 4, tomorrow: 1 }

/** The people who are new in a schedule, by the numbers of their registrations. */
export const numbersOf = (schedule: number, office: number): number[] =>
  Array.from({ length: newPeople }, (_, index) => (schedule * offices.length + office) * newPeople + index)

export const slotOf = (who: number): string => `0${8 + (who % 2)}:${(who % 6) * 10 || '00'}`
export const appointmentIdOf = (who: number): string => idOf('a', who)
