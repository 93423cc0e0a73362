import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OfficeClient, TestCore } from '#tests/support/test-core.ts'
import { openTestCore, refusalOf, signIn } from '#tests/support/test-core.ts'

const date = '2026-11-22'
const evening = '2026-11-22T14:00:00.000Z'
let office: TestCore
let supervisor: OfficeClient
let ids: string[] = []

beforeEach(async () => {
  office = openTestCore({ appointments: 6 })
  supervisor = await signIn(office.portDesk(), 'masoul')
  ids = (office.seeded?.appointments ?? []).map(({ id }) => id)
})
afterEach(() => office.close())

const states = async () => (await supervisor.day.list({ date })).rows.map(({ state }) => state)

test('no-shows are recorded together: all of them, or none', async () => {
  office.setNow(evening)
  const [first = '', second = '', third = ''] = ids
  await supervisor.visit.checkIn({ appointmentId: third })
  const before = await states()
  const refused = await refusalOf(
    supervisor.day.markNoShows({ date, appointmentIds: [first, second, third] }),
  )
  expect(refused).toMatchObject({
    code: 'REFUSED',
    data: { code: 'transition_not_allowed', state: 'arrived' },
  })
  expect(await states()).toEqual(before)
  const { rows } = await supervisor.day.markNoShows({ date, appointmentIds: [first, second, first] })
  expect(
    rows
      .filter(({ state }) => state === 'no_show')
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual([first, second].toSorted())
  const other = await refusalOf(
    supervisor.day.markNoShows({ date: '2026-11-21', appointmentIds: [ids[4] ?? ''] }),
  )
  expect(other.code).toBe('NOT_FOUND')
})

test('on a day on which the office was closed whoever is booked stays so, and the counts add up', async () => {
  const profile = office.store.office.get()
  if (!profile) throw new Error('the office has no profile')
  office.store.transaction(() =>
    office.store.office.put({ ...profile, rules: { ...profile.rules, closedDates: [date] } }),
  )
  office.setNow(evening)
  const { closed } = await supervisor.day.close({ date })
  expect(closed?.counts.booked).toBe(ids.length)
  expect(Object.values(closed?.counts ?? {}).reduce((sum, count) => sum + count, 0)).toBe(ids.length)
})

describe('the report of a day', () => {
  test('tells every closing and reopening, however many there were, by whom and why', async () => {
    office.setNow(evening)
    const reasonOf = (turn: number) => `بار ${turn} بازگشایی`
    for (let turn = 1; turn <= 120; turn += 1) {
      await supervisor.day.close({ date })
      if (turn < 120) await supervisor.day.reopen({ date, reason: reasonOf(turn) })
    }
    const { turns, counts, waiting, preparedBy, printed } = await supervisor.day.closingReport({ date })
    expect(turns).toHaveLength(239)
    expect(turns.map(({ what }) => what).slice(0, 3)).toEqual(['closed', 'reopened', 'closed'])
    expect(turns.at(-1)).toEqual({ what: 'closed', by: preparedBy, at: evening, reason: null })
    expect(turns.at(-2)?.reason).toBe(reasonOf(119))
    expect(counts.no_show).toBe(ids.length)
    // Each no-show, and each turn.
    expect(waiting.changes).toBe(ids.length + 239)
    expect(printed).toBeNull()
  })

  test('leaves out a closing that the central system refused, and has what became of its newest copy', async () => {
    office.setNow(evening)
    await supervisor.day.close({ date })
    await supervisor.day.reopen({ date, reason: 'متقاضی دیررسیده' })
    await supervisor.day.close({ date })
    const closings = office.store.events
      .loggedAfter(0)
      .map(({ json }) => JSON.parse(json) as { id: string; type: string })
      .filter(({ type }) => type === 'day_closed')
    const [first] = closings
    office.store.transaction(() =>
      office.store.events.recordResults([
        { id: first?.id ?? '', status: 'rejected', code: 'day_not_closed' },
      ]),
    )
    const { printId } = await supervisor.paper.beginReport({ date })
    await supervisor.paper.end({ printId, end: { outcome: 'failed', code: 'print_failed' } })
    const { turns, printed, unprinted } = await supervisor.day.closingReport({ date })
    expect(turns.map(({ what }) => what)).toEqual(['reopened', 'closed'])
    expect(printed).toMatchObject({ printId, copy: 1, outcome: 'failed' })
    // The report does not count itself.
    expect(unprinted).toBe(0)
  })

  test('is there for a quiet day that was closed, and for no day of which nothing is known', async () => {
    office.setNow('2026-11-23T14:00:00.000Z')
    supervisor = await signIn(office.portDesk(), 'masoul')
    const quiet = '2026-11-23'
    expect((await refusalOf(supervisor.day.closingReport({ date: quiet }))).code).toBe('NOT_FOUND')
    await supervisor.day.close({ date: quiet })
    expect((await supervisor.day.closingReport({ date: quiet })).turns).toHaveLength(1)
    expect((await supervisor.paper.beginReport({ date: quiet })).copy).toBe(1)
  })
})
