import { sql, type Transaction } from 'kysely'
import { addDays, daysBetween, weekdayOf } from '#shared/domain/civil-date.ts'
import { slotTimes } from '#shared/domain/slots.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import type { CentralTables } from '../db/tables.ts'
import { recorded } from './action-record.ts'
import { AdminError } from './admin-error.ts'
import { command, type Noun, optional, required } from './command.ts'
import { lockOffice, type OfficeRow } from './office-row.ts'
import { date, integer, officeCode } from './option-values.ts'
import { done } from './outcome.ts'

const set = command({
  verb: 'set',
  about: 'how many citizens a slot of the office takes, from a day on',
  options: {
    office: required('CODE', 'the office', officeCode),
    seats: required('N', 'a slot', integer(1, 500)),
    from: optional('DATE', 'first day; today otherwise', date),
  },
  example: '--data DIR --office 72-104 --seats 8 --from 1405/09/15',
  run: (context, { office: code, seats, from }) =>
    recorded(context, 'capacity set', async (trx) => {
      const today = tehranDateOf(context.clock.now().toISOString())
      const first = from ?? today
      const { office, revision } = await lockOffice(trx, code)
      if (first < today || daysBetween(today, first) > office.booking_days_ahead + 1) {
        throw new AdminError(
          'option_invalid',
          `--from lies between today and the ${office.booking_days_ahead} days that can be booked`,
        )
      }
      await keepUntil(trx, office, today, first)
      const { rows: slots } = await sql<{ kept: boolean }>`
        UPDATE seats SET capacity = greatest(${seats}, taken - extra)
        WHERE office_id = ${office.id} AND date >= ${first}
        RETURNING capacity > ${seats} AS kept`.execute(trx)
      await trx
        .updateTable('offices')
        .set({ slot_capacity: seats, revision })
        .where('id', '=', office.id)
        .execute()
      const above = slots.filter(({ kept }) => kept).length
      const said = `A slot of office ${code} takes ${seats} from ${first} on.${
        above > 0 ? ` ${above} slots have more booked than that and keep them.` : ''
      }`
      return {
        value: done(said, { office: code, seats, from: first, slotsAbove: above }),
        target: code,
        detail: { seats, before: office.slot_capacity, from: first },
        offices: [office.id],
      }
    }),
})

/** Slots before the first day keep the seats they have been offered with, also those nobody has booked yet. */
async function keepUntil(
  trx: Transaction<CentralTables>,
  office: OfficeRow,
  today: string,
  first: string,
): Promise<void> {
  const hours = await trx.selectFrom('office_hours').selectAll().where('office_id', '=', office.id).execute()
  const rows = Array.from({ length: daysBetween(today, first) }, (_, ahead) => addDays(today, ahead)).flatMap(
    (day) => {
      const open = hours.find(({ weekday }) => weekday === weekdayOf(day))
      if (!open) return []
      const times = slotTimes({ opensAt: open.opens_at, closesAt: open.closes_at }, office.slot_minutes)
      return times.map((slot) => ({ date: day, slot }))
    },
  )
  if (rows.length === 0) return
  await sql`
    INSERT INTO seats (office_id, date, slot, capacity, taken)
    SELECT ${office.id}::uuid, date, slot, ${office.slot_capacity}, 0
    FROM unnest(${rows.map((row) => row.date)}::date[], ${rows.map((row) => row.slot)}::time[]) AS row (date, slot)
    ON CONFLICT DO NOTHING`.execute(trx)
}

export const capacity: Noun = { noun: 'capacity', about: 'seats a slot', commands: [set] }
