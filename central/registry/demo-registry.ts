import type { Kysely } from 'kysely'
import type { CentralTables } from '../db/tables.ts'
import type { CivilRegistry, RegistryPerson } from './civil-registry.ts'

/** The demonstration's own civil registry: people who do not exist, in a table that is empty anywhere else. */
export function demoRegistry(db: Kysely<CentralTables>): CivilRegistry {
  return {
    find: async (nationalCode) => {
      const row = await db
        .selectFrom('demo_registry_people')
        .selectAll()
        .where('national_code', '=', nationalCode)
        .executeTakeFirst()
      return row ? personOf(row) : null
    },
  }
}

export function personOf(row: CentralTables['demo_registry_people']): RegistryPerson {
  return {
    nationalCode: row.national_code,
    firstName: row.first_name,
    lastName: row.last_name,
    fatherName: row.father_name,
    birthDate: row.birth_date,
    certificateNumber: row.certificate_number,
    certificateSerial: row.certificate_serial,
    gender: row.gender,
    iranian: row.iranian,
    deceased: row.deceased,
    hasCard: row.has_card,
  }
}
