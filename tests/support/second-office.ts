import { randomUUID } from 'node:crypto'
import { issueActivationCode } from '#central/auth/activation.ts'
import { demoOffice } from '#central/demo/office.ts'
import { clockFrom } from '#shared/clock.ts'
import type { Actor } from '#shared/domain/event.ts'
import { CentralDevice } from './central-device.ts'
import { supervisor } from './central-visits.ts'
import { type TestCentral, testInstant } from './postgres.ts'

/** An office like the demonstration's beside it, with one supervisor. */
export async function addOffice(
  central: TestCentral,
  code: string,
): Promise<{ id: string; supervisor: Actor; newDevice(url?: string): Promise<CentralDevice> }> {
  const id = randomUUID()
  const userId = randomUUID()
  await central.pool.query(
    `INSERT INTO offices (id, code, name, province, city, address, area_code, opens_at, closes_at, slot_minutes,
                          slot_capacity, rules, revision)
     SELECT $1, $2, name, province, city, address, area_code, opens_at, closes_at, slot_minutes, slot_capacity,
            rules, 1 FROM offices WHERE id = $3`,
    [id, code, demoOffice.id],
  )
  await central.pool.query('INSERT INTO office_revisions (office_id, revision) VALUES ($1, 2)', [id])
  await central.pool.query(
    `INSERT INTO office_users (id, office_id, username, display_name, roles, password_hash, revision)
     SELECT $1, $2, username, display_name, roles, password_hash, 2 FROM office_users WHERE id = $3`,
    [userId, id, supervisor.userId],
  )
  return {
    id,
    supervisor: { ...supervisor, userId },
    newDevice: async (url = central.url) =>
      CentralDevice.activate(
        url,
        await issueActivationCode(central.running.database.db, clockFrom(testInstant), id),
      ),
  }
}
