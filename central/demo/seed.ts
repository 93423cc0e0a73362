import { hash } from '@node-rs/argon2'
import { addDays } from '#shared/domain/civil-date.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { issueActivationCode } from '../auth/activation.ts'
import { refreshClosedDates } from '../booking/closures.ts'
import { takeRevisions } from '../db/revision.ts'
import { statementsOf } from '../db/statements.ts'
import type { CentralParts } from '../parts.ts'
import { bookDemoAppointments } from './appointments.ts'
import { usualDay } from './day.ts'
import { demoOffice, demoPassword, demoUsers } from './office.ts'
import { seedRegistryPeople } from './registry-people.ts'

const DAYS_AHEAD = 6

export type DemoOffice = { activationCode: string; officeId: string }

type SeedParts = Pick<CentralParts, 'database' | 'clock'> & { news: Pick<CentralParts['news'], 'announce'> }

/**
 * Puts the demonstration's office into a new database, and the days from today to today + 6 that are still missing into
 * any. What is there already stays as it is. Gives a fresh activation code each time.
 */
export async function seedDemo(parts: SeedParts): Promise<DemoOffice> {
  const { database, clock } = parts
  await ensureOffice(parts)
  const today = tehranDateOf(clock.now().toISOString())
  await seedRegistryPeople(database.pool, today)
  const days = Array.from({ length: DAYS_AHEAD + 1 }, (_, ahead) => addDays(today, ahead))
  await bookDemoAppointments(
    parts,
    days.map((date) => ({ date, count: usualDay, onlyIntoEmptyDay: true })),
  )
  const activationCode = await issueActivationCode(database.db, clock, demoOffice.id)
  return { activationCode, officeId: demoOffice.id }
}

async function ensureOffice({ database, clock }: SeedParts): Promise<void> {
  const known = await database.db
    .selectFrom('offices')
    .select('id')
    .where('id', '=', demoOffice.id)
    .executeTakeFirst()
  if (known) return
  const hashes = await Promise.all(demoUsers.map(() => hash(demoPassword)))
  await database.db.transaction().execute(async (trx) => {
    const { id, code, name, province, city, address, rules } = demoOffice
    await trx
      .insertInto('offices')
      .values({
        id,
        code,
        name,
        province,
        city,
        address,
        area_code: demoOffice.areaCode,
        opens_at: demoOffice.opensAt,
        closes_at: demoOffice.closesAt,
        slot_minutes: demoOffice.slotMinutes,
        slot_capacity: demoOffice.slotCapacity,
        rules: JSON.stringify(rules),
        revision: 1,
      })
      .execute()
    await trx.insertInto('office_revisions').values({ office_id: id, revision: 1 }).execute()
    const first = await takeRevisions(trx, id, demoUsers.length)
    await trx
      .insertInto('office_users')
      .values(
        demoUsers.map((user, index) => ({
          id: user.id,
          office_id: id,
          username: user.username,
          display_name: user.displayName,
          roles: user.roles,
          desk: user.desk,
          password_hash: hashes[index] ?? '',
          revision: first + index,
        })),
      )
      .execute()
    await refreshClosedDates(statementsOf(trx), clock.now(), id)
  })
}
