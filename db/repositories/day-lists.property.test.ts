import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Store } from '#db/store.ts'
import type { DayRow } from '#shared/contract/office.ts'
import { seedAppointment } from '#tests/support/seed-store.ts'
import { openTestStore } from '#tests/support/test-store.ts'

let test: ReturnType<typeof openTestStore>
let store: Store
beforeEach(() => {
  test = openTestStore()
  store = test.store
})
afterEach(() => test.close())

const dates = ['2026-11-22', '2026-11-23', '2026-11-24']
const index = fc.integer({ min: 0, max: 11 })
const date = fc.constantFrom(...dates)
const write = fc.oneof(
  fc.record({
    act: fc.constant('server' as const),
    index,
    date,
    name: fc.constantFrom('آذری', 'پارسا', 'یزدی'),
  }),
  fc.record({ act: fc.constant('own' as const), index, queueNumber: fc.integer({ min: 1, max: 99 }) }),
  fc.record({ act: fc.constant('remove' as const), index }),
  fc.record({ act: fc.constant('read' as const), date }),
)
const step = fc.record({
  writes: fc.array(write, { maxLength: 4 }),
  end: fc.constantFrom('commit', 'commit', 'rollback', 'inner rollback'),
  read: fc.option(date),
})
class Undo extends Error {}

it('the kept lists are always what the database would answer, whatever was written or undone', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      store.transaction(() => store.appointments.remove(ids()))
      for (const { writes, end, read } of steps) {
        attempt(() =>
          store.transaction(() => {
            if (end === 'inner rollback') {
              attempt(() =>
                store.transaction(() => {
                  for (const each of writes) apply(each)
                  throw new Undo()
                }),
              )
              return
            }
            for (const each of writes) apply(each)
            if (end === 'rollback') throw new Undo()
          }),
        )
        if (read !== null) store.appointments.listDay(read)
      }
      for (const each of dates) expect(store.appointments.listDay(each)).toEqual(uncached(each))
    }),
    { numRuns: 150 },
  )
})

it('a list that was handed out does not change', () => {
  const row = seedAppointment(1)
  store.transaction(() => store.appointments.putFromServer([{ server: row, shown: row }]))
  const before = store.appointments.listDay(row.date)
  const copy = structuredClone(before)
  store.transaction(() => apply({ act: 'own', index: 1, queueNumber: 4 }))
  expect(store.appointments.listDay(row.date)[0]?.queueNumber).toBe(4)
  expect(before).toEqual(copy)
})

it('an unchanged list is not read again', () => {
  const row = seedAppointment(1)
  store.transaction(() => store.appointments.putFromServer([{ server: row, shown: row }]))
  expect(store.appointments.listDay(row.date)).toBe(store.appointments.listDay(row.date))
})

const ids = () => Array.from({ length: 12 }, (_, n) => seedAppointment(n, dates[0]).id)

function attempt(work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof Undo)) throw error
  }
}

type Write =
  | { act: 'server'; index: number; date: string; name: string }
  | { act: 'own'; index: number; queueNumber: number }
  | { act: 'remove'; index: number }
  | { act: 'read'; date: string }

function apply(each: Write): void {
  if (each.act === 'read') {
    store.appointments.listDay(each.date)
    return
  }
  const base = seedAppointment(each.index, dates[0])
  if (each.act === 'remove') store.appointments.remove([base.id])
  else if (each.act === 'server') {
    const row = { ...base, date: each.date, applicant: { ...base.applicant, lastName: each.name } }
    store.appointments.putFromServer([{ server: row, shown: row }])
  } else {
    const stored = store.appointments.get(base.id)
    if (!stored) return
    const { queueNumber } = each
    const arrived = {
      ...stored.appointment,
      state: 'arrived',
      queueNumber,
      arrivedOn: dates[0] ?? '',
    } as const
    store.appointments.put(arrived)
  }
}

/** Within a transaction the store reads the database itself. */
function uncached(of: string): readonly DayRow[] {
  return store.transaction(() => store.appointments.listDay(of))
}
