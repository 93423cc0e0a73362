import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '#db/store.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import { comparePersons } from '#shared/domain/collation.ts'
import { searchKey } from '#shared/domain/persian-text.ts'
import { appointment, checkedIn, day, decided, nextId, supervisor } from '#tests/support/domain-fixtures.ts'
import { seedAppointment } from '#tests/support/seed-store.ts'
import { openTestStore, recordInStore } from '#tests/support/test-store.ts'

let test: ReturnType<typeof openTestStore>
let store: Store
beforeEach(() => {
  test = openTestStore()
  store = test.store
})
afterEach(() => test.close())

const arrive = (id: string, queueNumber = 47) =>
  recordInStore(store, checkedIn({ appointmentId: id, payload: { queueNumber, reason: null } }))
function fromServer(...rows: Appointment[]) {
  store.transaction(() => store.appointments.putFromServer(rows.map((row) => ({ server: row, shown: row }))))
}
const person = (
  lastName: string,
  changes: Partial<Appointment['applicant']> = {},
  slot = '10:30',
): Appointment => {
  const base = appointment()
  return { ...base, id: nextId(), slot, applicant: { ...base.applicant, lastName, ...changes } }
}

describe('a record', () => {
  it('comes back whole', () => {
    const row = appointment()
    fromServer(row)
    expect(store.appointments.get(row.id)).toEqual({ appointment: row, sync: 'sent' })
    expect(store.appointments.get(nextId())).toBeUndefined()
  })

  it('changed here keeps the central system’s version beside it, through any number of changes', () => {
    const row = appointment()
    fromServer(row)
    arrive(row.id)
    recordInStore(store, decided('birth_certificate_original', 'accepted'))
    expect(store.appointments.get(row.id)).toMatchObject({
      appointment: { state: 'arrived', queueNumber: 47, decisions: [{ item: 'birth_certificate_original' }] },
      sync: 'queued',
    })
    expect(store.appointments.serverRows([row.id])).toEqual(new Map([[row.id, row]]))

    const caughtUp = { ...row, revision: 11 }
    fromServer(caughtUp)
    expect(store.appointments.get(row.id)?.appointment).toEqual(caughtUp)
    expect(store.appointments.serverRows([row.id])).toEqual(new Map([[row.id, caughtUp]]))
  })

  it('shows what the pull has rebased, and keeps what the central system said', () => {
    const server = appointment()
    const shown = { ...server, applicant: { ...server.applicant, mobile: '09355083595' } }
    store.transaction(() => store.appointments.putFromServer([{ server, shown }]))
    expect(store.appointments.get(server.id)?.appointment).toEqual(shown)
    expect(store.appointments.rows([server.id])[0]?.mobile).toBe('09355083595')
    expect(store.appointments.serverRows([server.id]).get(server.id)).toEqual(server)
  })

  it('that needs attention is not covered up by the next click', () => {
    const row = appointment()
    fromServer(row)
    const refused = arrive(row.id)
    store.transaction(() =>
      store.events.recordResults([{ id: refused.id, status: 'rejected', code: 'not_its_day' }]),
    )
    recordInStore(store, decided('birth_certificate_original', 'accepted'))
    expect(store.appointments.get(row.id)?.sync).toBe('attention')
  })

  it('that went to another office and came back has its events, and what they still need', () => {
    const [row, other] = [seedAppointment(1), seedAppointment(2)]
    fromServer(row, other)
    const [waits, refused] = [arrive(row.id, 1), arrive(other.id, 2)]
    store.transaction(() => store.appointments.remove([row.id, other.id]))
    expect(store.events.unconfirmedOf([row.id])).toEqual(new Map([[row.id, [waits]]]))
    fromServer(row, other)
    expect(store.appointments.get(row.id)?.sync).toBe('queued')
    store.transaction(() => {
      store.events.recordResults([
        { id: waits.id, status: 'applied' },
        { id: refused.id, status: 'rejected', code: 'not_its_day' },
      ])
      store.appointments.remove([row.id, other.id])
    })
    fromServer(row, other)
    expect([row, other].map(({ id }) => store.appointments.get(id)?.sync)).toEqual(['sent', 'attention'])
  })

  it('goes without its events', () => {
    const row = appointment()
    fromServer(row)
    arrive(row.id)
    store.transaction(() => store.appointments.remove([row.id]))
    expect(store.appointments.get(row.id)).toBeUndefined()
    expect(store.events.historyOf(row.id)).toHaveLength(1)
  })

  it('that a pull from the beginning did not mention goes; one the central system does not know yet stays', () => {
    const [kept, gone] = [seedAppointment(1), seedAppointment(2)]
    const walkIn = { ...seedAppointment(3), revision: 0 }
    fromServer(kept, gone)
    store.transaction(() => {
      store.appointments.put(walkIn)
      store.appointments.putFromServer([{ server: kept, shown: kept }], 1)
      // A later change by a push does not take it out of the round.
      store.appointments.putFromServer([{ server: kept, shown: kept }])
    })
    expect(store.transaction(() => store.appointments.removeBefore(1))).toEqual([gone.id])
    expect(store.appointments.listDay(day).map(({ id }) => id)).toEqual([kept.id, walkIn.id])
  })
})

describe('the mark of a record', () => {
  it('follows from its events', () => {
    const [a, b, c] = [seedAppointment(1), seedAppointment(2), seedAppointment(3)]
    fromServer(a, b, c)
    const [first, second] = [arrive(a.id, 1), arrive(b.id, 2)]
    const listed = () => {
      const rows = new Map(store.appointments.listDay(day).map((row) => [row.id, row.sync]))
      return [a, b, c].map(({ id }) => rows.get(id))
    }
    const marks = () => store.appointments.rows([a.id, b.id, c.id]).map(({ sync }) => sync)
    expect(marks()).toEqual(['queued', 'queued', 'sent'])
    store.appointments.listDay(day)
    store.transaction(() =>
      store.events.recordResults([
        { id: first.id, status: 'applied', revision: 20 },
        { id: second.id, status: 'rejected', code: 'transition_not_allowed' },
      ]),
    )
    expect(marks()).toEqual(['sent', 'attention', 'sent'])
    // The list of the day tells the same.
    expect(listed()).toEqual(['sent', 'attention', 'sent'])
    const settlement = { by: supervisor, reason: 'settled', at: '2026-11-22T13:00:00.000Z', replacedBy: null }
    store.transaction(() => store.events.withdraw(second.id, settlement))
    expect(marks()).toEqual(['sent', 'sent', 'sent'])
    expect(listed()).toEqual(['sent', 'sent', 'sent'])
    store.transaction(() => store.events.resendFrom(1))
    expect(listed()).toEqual(['queued', 'queued', 'sent'])
  })
})

describe('the day’s list', () => {
  it('is ordered by slot, then name in Persian order, then national code', () => {
    const rows = [
      person('یزدی'),
      person('پارسا'),
      person('چمنی'),
      person('آذری'),
      person('وحیدی', { nationalCode: '0169847152' }),
      person('وحیدی', { nationalCode: '0106222971' }),
      person('هاشمی'),
      person('گلی'),
      person('اکبری', {}, '08:10'),
      person('کاظمی', { firstName: 'أحمد' }),
      person('کاظمی', { firstName: 'باران' }),
      person('کاظمی', { firstName: 'ابراهیم' }),
    ]
    fromServer(...rows)
    const expected = [...rows].sort(
      (a, b) => a.slot.localeCompare(b.slot) || comparePersons(a.applicant, b.applicant),
    )
    const listed = store.appointments.listDay(day)
    expect(listed.map(({ id }) => id)).toEqual(expected.map(({ id }) => id))
    expect(listed.map(({ lastName }) => lastName).slice(0, 4)).toEqual(['اکبری', 'آذری', 'پارسا', 'چمنی'])
  })

  it('has what a line shows', () => {
    const row = appointment()
    fromServer(row)
    arrive(row.id)
    expect(store.appointments.listDay(day)).toEqual([
      {
        id: row.id,
        date: day,
        slot: '10:30',
        firstName: row.applicant.firstName,
        lastName: row.applicant.lastName,
        fatherName: row.applicant.fatherName,
        nationalCode: '0093849370',
        trackingCode: '4820917735',
        mobile: '09120572645',
        requestKind: 'first_issue',
        state: 'arrived',
        queueNumber: 47,
        sync: 'queued',
        unconfirmed: false,
        searchKey: expect.any(String),
      },
    ])
  })

  it.each([
    'فاطمهزهرا',
    'موسوي نژاد',
    'موسوی‌نژاد سیده فاطمه',
    'سیده فاطمه‌زهرا موسوی‌نژاد',
    '۰۰۹۳۸۴۹۳۷۰',
    '009-384937-0',
    '٤٨٢٠٩١٧٧٣٥',
    '۰۹۱۲ ۰۵۷ ۲۶۴۵',
    '02188634712',
  ])('is found by %s', (typed) => {
    fromServer(appointment())
    expect(store.appointments.listDay(day)[0]?.searchKey).toContain(searchKey(typed))
  })

  it('does not match across two of the things it is searched by', () => {
    fromServer(appointment())
    // The end of the national code and the start of the tracking code.
    expect(store.appointments.listDay(day)[0]?.searchKey).not.toContain('93704820')
  })
})

describe('finding by code', () => {
  it('the wanted day first, then the nearest', () => {
    const at = (date: string) => ({ ...appointment(), id: nextId(), date })
    const days = ['2026-11-20', '2026-11-22', '2026-11-23', '2026-12-30', '2025-11-22'].map(at)
    fromServer(...days)
    const found = (code: string, date: string) =>
      store.appointments.findByCode(code, date).map((row) => row.date)
    const order = ['2026-11-22', '2026-11-23', '2026-11-20', '2026-12-30', '2025-11-22']
    expect(found('0093849370', '2026-11-22')).toEqual(order)
    expect(found('4820917735', '2026-11-22')).toEqual(order)
    expect(found('0093849370', '2026-12-01')[0]).toBe('2026-11-23')
    expect(found('009384937', '2026-11-22')).toEqual([])
  })
})

describe('the calendar', () => {
  it('counts who is expected and who was served; says which days are closed', () => {
    const on = (index: number, date: string, changes: Partial<Appointment> = {}) => ({
      ...seedAppointment(index, date),
      ...changes,
    })
    const served = { state: 'served', queueNumber: 1, arrivedOn: day } as const
    fromServer(
      on(1, day),
      on(2, day, served),
      on(3, day, { state: 'cancelled' }),
      on(4, '2026-11-23'),
      on(5, '2026-12-01'),
    )
    store.transaction(() =>
      store.days.put({
        officeId: appointment().officeId,
        date: day,
        closed: { by: { kind: 'central' }, at: '2026-11-22T12:00:00.000Z', counts: {} as never },
        revision: 0,
        appliedEventIds: [],
      }),
    )
    expect(store.appointments.calendar('2026-11-01', '2026-11-30')).toEqual([
      { date: day, appointments: 2, served: 1, closed: true },
      { date: '2026-11-23', appointments: 1, served: 0, closed: false },
    ])
  })
})
