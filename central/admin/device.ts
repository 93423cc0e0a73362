import { recorded } from './action-record.ts'
import { AdminError } from './admin-error.ts'
import { command, type Noun, optional, required } from './command.ts'
import { findOffice } from './office-row.ts'
import { id, officeCode } from './option-values.ts'
import { done, listed } from './outcome.ts'

const list = command({
  verb: 'list',
  about: 'activated devices, of all offices or of one',
  options: { office: optional('CODE', 'only this office', officeCode) },
  example: '--data DIR --office 72-104',
  async run({ database }, { office: code }) {
    let query = database.db
      .selectFrom('devices')
      .innerJoin('offices', 'offices.id', 'devices.office_id')
      .select(['devices.id', 'offices.code', 'devices.name', 'activated_at', 'revoked_at', 'last_seq'])
    if (code !== undefined) query = query.where('office_id', '=', (await findOffice(database.db, code)).id)
    const rows = await query.orderBy('offices.code').orderBy('activated_at').execute()
    return listed(
      [
        { key: 'id', title: 'DEVICE' },
        { key: 'office', title: 'OFFICE' },
        { key: 'name', title: 'NAME' },
        { key: 'activatedAt', title: 'ACTIVATED', as: 'instant' },
        { key: 'revokedAt', title: 'REVOKED', as: 'instant' },
        { key: 'events', title: 'EVENTS' },
      ],
      rows.map((row) => ({
        id: row.id,
        office: row.code,
        name: row.name,
        activatedAt: row.activated_at.toISOString(),
        revokedAt: row.revoked_at?.toISOString() ?? null,
        events: row.last_seq,
      })),
    )
  },
})

const revoke = command({
  verb: 'revoke',
  about: 'a lost or retired device: no token and no event of it is accepted any more',
  options: { device: required('ID', 'from "device list"', id) },
  operand: 'device',
  example: '0195e000-0072-7104-8000-000000000099 --data DIR',
  run: (context, { device: deviceId }) =>
    recorded(context, 'device revoke', async (trx) => {
      const known = await trx
        .selectFrom('devices')
        .innerJoin('offices', 'offices.id', 'devices.office_id')
        .select(['revoked_at', 'offices.code'])
        .where('devices.id', '=', deviceId)
        .forUpdate('devices')
        .executeTakeFirst()
      if (!known) throw new AdminError('not_found', 'there is no such device: see "device list"')
      if (known.revoked_at !== null) throw new AdminError('already_revoked', 'this device is revoked already')
      await trx
        .updateTable('devices')
        .set({ revoked_at: context.clock.now() })
        .where('id', '=', deviceId)
        .execute()
      return {
        value: done(`The device of office ${known.code} is revoked.`, { id: deviceId, office: known.code }),
        target: deviceId,
        detail: { office: known.code },
      }
    }),
})

export const device: Noun = {
  noun: 'device',
  about: 'activated devices of offices',
  commands: [list, revoke],
}
