import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { Pool } from 'pg'
import * as officesAndDevices from './migrations/0001-offices-and-devices.ts'
import * as appointmentsAndEvents from './migrations/0002-appointments-and-events.ts'
import * as registrationsAndBooking from './migrations/0003-registrations-and-booking.ts'
import * as officeHosts from './migrations/0005-office-hosts.ts'
import * as signedLogs from './migrations/0006-signed-logs.ts'
import * as managedPeople from './migrations/0007-managed-people.ts'
import * as exchangeKeys from './migrations/0008-exchange-keys.ts'
import * as demonstration from './migrations/0009-demonstration.ts'
import type { CentralTables } from './tables.ts'

/** Every migration in the order of its name. One that has been released is never changed. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-offices-and-devices': officesAndDevices,
  '0002-appointments-and-events': appointmentsAndEvents,
  '0003-registrations-and-booking': registrationsAndBooking,
  '0005-office-hosts': officeHosts,
  '0006-signed-logs': signedLogs,
  '0007-managed-people': managedPeople,
  '0008-exchange-keys': exchangeKeys,
  '0009-demonstration': demonstration,
}

/** Taken by whoever brings the database up to date, so that processes started together wait for each other. */
const MIGRATION_LOCK = 720_105

/**
 * Brings the database up to this program's state: all missing migrations in one transaction. Throws `migration_failed`,
 * also for a database that a newer program has written; nothing is changed then.
 */
export async function migrate(db: Kysely<CentralTables>, pool: Pool): Promise<void> {
  const guard = await pool.connect()
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } })
    const { error } = await migrator.migrateToLatest()
    if (error) throw new Error('migration_failed', { cause: error })
  } finally {
    await guard.query('SELECT pg_advisory_unlock_all()')
    guard.release()
  }
}
