import { defaultLimits, idleLockMinutes, type OfficeLimits } from '#shared/domain/rules.ts'
import { recorded } from './action-record.ts'
import { AdminError } from './admin-error.ts'
import { command, type Noun, optional, required } from './command.ts'
import { findOffice, lockOffice, type OfficeRow } from './office-row.ts'
import { appVersion, integer, officeCode } from './option-values.ts'
import { done, listed } from './outcome.ts'

/** What holds for an office: what was set for it, and what every office begins with. */
const limitsOf = ({ rules }: Pick<OfficeRow, 'rules'>): OfficeLimits & { idleLockMinutes: number } => ({
  ...defaultLimits,
  ...rules.limits,
  idleLockMinutes: idleLockMinutes(rules),
})

const show = command({
  verb: 'show',
  about: 'from where on an office is warned, from where on it records nothing more, when its screens lock',
  options: { office: required('CODE', 'the office', officeCode) },
  example: '--data DIR --office 72-104',
  async run({ database }, { office: code }) {
    const limits = limitsOf(await findOffice(database.db, code))
    const facts = Object.entries(limits).map(([fact, value]) => ({ fact, value }))
    return {
      ...listed(
        [
          { key: 'fact', title: 'WHAT' },
          { key: 'value', title: 'VALUE' },
        ],
        facts,
      ),
      json: limits,
    }
  },
})

const megabytes = integer(0, 1_000_000)

const set = command({
  verb: 'set',
  about: 'what is given is changed, the rest stays; the office learns of it with the next pull',
  options: {
    office: required('CODE', 'the office', officeCode),
    'low-disk-mb': optional('N', 'free space below which people are warned', megabytes),
    'least-disk-mb': optional('N', 'free space below which nothing more is recorded', megabytes),
    'clock-minutes': optional('N', 'how far the clock of its machine may be off', integer(1, 24 * 60)),
    'backlog-hours': optional(
      'N',
      'how old acts may be that wait for the central system',
      integer(1, 24 * 365),
    ),
    'backlog-events': optional('N', 'how many acts may wait', integer(1, 10_000_000)),
    'least-app-version': optional('X.Y.Z|none', 'older applications record nothing more', appVersion),
    'idle-lock-minutes': optional('N', 'without a hand on it a screen locks itself', integer(1, 120)),
  },
  example: '--data DIR --office 72-104 --idle-lock-minutes 5',
  run: (context, values) =>
    recorded(context, 'limits set', async (trx) => {
      const { office, revision } = await lockOffice(trx, values.office)
      const before = limitsOf(office)
      const after = {
        lowDiskMegabytes: values['low-disk-mb'] ?? before.lowDiskMegabytes,
        leastDiskMegabytes: values['least-disk-mb'] ?? before.leastDiskMegabytes,
        clockOffsetMinutes: values['clock-minutes'] ?? before.clockOffsetMinutes,
        backlogHours: values['backlog-hours'] ?? before.backlogHours,
        backlogEvents: values['backlog-events'] ?? before.backlogEvents,
        leastAppVersion:
          values['least-app-version'] === undefined
            ? before.leastAppVersion
            : values['least-app-version'].leastAppVersion,
        idleLockMinutes: values['idle-lock-minutes'] ?? before.idleLockMinutes,
      }
      const changed = Object.keys(after).filter(
        (name) => after[name as keyof typeof after] !== before[name as keyof typeof before],
      )
      if (changed.length === 0) {
        throw new AdminError('nothing_to_change', `office ${office.code} is like that already`)
      }
      if (after.leastDiskMegabytes > after.lowDiskMegabytes) {
        throw new AdminError(
          'option_invalid',
          'nobody would be warned: --low-disk-mb is not less than --least-disk-mb',
        )
      }
      const { idleLockMinutes: minutes, ...limits } = after
      const rules = { ...office.rules, limits, idleLockMinutes: minutes }
      await trx
        .updateTable('offices')
        .set({ rules: JSON.stringify(rules), revision })
        .where('id', '=', office.id)
        .execute()
      return {
        value: done(`Office ${office.code}: ${changed.join(', ')} changed.`, {
          office: office.code,
          ...after,
        }),
        target: office.code,
        detail: { changed },
        offices: [office.id],
      }
    }),
})

export const limits: Noun = {
  noun: 'limits',
  about: 'what endangers the work of an office, as data',
  commands: [show, set],
}
