import { hash } from '@node-rs/argon2'
import type { Transaction } from 'kysely'
import type { OfficeProfile } from '#shared/contract/central.ts'
import { addDays } from '#shared/domain/civil-date.ts'
import { slotTimes } from '#shared/domain/slots.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { closeDay, refreshClosedDates } from '../booking/closures.ts'
import { takeRevisions } from '../db/revision.ts'
import { statementsOf } from '../db/statements.ts'
import type { CentralTables } from '../db/tables.ts'
import type { CentralParts } from '../parts.ts'
import { demoOffice, demoPassword, demoUsers } from './office.ts'
import { otherDemoOffices } from './other-offices.ts'

export const FRIDAY = 6
const everyDay = [0, 1, 2, 3, 4, 5, FRIDAY]

/** Days from today on, later than those with appointments: how «ظرفیت تکمیل» and «تعطیل» look. */
const FULL_DAY = 15
const CLOSED_DAY = 20

/** Puts the demonstration's offices into a database, each that is not there. What is there stays as it is. */
export async function seedOffices({
  database: { db },
  clock,
}: Pick<CentralParts, 'database' | 'clock'>): Promise<void> {
  const known = new Set((await db.selectFrom('offices').select('id').execute()).map(({ id }) => id))
  const now = clock.now()
  if (!known.has(demoOffice.id)) {
    const hashes = await Promise.all(demoUsers.map(() => hash(demoPassword)))
    await db.transaction().execute(async (trx) => {
      // On every weekday, Fridays too: whoever tries the demonstration shall find a day's work, whatever day it is.
      await insertOffice(trx, demoOffice, everyDay)
      await insertPeople(trx, hashes)
      await markDays(trx, now)
      await refreshClosedDates(statementsOf(trx), now, demoOffice.id)
    })
  }
  for (const office of otherDemoOffices) {
    if (known.has(office.id)) continue
    await db.transaction().execute(async (trx) => {
      await insertOffice(
        trx,
        office,
        everyDay.filter((weekday) => weekday !== FRIDAY),
      )
      await refreshClosedDates(statementsOf(trx), now, office.id)
    })
  }
}

async function insertOffice(
  trx: Transaction<CentralTables>,
  office: OfficeProfile,
  weekdays: readonly number[],
): Promise<void> {
  const { id, code, name, province, city, address, opensAt, closesAt } = office
  await trx
    .insertInto('offices')
    .values({
      id,
      code,
      name,
      province,
      city,
      address,
      area_code: office.areaCode,
      opens_at: opensAt,
      closes_at: closesAt,
      slot_minutes: office.slotMinutes,
      slot_capacity: office.slotCapacity,
      rules: JSON.stringify(office.rules),
      demonstration_password: office.demonstrationPassword ?? null,
      revision: 1,
    })
    .execute()
  await trx.insertInto('office_revisions').values({ office_id: id, revision: 1 }).execute()
  await trx
    .insertInto('office_hours')
    .values(weekdays.map((weekday) => ({ office_id: id, weekday, opens_at: opensAt, closes_at: closesAt })))
    .execute()
}

async function insertPeople(trx: Transaction<CentralTables>, hashes: readonly string[]): Promise<void> {
  const first = await takeRevisions(trx, demoOffice.id, demoUsers.length)
  await trx
    .insertInto('office_users')
    .values(
      demoUsers.map((user, index) => ({
        id: user.id,
        office_id: demoOffice.id,
        username: user.username,
        display_name: user.displayName,
        roles: user.roles,
        desk: user.desk,
        password_hash: hashes[index] ?? '',
        revision: first + index,
      })),
    )
    .execute()
}

/** A day that takes nobody, as when the staff are elsewhere, and a day that is closed. */
async function markDays(trx: Transaction<CentralTables>, now: Date): Promise<void> {
  const today = tehranDateOf(now.toISOString())
  await trx
    .insertInto('seats')
    .values(
      slotTimes(demoOffice, demoOffice.slotMinutes).map((slot) => ({
        office_id: demoOffice.id,
        date: addDays(today, FULL_DAY),
        slot,
        capacity: 0,
        taken: 0,
      })),
    )
    .execute()
  const closure = {
    officeId: demoOffice.id,
    date: addDays(today, CLOSED_DAY),
    reason: 'تعمیرات ساختمان دفتر',
  }
  await closeDay(statementsOf(trx), closure, now)
}
