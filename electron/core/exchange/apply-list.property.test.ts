import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countFetched } from '#core/sync/first-fetch.ts'
import type { Change } from '#shared/contract/central.ts'
import type { OfficeList } from '#shared/exchange/contents.ts'
import { deviceId, officeId } from '#tests/support/domain-fixtures.ts'
import { seedAppointment, seedOffice, seedUsers } from '#tests/support/seed-store.ts'
import { openTestStore } from '#tests/support/test-store.ts'
import type { CentralClient } from '../sync/central-client.ts'
import { createClockOffset } from '../sync/clock-offset.ts'
import { noFaults } from '../sync/faults.ts'
import { createPageNews } from '../sync/page-news.ts'
import { pullAll } from '../sync/pull.ts'
import type { PulledPage } from '../sync/pulled-page.ts'
import { applyList, newerOf } from './apply-list.ts'

/** The central system as a row of versions: each change is one revision, and says which one it is where it can be seen. */
const booked = [seedAppointment(1), seedAppointment(2), seedAppointment(3)]
const supervisorSeed = seedUsers.masoul

function version(entity: number, revision: number): Change {
  const [first] = booked
  if (!first) throw new Error('there are some')
  if (entity === 0) return { entity: 'office', revision, data: { ...seedOffice, name: `دفتر ${revision}` } }
  if (entity === 1)
    return { entity: 'user', revision, data: { ...supervisorSeed, displayName: `${revision}` } }
  if (entity === 2) {
    return {
      entity: 'day',
      revision,
      data: { officeId, date: first.date, closed: null, revision, appliedEventIds: [] },
    }
  }
  const appointment = booked[entity - 3] ?? first
  return { entity: 'appointment', revision, data: { ...appointment, revision } }
}
const keyOf = ({ entity, data }: Change) => `${entity} ${'id' in data ? data.id : 'day'}`
const timeOf = (revision: number) => new Date(Date.UTC(2026, 10, 22, 7) + revision * 1000).toISOString()

type Step =
  | { do: 'change'; entity: number }
  | { do: 'save' }
  | { do: 'import'; file: number }
  | { do: 'pull' }
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('change' as const), entity: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.constant({ do: 'save' as const }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('import' as const), file: fc.nat(30) }) },
  { weight: 2, arbitrary: fc.constant({ do: 'pull' as const }) },
)

/** One office and one central system; `during` happens while a page is on its way. */
function setUp() {
  const test = openTestStore()
  const { store } = test
  const newest = new Map<string, Change>()
  const files: OfficeList[] = []
  let revision = 0
  const change = (entity: number) => {
    revision += 1
    const made = version(entity, revision)
    newest.set(keyOf(made), made)
  }
  for (let entity = 0; entity < 6; entity += 1) change(entity)
  const changesAfter = (from: number) =>
    [...newest.values()].filter((each) => each.revision > from).sort((a, b) => a.revision - b.revision)
  const save = () =>
    files.push({
      officeId,
      deviceId,
      madeAt: timeOf(revision),
      from: '2026-11-15',
      revision,
      changes: changesAfter(0),
      answered: { seq: 0, hash: '0'.repeat(64), refused: [] },
    })
  const importFile = (number: number) => {
    const list = files[number % Math.max(1, files.length)]
    if (list) applyList(store, list, newerOf(store, list))
  }
  let asked = 0
  const pull = (during: () => void = () => {}) => {
    const client: Pick<CentralClient, 'pull'> = {
      async pull(cursor): Promise<PulledPage> {
        asked += 1
        const page = {
          changes: changesAfter(Number(cursor ?? 0)),
          cursor: `${revision}`,
          more: false,
          leftOut: 0,
        }
        const answer = { ...page, serverTime: timeOf(revision) }
        during()
        return answer
      },
    }
    return pullAll({
      store,
      client: client as CentralClient,
      offset: createClockOffset(store, test.options.clock),
      faults: noFaults,
      news: createPageNews(store, () => {}),
      fetched: countFetched(),
      signal: new AbortController().signal,
    })
  }
  const seen = () => ({
    office: Number(store.office.get()?.name.replace('دفتر ', '')),
    user: Number(store.users.get(supervisorSeed.id)?.displayName),
    day: store.days.get(booked[0]?.date ?? '')?.revision,
    appointments: booked.map(({ id }) => store.appointments.get(id)?.appointment.revision),
  })
  const there = () => {
    const at = (key: string) => newest.get(key)?.revision
    return {
      office: at(`office ${seedOffice.id}`),
      user: at(`user ${supervisorSeed.id}`),
      day: at('day day'),
      appointments: booked.map(({ id }) => at(`appointment ${id}`)),
    }
  }
  return { test, change, save, importFile, pull, seen, there, files, asked: () => asked }
}
const numbersOf = ({ office, user, day, appointments }: ReturnType<ReturnType<typeof setUp>['seen']>) =>
  [office, user, day, ...appointments].map((number) => number ?? 0)

it('in whatever order the line and files of any age come, nothing older ever takes the place of what is newer', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const { test, change, save, importFile, pull, seen, there } = setUp()
      try {
        await pull()
        let before = numbersOf(seen())
        for (const each of steps) {
          if (each.do === 'change') change(each.entity)
          else if (each.do === 'save') save()
          else if (each.do === 'import') importFile(each.file)
          else await pull()
          const now = numbersOf(seen())
          for (const [place, number] of now.entries())
            expect(number).toBeGreaterThanOrEqual(before[place] ?? 0)
          before = now
        }
        save()
        importFile(Number.MAX_SAFE_INTEGER)
        await pull()
        expect(seen()).toEqual(there())
      } finally {
        test.close()
      }
    }),
    { numRuns: 40 },
  )
}, 120_000)

it('a page that was on its way when a newer file came is asked for again', async () => {
  const { test, change, save, importFile, pull, seen, there, asked } = setUp()
  await pull()
  let first = true
  await pull(() => {
    if (!first) return
    first = false
    for (let entity = 0; entity < 6; entity += 1) change(entity)
    save()
    importFile(0)
    expect(seen()).toEqual(there())
  })
  expect(asked()).toBe(3)
  expect(seen()).toEqual(there())
  test.close()
})

it('says of when the data are, and no more once the line has brought everything', async () => {
  const { test, change, save, importFile, pull, files } = setUp()
  const { settings } = test.store
  await pull()
  const lastSync = settings.get('lastSyncAt')
  change(3)
  save()
  importFile(0)
  expect(settings.get('listFileAt')).toBe(files[0]?.madeAt)
  expect(settings.get('dataAsOf')).toBe(files[0]?.madeAt)
  expect(settings.get('lastSyncAt')).toBe(lastSync)
  const cursor = settings.get('cursor')
  importFile(0)
  expect(settings.get('cursor')).toBe(cursor)
  await pull()
  expect(settings.get('listFileAt')).toBeUndefined()
  importFile(0)
  expect(settings.get('listFileAt')).toBeUndefined()
  test.close()
})
