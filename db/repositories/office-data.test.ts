import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PrintKey, Store } from '#db/store.ts'
import type { OfficeDay } from '#shared/domain/day.ts'
import { openDay } from '#shared/domain/day.ts'
import type { PrintOutcome } from '#shared/domain/paper.ts'
import { day, officeId, supervisor } from '#tests/support/domain-fixtures.ts'
import { seedAppointment, seedOffice, seedStore, seedUsers } from '#tests/support/seed-store.ts'
import { openTestStore } from '#tests/support/test-store.ts'

let test: ReturnType<typeof openTestStore>
let store: Store
beforeEach(() => {
  test = openTestStore()
  store = test.store
})
afterEach(() => test.close())

class Undo extends Error {}
/** Runs in a transaction that is undone. */
function undone(work: () => void): void {
  expect(() =>
    store.transaction(() => {
      work()
      throw new Undo()
    }),
  ).toThrow(Undo)
}

describe('queue numbers', () => {
  const next = (date = day) => store.transaction(() => store.days.nextQueueNumber(date))

  it('count from 1 each day and are never given twice', () => {
    expect([next(), next(), next('2026-11-23'), next()]).toEqual([1, 2, 1, 3])
    store = test.reopen()
    expect(next()).toBe(4)
  })
  it('of a transaction that failed are given to the next', () => {
    undone(() => expect(store.days.nextQueueNumber(day)).toBe(1))
    expect(next()).toBe(1)
  })
  it('go on after what another host of the office gave', () => {
    const row = { ...seedAppointment(1), state: 'arrived', queueNumber: 12, arrivedOn: day } as const
    const other = { ...seedAppointment(2), state: 'served', queueNumber: 3, arrivedOn: '2026-11-23' } as const
    store.transaction(() =>
      store.appointments.putFromServer([row, other].map((server) => ({ server, shown: server }))),
    )
    expect([next(), next('2026-11-23')]).toEqual([13, 4])
    // The check-in is undone and the row comes back without its number: that one was called out all the same.
    const undoneThere = seedAppointment(1)
    store.transaction(() => store.appointments.putFromServer([{ server: undoneThere, shown: undoneThere }]))
    expect(next()).toBe(14)
  })
})

describe('days', () => {
  const closed = (): OfficeDay => ({
    ...openDay(officeId, day),
    closed: { by: supervisor, at: '2026-11-22T12:00:00.000Z', counts: {} as never },
  })

  it('changed here keep the central system’s version; one it never spoke of is open there', () => {
    expect(store.days.get(day)).toBeUndefined()
    store.transaction(() => store.days.put(closed()))
    expect(store.days.get(day)).toEqual(closed())
    expect(store.days.serverRows([day]).get(day)).toEqual(openDay(officeId, day))

    const server = { ...openDay(officeId, day), revision: 4 }
    store.transaction(() => store.days.putFromServer([{ server, shown: server }]))
    expect(store.days.get(day)).toEqual(server)
    store.transaction(() => store.days.put({ ...closed(), revision: 4 }))
    store.transaction(() =>
      store.days.put({ ...closed(), revision: 4, appliedEventIds: [supervisor.userId] }),
    )
    expect(store.days.serverRows([day]).get(day)).toEqual(server)
  })
  it('read as they are after a change was undone', () => {
    store.transaction(() => store.days.put(openDay(officeId, day)))
    undone(() => {
      store.days.put(closed())
      expect(store.days.get(day)?.closed).not.toBeNull()
    })
    expect(store.days.get(day)?.closed).toBeNull()
  })
})

describe('the office and its settings', () => {
  it('read as they are after a change was undone', () => {
    store.transaction(() => store.office.put(seedOffice))
    undone(() => {
      store.office.put({ ...seedOffice, name: 'other' })
      expect(store.office.get()?.name).toBe('other')
      store.settings.set('clockOffsetMs', 5)
      expect(store.settings.get('clockOffsetMs')).toBe(5)
    })
    expect(store.office.get()).toEqual(seedOffice)
    expect(store.settings.get('clockOffsetMs')).toBeUndefined()
  })
  it('are there after a restart', () => {
    seedStore(store)
    store.transaction(() => {
      store.settings.set('cursor', 'abc')
      store.settings.set('clockOffsetMs', -42)
      store.settings.delete('cursor')
    })
    store = test.reopen()
    expect(store.office.get()).toEqual(seedOffice)
    expect(store.settings.get('clockOffsetMs')).toBe(-42)
    expect(store.settings.get('cursor')).toBeUndefined()
    expect(store.settings.get('device')?.officeName).toBe(seedOffice.name)
  })
})

describe('people', () => {
  it('are found by user name in any case, and by id', () => {
    store.transaction(() => store.users.put(Object.values(seedUsers)))
    expect(store.users.byUsername('MASOUL')).toEqual(seedUsers.masoul)
    expect(store.users.byUsername('nobody')).toBeUndefined()
    expect(store.users.get(seedUsers.madarek.id)).toEqual(seedUsers.madarek)
  })
  it('can exchange their user names', () => {
    const { paziresh, madarek } = seedUsers
    store.transaction(() => store.users.put([paziresh, madarek]))
    store.transaction(() =>
      store.users.put([
        { ...paziresh, username: 'madarek' },
        { ...madarek, username: 'paziresh' },
      ]),
    )
    expect(store.users.byUsername('paziresh')?.id).toBe(madarek.id)
  })
  it('nobody can sign in when all are out of service', () => {
    expect(store.users.any()).toBe(false)
    store.transaction(() => store.users.put([{ ...seedUsers.masoul, active: false }]))
    expect(store.users.any()).toBe(false)
    store.transaction(() => store.users.put([seedUsers.masoul]))
    expect(store.users.any()).toBe(true)
  })
  it('whom a pull from the beginning did not mention is out of service', () => {
    store.transaction(() => {
      store.users.put(Object.values(seedUsers))
      store.users.put([seedUsers.masoul], 1)
      store.users.deactivateBefore(1)
    })
    expect(store.users.get(seedUsers.masoul.id)?.active).toBe(true)
    expect(store.users.byUsername('paziresh')?.active).toBe(false)
  })
})

describe('printed copies', () => {
  const at = '2026-11-22T07:00:00.000Z'
  let made = 0
  const copy = (key: Partial<PrintKey> = {}) => {
    made += 1
    const id = `018f0000-0000-7000-8000-0000000f00${String(made).padStart(2, '0')}`
    const whole = { paper: 'schedule', date: day, subject: 'all', ...key } as const
    store.transaction(() =>
      store.prints.add({
        ...whole,
        id,
        copy: store.prints.nextCopy(whole),
        userId: seedUsers.masoul.id,
        at,
      }),
    )
    return id
  }
  const end = (id: string, outcome: PrintOutcome) =>
    store.transaction(() =>
      store.prints.end(id, { outcome, code: outcome === 'failed' ? 'print_failed' : null }),
    )
  const copies = (ids: readonly string[]) => ids.map((id) => store.prints.get(id)?.copy)
  beforeEach(() => seedStore(store))

  it('are counted for each paper, day and subject', () => {
    const ids = [
      copy(),
      copy(),
      copy({ subject: 'booked' }),
      copy({ date: '2026-11-23' }),
      copy({ paper: 'closing_report' }),
      copy(),
    ]
    expect(copies(ids)).toEqual([1, 2, 1, 1, 1, 3])
  })

  it('say what became of the newest that was not given up', () => {
    const slip = { paper: 'check_in_slip', subject: 'somebody' } as const
    const first = copy(slip)
    end(first, 'failed')
    end(copy(slip), 'cancelled')
    expect(store.prints.newestOf('somebody')).toMatchObject([
      { id: first, copy: 1, outcome: 'failed', code: 'print_failed' },
    ])
    expect(store.prints.newestOfDay(day)).toMatchObject([{ id: first }])
    const third = copy(slip)
    expect(store.prints.newestOf('somebody')).toMatchObject([{ id: third, copy: 3, outcome: null }])
    store.transaction(() => store.prints.forsakeOpen())
    expect(store.prints.newestOf('somebody')).toMatchObject([{ outcome: 'unknown', code: null }])
    end(third, 'printed')
    store.transaction(() => store.prints.forsakeOpen())
    expect(store.prints.newestOf('somebody')).toMatchObject([{ outcome: 'printed' }])
  })
})
