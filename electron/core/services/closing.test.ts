import { afterEach, beforeEach, expect, test } from 'vitest'
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
