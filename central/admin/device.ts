import { type LogFault, verifyDeviceLog } from '../ingest/verify-log.ts'
import { recorded } from './action-record.ts'
import { AdminError } from './admin-error.ts'
import { command, type Noun, optional, required } from './command.ts'
import { findOffice } from './office-row.ts'
import { id, integer, officeCode } from './option-values.ts'
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

const faultWords: Record<LogFault['fault'], string> = {
  missing: 'is missing',
  doubled: 'is there twice',
  misplaced: 'is not the event of this number',
  link_broken: 'does not go on from the event before it: one of the two was changed',
  broken_at_device:
    'did not go on from the event before it when it was handed in: nothing vouches for what lies before',
  end_differs: 'is the last that is stored, but the log was noted to end otherwise',
  unsigned: 'is the end of the log, and has no signature',
  signature_invalid: 'is the end of the log, and the signature kept for it is not of this end by this device',
}

const verify = command({
  verb: 'verify',
  about: 'whether all that a device handed in is stored as it was signed',
  options: {
    device: required('ID', 'from "device list"', id),
    from: optional('N', 'events before this number lie in an archive', integer(1, Number.MAX_SAFE_INTEGER)),
  },
  operand: 'device',
  example: '0195e000-0072-7104-8000-000000000099 --data DIR',
  async run({ database }, { device: deviceId, from }) {
    const log = await verifyDeviceLog(database.db, deviceId, from)
    if (!log) throw new AdminError('not_found', 'there is no such device: see "device list"')
    const { faults, ...proof } = log
    if (faults.length > 0) {
      throw new AdminError('log_not_whole', 'the stored events are not those that the device handed in', {
        ...proof,
        rows: faults.map(({ seq, fault }) => ({ seq, fault, said: `event ${seq} ${faultWords[fault]}` })),
      })
    }
    const said =
      log.seq === 0
        ? 'The device has handed in nothing yet.'
        : `All ${log.events} events are stored as the device handed them in, and its signature vouches for them.`
    return done(said, { id: deviceId, ...proof })
  },
})

export const device: Noun = {
  noun: 'device',
  about: 'activated devices of offices',
  commands: [list, verify, revoke],
}
