import { addDays } from '#shared/domain/civil-date.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { issueActivationCode } from '../auth/activation.ts'
import type { CentralParts } from '../parts.ts'
import { bookDemoAppointments } from './appointments.ts'
import { usualDay } from './day.ts'
import { demoOffice } from './office.ts'
import { seedRegistryPeople } from './registry-people.ts'
import { seedOffices } from './seed-offices.ts'

const DAYS_AHEAD = 6

export type DemoOffice = { activationCode: string; officeId: string }

type SeedParts = Pick<CentralParts, 'database' | 'clock'> & { news: Pick<CentralParts['news'], 'announce'> }

/**
 * Puts the demonstration's offices into a new database, and the days from today to today + 6 that are still missing into
 * any. What is there already stays as it is. Gives a fresh activation code each time.
 */
export async function seedDemo(parts: SeedParts): Promise<DemoOffice> {
  const { database, clock } = parts
  await seedOffices(parts)
  const today = tehranDateOf(clock.now().toISOString())
  await seedRegistryPeople(database.pool, today)
  const closed = await database.db
    .selectFrom('closures')
    .select('date')
    .where('office_id', '=', demoOffice.id)
    .execute()
  const days = Array.from({ length: DAYS_AHEAD + 1 }, (_, ahead) => addDays(today, ahead)).filter(
    (day) => !closed.some(({ date }) => date === day),
  )
  await bookDemoAppointments(
    parts,
    days.map((date) => ({ date, count: usualDay, onlyIntoEmptyDay: true })),
  )
  const activationCode = await issueActivationCode(database.db, clock, demoOffice.id)
  return { activationCode, officeId: demoOffice.id }
}
