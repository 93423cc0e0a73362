import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createCondition } from '#core/condition/condition.ts'
import { createLive } from '#core/live.ts'
import { openOffice } from '#core/recovery/open-office.ts'
import { actorOf, type OfficeContext } from '#core/services/office-context.ts'
import { createViewings } from '#core/services/viewings.ts'
import { createVisitService } from '#core/services/visit.ts'
import { createSync } from '#core/sync/create-sync.ts'
import { clockFrom } from '#shared/clock.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { escrowOnPaper } from '#tests/support/escrow-on-paper.ts'
import { startTestCentral, type TestCentral, testInstant } from '#tests/support/postgres.ts'
import { until } from '#tests/support/synced-office.ts'

/** An office that loses its database and its journal, and has only a copy of the morning. */
const today = tehranDateOf(testInstant)
const clock = clockFrom(testInstant)
let central: TestCentral
let folder: string
let open: { close(): Promise<void> } | null = null
beforeEach(async () => {
  central = await startTestCentral({ seed: 'demo' })
  folder = mkdtempSync(join(tmpdir(), 'pishkhan lost end '))
})
afterEach(async () => {
  await open?.close()
  open = null
  await central.close()
  rmSync(folder, { recursive: true, force: true })
})

function start() {
  const { store, journal } = openOffice(
    {
      file: join(folder, 'office.db'),
      key: new Uint8Array(32).fill(8),
      backupDir: join(folder, 'backups'),
      journalDir: join(folder, 'journal'),
      clock,
    },
    () => {},
  )
  const condition = createCondition({
    store,
    clock,
    live: { publish: () => {} },
    appVersion: '1.0.0',
    journal,
    backups: { failingSince: null },
    escrow: escrowOnPaper,
    freeBytes: () => null,
  })
  const live = createLive()
  const sync = createSync({ store, live, clock, random: () => 0.1, onCondition: condition.look })
  const context = { store, clock, live, sync, condition } as unknown as OfficeContext
  const visits = createVisitService(context)
  const office = {
    store,
    condition,
    sync,
    checkIn(index: number) {
      const user = store.users.byUsername('paziresh')
      const row = store.appointments.listDay(today)[index]
      if (!user || !row) throw new Error('the demonstration has both')
      visits.checkIn(actorOf(user), row.id, null)
    },
    look(index: number) {
      const user = store.users.byUsername('paziresh')
      const row = store.appointments.listDay(today)[index]
      if (!user || !row) throw new Error('the demonstration has both')
      const read = () => store.appointments.get(row.id)
      return createViewings(context).ofFile(actorOf(user), {}, row.id, read)
    },
    numbers: () =>
      store.appointments
        .listDay(today)
        .flatMap(({ queueNumber }) => (queueNumber === null ? [] : [queueNumber])),
    settled: () => until(() => store.events.counts().queued === 0, 'everything is answered', 20_000),
    async close() {
      await sync.stop()
      store.close()
      journal.close()
    },
  }
  open = office
  return office
}
async function startActivated() {
  const office = start()
  office.sync.start()
  const codes = await fetch(`${central.url}/demo/activation-codes`, { method: 'POST' })
  const { activationCode } = (await codes.json()) as { activationCode: string }
  await office.sync.activate(central.url, activationCode)
  await until(() => office.store.settings.get('dataAsOf'), 'the first pull', 20_000)
  return office
}
const lose = (...names: string[]) => {
  for (const name of names) rmSync(join(folder, name), { recursive: true, force: true })
}

it('records nothing until the central system has told what it has lost, and goes on from there', async () => {
  const morning = await startActivated()
  morning.checkIn(0)
  await morning.settled()
  morning.store.backUp()
  morning.checkIn(1)
  morning.checkIn(2)
  await morning.settled()
  const head = morning.store.events.head()
  await morning.close()
  lose('office.db', 'office.db-wal', 'office.db-shm', 'journal')

  const evening = start()
  expect(evening.store.events.head().seq).toBe(1)
  expect(evening.condition.get().map(({ code }) => code)).toEqual(['own_events_unknown', 'database_restored'])
  expect(evening.condition.blocked).toBe(true)
  expect(() => evening.checkIn(3)).toThrow()
  expect(() => evening.look(3)).toThrow()
  expect(evening.store.events.head().seq).toBe(1)

  evening.sync.start()
  await until(() => !evening.condition.blocked, 'what was lost is there', 20_000)
  expect(evening.store.events.head()).toEqual(head)
  await evening.sync.syncNow()
  expect(evening.numbers().sort()).toEqual([1, 2, 3])
  evening.checkIn(3)
  await evening.settled()
  expect(evening.numbers().sort()).toEqual([1, 2, 3, 4])
  const { rows } = await central.pool.query<{ device_seq: number; status: string }>(
    'SELECT device_seq, status FROM office_events ORDER BY device_seq',
  )
  expect(rows).toEqual([1, 2, 3, 4].map((seq) => ({ device_seq: seq, status: 'applied' })))
})

it('asks nobody when the journal has everything', async () => {
  const morning = await startActivated()
  morning.checkIn(0)
  // The journal begins anew behind the copy: it is empty, and says so.
  morning.store.backUp()
  await morning.close()
  lose('office.db', 'office.db-wal', 'office.db-shm')
  const evening = start()
  expect(evening.condition.get()).toMatchObject([{ code: 'database_restored', recovery: { whole: true } }])
  evening.checkIn(1)
  expect(evening.numbers().sort()).toEqual([1, 2])
})
