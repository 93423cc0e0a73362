import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { closeDay, reopenDay } from '../booking/closures.ts'
import { ensureMonths } from '../db/months.ts'
import { recordedByClient } from './action-record.ts'
import { AdminError } from './admin-error.ts'
import { displaced } from './appointment.ts'
import { type AdminContext, command, flag, type Noun, optional, required } from './command.ts'
import { findOffice } from './office-row.ts'
import { date, officeCode, prose } from './option-values.ts'
import { done, listed } from './outcome.ts'

const where = {
  office: optional('CODE', 'the office', officeCode),
  country: flag('or the whole country: a public holiday'),
}

/** The office that is meant; null for the country, which nobody should mean by leaving something out. */
async function meantOffice(
  { database }: AdminContext,
  { office, country }: { office: string | undefined; country: boolean },
): Promise<{ id: string | null; name: string }> {
  if ((office !== undefined) === country) throw new AdminError('usage', 'give either --office or --country')
  if (office === undefined) return { id: null, name: 'country' }
  return { id: (await findOffice(database.db, office)).id, name: office }
}

const list = command({
  verb: 'list',
  about: 'closed days from today on: of the country, and of the offices or of one',
  options: {
    office: where.office,
    from: optional('DATE', 'from this day on instead', date),
  },
  example: '--data DIR --office 72-104',
  async run({ database, clock }, { office: code, from }) {
    let query = database.db
      .selectFrom('closures')
      .leftJoin('offices', 'offices.id', 'closures.office_id')
      .select(['closures.date', 'offices.code as office', 'closures.reason'])
      .where('date', '>=', from ?? tehranDateOf(clock.now().toISOString()))
    if (code !== undefined) {
      const { id } = await findOffice(database.db, code)
      query = query.where((eb) => eb.or([eb('office_id', 'is', null), eb('office_id', '=', id)]))
    }
    const rows = await query.orderBy('date').orderBy('offices.code').execute()
    return listed(
      [
        { key: 'date', title: 'DATE', as: 'date' },
        { key: 'office', title: 'OFFICE' },
        { key: 'reason', title: 'REASON' },
      ],
      rows,
    )
  },
})

const add = command({
  verb: 'add',
  about: 'a day on which an office or the country is closed; who became a no-show on it is none',
  options: {
    ...where,
    date: required('DATE', 'the day', date),
    reason: required('TEXT', 'citizens read it in the calendar', prose(200, 3)),
  },
  example: '--data DIR --office 72-104 --date 1405/09/08 --reason "قطع برق"',
  async run(context, { date: day, reason, ...values }) {
    const office = await meantOffice(context, values)
    const now = context.clock.now()
    const today = tehranDateOf(now.toISOString())
    await ensureMonths(context.database.pool, 'office_events', [today])
    const { offices, reversed } = await recordedByClient(context, 'closure add', async (client) => {
      const closing = await closeDay(client, { officeId: office.id, date: day, reason }, now)
      if (!closing.closed) throw new AdminError('already_exists', `${day} is closed there already`)
      return {
        value: closing,
        target: office.name,
        detail: { date: day, reversed: closing.reversed },
        offices: closing.offices,
      }
    })
    const standing = (await displaced(context.database.db, office.id, today)).filter(
      (row) => row.date === day,
    )
    const said = [
      `${day} is closed; ${offices.length} offices hear of it.`,
      ...(reversed > 0 ? [`${reversed} no-shows are none any more.`] : []),
      ...(standing.length > 0
        ? [`${standing.length} appointments are booked on it: move or cancel them ("appointment list").`]
        : []),
    ]
    return done(said.join(' '), {
      date: day,
      offices: offices.length,
      reversed,
      appointments: standing.length,
    })
  },
})

const remove = command({
  verb: 'remove',
  about: 'the day is open again; a closure of the country is removed with --country only',
  options: { ...where, date: required('DATE', 'the day', date) },
  example: '--data DIR --office 72-104 --date 1405/09/08',
  async run(context, { date: day, ...values }) {
    const office = await meantOffice(context, values)
    const now = context.clock.now()
    return recordedByClient(context, 'closure remove', async (client) => {
      const { reopened, offices } = await reopenDay(client, { officeId: office.id, date: day }, now)
      if (!reopened) throw new AdminError('not_found', `${day} is not closed there`)
      return {
        value: done(`${day} is open again; ${offices.length} offices hear of it.`, {
          date: day,
          offices: offices.length,
        }),
        target: office.name,
        detail: { date: day },
        offices,
      }
    })
  },
})

export const closure: Noun = {
  noun: 'closure',
  about: 'days on which an office or the country is closed',
  commands: [list, add, remove],
}
