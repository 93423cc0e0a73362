import type { Kysely } from 'kysely'
import { weekdayNames } from '#shared/domain/jalali.ts'
import { minutesOfDay } from '#shared/domain/slots.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import type { CentralTables } from '../db/tables.ts'
import { recorded } from './action-record.ts'
import { AdminError } from './admin-error.ts'
import { displaced } from './appointment.ts'
import { command, flag, type Noun, optional, required } from './command.ts'
import { findOffice, lockOffice } from './office-row.ts'
import { officeCode, time, weekdays } from './option-values.ts'
import { done, listed } from './outcome.ts'

const hoursOf = (db: Kysely<CentralTables>, officeId: string) =>
  db.selectFrom('office_hours').selectAll().where('office_id', '=', officeId).orderBy('weekday').execute()

const show = command({
  verb: 'show',
  about: 'the opening hours of an office, by weekday',
  options: { office: required('CODE', 'the office', officeCode) },
  example: '--data DIR --office 72-104',
  async run({ database }, { office: code }) {
    const hours = await hoursOf(database.db, (await findOffice(database.db, code)).id)
    return listed(
      [
        { key: 'weekday', title: 'WEEKDAY' },
        { key: 'opensAt', title: 'OPENS' },
        { key: 'closesAt', title: 'CLOSES' },
      ],
      weekdayNames.en.map((weekday, index) => {
        const day = hours.find((row) => row.weekday === index)
        return { weekday, opensAt: day?.opens_at ?? null, closesAt: day?.closes_at ?? null }
      }),
    )
  },
})

const set = command({
  verb: 'set',
  about: 'opening hours of some weekdays, or closed on them; single days by "closure add"',
  options: {
    office: required('CODE', 'the office', officeCode),
    weekday: required('DAYS', 'sat,sun,mon,tue,wed,thu,fri; separated by commas', weekdays),
    opens: optional('TIME', 'beginning of the first slot', time),
    closes: optional('TIME', 'end of the last slot', time),
    closed: flag('closed on these weekdays'),
  },
  example: '--data DIR --office 72-104 --weekday thu --opens 08:00 --closes 12:00',
  run: (context, { office: code, weekday: days, opens, closes, closed }) =>
    recorded(context, 'hours set', async (trx) => {
      if (
        closed ? opens !== undefined || closes !== undefined : opens === undefined || closes === undefined
      ) {
        throw new AdminError('usage', 'give --opens and --closes, or --closed alone')
      }
      const { office, revision } = await lockOffice(trx, code)
      await trx
        .deleteFrom('office_hours')
        .where('office_id', '=', office.id)
        .where('weekday', 'in', days)
        .execute()
      if (opens !== undefined && closes !== undefined) {
        if (minutesOfDay(closes) - minutesOfDay(opens) < office.slot_minutes) {
          throw new AdminError('option_invalid', `no slot of ${office.slot_minutes} minutes fits in between`)
        }
        await trx
          .insertInto('office_hours')
          .values(
            days.map((weekday) => ({ office_id: office.id, weekday, opens_at: opens, closes_at: closes })),
          )
          .execute()
      }
      // The office's own application knows one span for all days: from the earliest to the latest.
      const hours = await hoursOf(trx, office.id)
      await trx
        .updateTable('offices')
        .set({
          opens_at: hours.map(({ opens_at }) => opens_at).sort()[0] ?? office.opens_at,
          closes_at:
            hours
              .map(({ closes_at }) => closes_at)
              .sort()
              .at(-1) ?? office.closes_at,
          revision,
        })
        .where('id', '=', office.id)
        .execute()
      const today = tehranDateOf(context.clock.now().toISOString())
      const outside = (await displaced(trx, office.id, today)).length
      const said = `Hours of office ${code} are set.${
        outside > 0
          ? ` ${outside} booked appointments now lie outside of them or on closed days: "appointment list" shows them.`
          : ''
      }`
      return {
        value: done(said, { office: code, appointmentsOutside: outside }),
        target: code,
        detail: { weekdays: days, opens: opens ?? null, closes: closes ?? null },
        offices: [office.id],
      }
    }),
})

export const hours: Noun = { noun: 'hours', about: 'opening hours of an office', commands: [show, set] }
