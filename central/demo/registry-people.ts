import type { Pool } from 'pg'
import { addDays } from '#shared/domain/civil-date.ts'
import { isFifteenOn } from '#shared/domain/eligibility.ts'
import type { Gender, RegistrationDetails } from '#shared/domain/registration-form.ts'
import type { RegistryPerson } from '../registry/civil-registry.ts'
import { nationalCodeOf, personAt } from './person.ts'
import { randomFrom } from './random.ts'
import { longestName, womensNames } from './words.ts'

/** Somebody whom the demonstration's civil registry knows, with the form they would register with. */
export type DemoRegistryPerson = { form: RegistrationDetails; known: RegistryPerson }

const COUNT = 60
/** Further people who have a card already and may ask for another one. */
const HOLDERS = 10
const SEED = 'civil registry'
/** Ages are counted from here, so that nobody's birth date hangs on the day of seeding but where it is the case. */
const AGES_ON = '2026-01-01'
/** Places after those that the screens' odd cases have in a day's list. */
const FIRST_PLACE = 1000
/** From this day on a certificate bears the national code as its number (domain.md 2.6). */
const NUMBERED_BY_NATIONAL_CODE = '1989-03-21'
/** No office of issue that the demonstration's appointments use: nobody of the registry is also in the day's list. */
const ISSUING_PLACE = '990'

type Case = { known?: Partial<RegistryPerson>; form?: Partial<RegistrationDetails> }

/** The first in the list are the cases that a portal must cope with. */
const casesOn = (today: string): Case[] => {
  const fifteen = lastBirthOfFifteen(today)
  const tooYoung = addDays(fifteen, 1)
  return [
    { known: { birthDate: tooYoung }, form: { birthDate: tooYoung } },
    { known: { birthDate: fifteen }, form: { birthDate: fifteen } },
    { known: { deceased: true } },
    { known: { iranian: false } },
    { known: { hasCard: true } },
    { form: { requestKind: 'replacement' } },
    { form: { fatherName: 'نامشخص' } },
    ...Array.from(
      { length: HOLDERS },
      (_, index): Case => ({
        known: { hasCard: true },
        form: { requestKind: index % 2 === 0 ? 'replacement' : 'exchange' },
      }),
    ),
  ]
}

/** The last day of birth of those who are 15 full years old on a day: who was born a day later is not. */
function lastBirthOfFifteen(today: string): string {
  let birth = addDays(today, -16 * 365)
  while (isFifteenOn(addDays(birth, 1), today)) birth = addDays(birth, 1)
  return birth
}

/** The people of the demonstration's registry; always the same, but that two of them are as old as the day wants it. */
export function registryPeople(today: string): DemoRegistryPerson[] {
  const cases = casesOn(today)
  return Array.from({ length: COUNT }, (_, index) => {
    const details = detailsAt(index)
    const { known = {}, form = {} } = cases[index] ?? {}
    return {
      known: { ...details, iranian: true, deceased: false, hasCard: false, ...known },
      form: { ...details, ...form },
    }
  })
}

function detailsAt(index: number): RegistrationDetails {
  const random = randomFrom(`${SEED} ${index}`)
  const { firstName, lastName, fatherName, birthDate, postalCode, address, mobile } = personAt(
    random,
    AGES_ON,
    FIRST_PLACE + index,
  )
  const nationalCode = nationalCodeOf(`${ISSUING_PLACE}${String(index).padStart(2, '0')}${random.digits(4)}`)
  return {
    nationalCode,
    firstName,
    lastName,
    fatherName,
    birthDate,
    certificateNumber:
      birthDate >= NUMBERED_BY_NATIONAL_CODE ? nationalCode : String(1 + random.below(99_999)),
    certificateSerial: random.digits(6),
    gender: genderOf(firstName),
    postalCode: postalCode ?? '',
    address: address ?? '',
    landline: `02166${random.digits(6)}`,
    mobile: mobile ?? '',
    requestKind: 'first_issue',
  }
}

const genderOf = (firstName: string): Gender =>
  firstName === longestName.first || womensNames.includes(firstName) ? 'female' : 'male'

/** Makes the people known to the demonstration's registry; those who are there already get the birthday of today. */
export async function seedRegistryPeople(pool: Pool, today: string): Promise<void> {
  const people = registryPeople(today).map(({ known }) => known)
  const column = (field: keyof RegistryPerson) => people.map((person) => person[field])
  await pool.query(
    `INSERT INTO demo_registry_people (national_code, first_name, last_name, father_name, birth_date,
       certificate_number, certificate_serial, gender, iranian, deceased, has_card)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::date[], $6::text[], $7::text[],
                          $8::text[], $9::boolean[], $10::boolean[], $11::boolean[])
     ON CONFLICT (national_code) DO UPDATE SET birth_date = excluded.birth_date
     WHERE demo_registry_people.birth_date <> excluded.birth_date`,
    [
      column('nationalCode'),
      column('firstName'),
      column('lastName'),
      column('fatherName'),
      column('birthDate'),
      column('certificateNumber'),
      column('certificateSerial'),
      column('gender'),
      column('iranian'),
      column('deceased'),
      column('hasCard'),
    ],
  )
}
