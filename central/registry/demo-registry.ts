import type { Kysely } from 'kysely'
import type { Stage } from '#shared/domain/stage.ts'
import type { CentralTables } from '../db/tables.ts'
import type { CivilRegistry, RegistryPerson } from './civil-registry.ts'

const deliveredStage: Stage = 'delivered'

/** The demonstration's own civil registry: people who do not exist, in a table that is empty anywhere else. */
export function demoRegistry(db: Kysely<CentralTables>): CivilRegistry {
  return {
    find: async (nationalCode) => {
      const row = await db
        .selectFrom('demo_registry_people')
        .selectAll()
        .select(({ exists, selectFrom }) =>
          exists(
            selectFrom('registrations')
              .select('id')
              .where('national_code', '=', nationalCode)
              .where('stage', '=', deliveredStage),
          ).as('was_delivered'),
        )
        .where('national_code', '=', nationalCode)
        .executeTakeFirst()
      if (!row) return null
      // A real registry hears of each card that is handed out; this one looks.
      return { ...personOf(row), hasCard: row.has_card || row.was_delivered === true }
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
