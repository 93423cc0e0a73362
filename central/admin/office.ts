import { sql, type Transaction } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { defaultFigures } from '#shared/domain/rules.ts'
import { minutesOfDay } from '#shared/domain/slots.ts'
import { refreshClosedDates } from '../booking/closures.ts'
import { statementsOf } from '../db/statements.ts'
import type { CentralTables } from '../db/tables.ts'
import { recorded } from './action-record.ts'
import { AdminError } from './admin-error.ts'
import { command, type Noun, optional, required } from './command.ts'
import { findOffice, lockOffice, type OfficeRow } from './office-row.ts'
import { areaCode, integer, officeCode, text, time, yesOrNo } from './option-values.ts'
import { done, listed } from './outcome.ts'
import { newestSets } from './requirements.ts'

const readers = {
  name: text(120),
  province: text(60),
  city: text(60),
  address: text(300, 10),
  slotMinutes: integer(5, 240),
  seats: integer(1, 500),
  bookingDays: integer(0, 365),
  graceMinutes: integer(0, 24 * 60),
  banDays: integer(0, 365),
}

const figures = {
  'area-code': optional('CODE', 'completes landlines; otherwise that of the province', areaCode),
  'slot-minutes': optional('N', 'length of a slot', readers.slotMinutes),
  'booking-days': optional('N', 'how many days ahead citizens can book', readers.bookingDays),
  'accepts-booking': optional('yes|no', 'whether citizens can book there at all', yesOrNo),
  'grace-minutes': optional('N', 'after the slot, before a no-show may be recorded', readers.graceMinutes),
  'ban-days': optional('N', 'days after a no-show without booking', readers.banDays),
}

const list = command({
  verb: 'list',
  about: 'the offices, all or of a province or city',
  options: {
    province: optional('NAME', 'only this province', readers.province),
    city: optional('NAME', 'only this city', readers.city),
  },
  example: '--data DIR --province تهران',
  async run({ database }, { province, city }) {
    let query = database.db.selectFrom('offices').selectAll()
    if (province !== undefined) query = query.where('province', '=', province)
    if (city !== undefined) query = query.where('city', '=', city)
    const rows = await query.orderBy('province').orderBy('city').orderBy('code').execute()
    return listed(
      [
        { key: 'code', title: 'CODE' },
        { key: 'name', title: 'NAME' },
        { key: 'province', title: 'PROVINCE' },
        { key: 'city', title: 'CITY' },
        { key: 'seats', title: 'SEATS' },
        { key: 'slotMinutes', title: 'SLOT' },
        { key: 'acceptsBooking', title: 'BOOKING' },
      ],
      rows.map((row) => ({
        id: row.id,
        code: row.code,
        name: row.name,
        province: row.province,
        city: row.city,
        seats: row.slot_capacity,
        slotMinutes: row.slot_minutes,
        acceptsBooking: row.accepts_booking,
      })),
    )
  },
})

const show = command({
  verb: 'show',
  about: 'everything that is set for an office',
  options: { code: required('CODE', 'the office', officeCode) },
  operand: 'code',
  example: '72-104 --data DIR',
  async run({ database }, { code }) {
    const shown = shownOffice(await findOffice(database.db, code))
    const facts = Object.entries(shown).map(([fact, value]) => ({
      fact,
      value: Array.isArray(value) ? value.join(' ') : value,
    }))
    return {
      ...listed(
        [
          { key: 'fact', title: 'WHAT' },
          { key: 'value', title: 'VALUE' },
        ],
        facts,
      ),
      json: shown,
    }
  },
})

function shownOffice(office: OfficeRow) {
  return {
    id: office.id,
    code: office.code,
    name: office.name,
    province: office.province,
    city: office.city,
    address: office.address,
    areaCode: office.area_code,
    opensAt: office.opens_at,
    closesAt: office.closes_at,
    slotMinutes: office.slot_minutes,
    seats: office.slot_capacity,
    bookingDays: office.booking_days_ahead,
    acceptsBooking: office.accepts_booking,
    graceMinutes: office.rules.graceMinutes,
    banDays: office.rules.banDays,
    trackingCodeLength: office.rules.trackingCodeLength,
    requirementSets: office.rules.requirementSets.map(({ id, version }) => `${id}/${version}`),
    closedDates: office.rules.closedDates ?? [],
  }
}

const add = command({
  verb: 'add',
  about: 'an office, open on every day but Friday until "hours set" says otherwise',
  options: {
    code: required('CODE', 'as on its sign, such as 72-104', officeCode),
    name: required('NAME', 'as citizens read it', readers.name),
    province: required('NAME', 'one of "province list"', readers.province),
    city: required('NAME', 'city or county', readers.city),
    address: required('TEXT', 'where it is', readers.address),
    seats: required('N', 'how many citizens a slot takes', readers.seats),
    opens: optional('TIME', '08:00 otherwise', time),
    closes: optional('TIME', '14:00 otherwise', time),
    ...figures,
  },
  example:
    '--data DIR --code 35-210 --name "دفتر پیشخوان ۳۵-۲۱۰" --province یزد --city یزد --address "یزد، خیابان امام، پلاک ۱۲" --seats 4',
  run: (context, values) =>
    recorded(context, 'office add', async (trx) => {
      const { code, opens = '08:00', closes = '14:00' } = values
      const taken = await trx.selectFrom('offices').select('id').where('code', '=', code).executeTakeFirst()
      if (taken) throw new AdminError('already_exists', `there is an office ${code} already`)
      const province = await findProvince(trx, values.province)
      const slotMinutes = values['slot-minutes'] ?? 15
      refuseEmptyDay(opens, closes, slotMinutes)
      const id = uuidv7()
      const { trackingCodeLength } = defaultFigures
      const rules = {
        graceMinutes: values['grace-minutes'] ?? defaultFigures.graceMinutes,
        banDays: values['ban-days'] ?? defaultFigures.banDays,
        trackingCodeLength,
        requirementSets: await newestSets(trx),
      }
      await trx
        .insertInto('offices')
        .values({
          id,
          code,
          name: values.name,
          province: province.name,
          city: values.city,
          address: values.address,
          area_code: values['area-code'] ?? province.area_code,
          opens_at: opens,
          closes_at: closes,
          slot_minutes: slotMinutes,
          slot_capacity: values.seats,
          rules: JSON.stringify(rules),
          revision: 1,
          ...(values['booking-days'] === undefined ? {} : { booking_days_ahead: values['booking-days'] }),
          ...(values['accepts-booking'] === undefined ? {} : { accepts_booking: values['accepts-booking'] }),
        })
        .execute()
      await trx.insertInto('office_revisions').values({ office_id: id, revision: 1 }).execute()
      await trx
        .insertInto('office_hours')
        .values(
          [0, 1, 2, 3, 4, 5].map((weekday) => ({
            office_id: id,
            weekday,
            opens_at: opens,
            closes_at: closes,
          })),
        )
        .execute()
      await refreshClosedDates(statementsOf(trx), context.clock.now(), id)
      const missing =
        rules.requirementSets.length === 0 ? ' Nothing can be booked before "requirements add".' : ''
      return { value: done(`Office ${code} is there.${missing}`, { id, code }), target: code, detail: { id } }
    }),
})

async function findProvince(trx: Transaction<CentralTables>, name: string) {
  const province = await trx.selectFrom('provinces').selectAll().where('name', '=', name).executeTakeFirst()
  if (!province) throw new AdminError('not_found', `there is no province ${name}: see "province list"`)
  return province
}

/** A day on which not even one slot fits would be open and offer nothing. */
function refuseEmptyDay(opens: string, closes: string, slotMinutes: number): void {
  if (minutesOfDay(closes) - minutesOfDay(opens) >= slotMinutes) return
  throw new AdminError(
    'option_invalid',
    `no slot of ${slotMinutes} minutes fits between ${opens} and ${closes}`,
  )
}

const change = command({
  verb: 'change',
  about: 'what is given is changed, the rest stays; seats by "capacity set", hours by "hours set"',
  options: {
    code: required('CODE', 'the office', officeCode),
    'new-code': optional('CODE', 'the code on its sign from now on', officeCode),
    name: optional('NAME', 'as citizens read it', readers.name),
    province: optional('NAME', 'one of "province list"', readers.province),
    city: optional('NAME', 'city or county', readers.city),
    address: optional('TEXT', 'where it is', readers.address),
    ...figures,
  },
  operand: 'code',
  example: '72-104 --data DIR --booking-days 45 --accepts-booking yes',
  run: (context, values) =>
    recorded(context, 'office change', async (trx) => {
      const { office, revision } = await lockOffice(trx, values.code)
      const wanted = {
        code: values['new-code'] ?? office.code,
        name: values.name ?? office.name,
        province: office.province,
        city: values.city ?? office.city,
        address: values.address ?? office.address,
        area_code: office.area_code,
        slot_minutes: values['slot-minutes'] ?? office.slot_minutes,
        booking_days_ahead: values['booking-days'] ?? office.booking_days_ahead,
        accepts_booking: values['accepts-booking'] ?? office.accepts_booking,
      }
      if (values.province !== undefined) {
        const province = await findProvince(trx, values.province)
        wanted.province = province.name
        wanted.area_code = province.area_code
      }
      wanted.area_code = values['area-code'] ?? wanted.area_code
      const rules = {
        ...office.rules,
        graceMinutes: values['grace-minutes'] ?? office.rules.graceMinutes,
        banDays: values['ban-days'] ?? office.rules.banDays,
      }
      const changed = [
        ...Object.entries(wanted)
          .filter(([column, value]) => office[column as keyof typeof wanted] !== value)
          .map(([column]) => column),
        ...(rules.graceMinutes === office.rules.graceMinutes ? [] : ['grace_minutes']),
        ...(rules.banDays === office.rules.banDays ? [] : ['ban_days']),
      ]
      if (changed.length === 0) {
        throw new AdminError('nothing_to_change', `office ${office.code} is like that already`)
      }
      await refuseTakenCode(trx, office, wanted.code)
      if (wanted.slot_minutes !== office.slot_minutes) await refuseEmptyDays(trx, office, wanted.slot_minutes)
      await trx
        .updateTable('offices')
        .set({ ...wanted, rules: JSON.stringify(rules), revision })
        .where('id', '=', office.id)
        .execute()
      return {
        value: done(`Office ${wanted.code}: ${changed.join(', ')} changed.`, { code: wanted.code, changed }),
        target: office.code,
        detail: { id: office.id, changed },
        offices: [office.id],
      }
    }),
})

async function refuseTakenCode(trx: Transaction<CentralTables>, office: OfficeRow, code: string) {
  if (code === office.code) return
  const taken = await trx.selectFrom('offices').select('id').where('code', '=', code).executeTakeFirst()
  if (taken) throw new AdminError('already_exists', `there is an office ${code} already`)
}

async function refuseEmptyDays(trx: Transaction<CentralTables>, office: OfficeRow, slotMinutes: number) {
  const hours = await trx
    .selectFrom('office_hours')
    .select(['opens_at', 'closes_at'])
    .where('office_id', '=', office.id)
    .orderBy(sql`weekday`)
    .execute()
  for (const { opens_at, closes_at } of hours) refuseEmptyDay(opens_at, closes_at, slotMinutes)
}

export const office: Noun = { noun: 'office', about: 'counter offices', commands: [list, show, add, change] }
