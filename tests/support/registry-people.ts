import type { Pool } from 'pg'
import type { RegistryPerson } from '#central/registry/civil-registry.ts'
import type { RegistrationDetails } from '#shared/domain/registration-form.ts'

/** Puts the person of a registration into the demonstration's registry, as it is registered or otherwise. */
export async function insertRegistryPerson(
  pool: Pool,
  details: RegistrationDetails,
  otherwise: Partial<RegistryPerson> = {},
): Promise<void> {
  const person = { iranian: true, deceased: false, hasCard: false, ...details, ...otherwise }
  await pool.query(
    `INSERT INTO demo_registry_people (national_code, first_name, last_name, father_name, birth_date,
       certificate_number, certificate_serial, gender, iranian, deceased, has_card)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      person.nationalCode,
      person.firstName,
      person.lastName,
      person.fatherName,
      person.birthDate,
      person.certificateNumber,
      person.certificateSerial,
      person.gender,
      person.iranian,
      person.deceased,
      person.hasCard,
    ],
  )
}
