import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Appointment } from '#shared/domain/appointment.ts'
import { startTestAdmin, type TestAdmin } from '#tests/support/admin-command.ts'
import { type JoinedOffice, joinOffice as openOffice } from '#tests/support/joined-office.ts'
import type { TestCentral } from '#tests/support/postgres.ts'
import { startTestCentral } from '#tests/support/postgres.ts'
import { until } from '#tests/support/synced-office.ts'

/** An office that has no line for long, the operator's commands, and the central system on PostgreSQL. */

let central: TestCentral
let admin: TestAdmin
let folder: string
const open: { close(): Promise<void> }[] = []

beforeEach(async () => {
  central = await startTestCentral({ seed: 'demo' })
  admin = await startTestAdmin(Promise.resolve({ url: central.databaseUrl, drop: async () => {} }))
  folder = mkdtempSync(join(tmpdir(), 'pishkhan-exchange-'))
})
afterEach(async () => {
  for (const office of open.splice(0)) await office.close()
  await admin.close()
  await central.close()
  rmSync(folder, { recursive: true, force: true })
})

async function joinOffice(): Promise<JoinedOffice> {
  const office = await openOffice(central)
  open.push(office)
  await until(() => office.store.settings.get('centralExchangeKeys'), 'the keys for files', 20_000)
  return office
}

const atCentral = async (): Promise<Map<string, Appointment>> => {
  const { rows } = await central.pool.query<{ body: Appointment }>('SELECT body FROM appointments')
  return new Map(rows.map(({ body }) => [body.id, body]))
}
const statesAtCentral = async (ids: readonly string[]) => {
  const there = await atCentral()
  return ids.map((id) => there.get(id)?.state)
}
/** Every event of the log is there once, in order, and every record is the central system's. */
async function expectAgreement(office: JoinedOffice) {
  const { rows } = await central.pool.query<{ device_seq: string }>(
    'SELECT device_seq FROM office_events WHERE device_id = $1 ORDER BY revision',
    [office.store.settings.get('device')?.deviceId],
  )
  const written = office.store.events.head().seq
  expect(rows.map(({ device_seq }) => Number(device_seq))).toEqual(
    Array.from({ length: written }, (_, place) => place + 1),
  )
  const there = await atCentral()
  for (const { id } of office.rows()) {
    expect(office.store.appointments.get(id)?.appointment).toEqual(there.get(id))
  }
  expect(office.store.events.counts().queued).toBe(0)
}

let files = 0
async function exportEvents(office: JoinedOffice): Promise<string> {
  const { fileName, text } = await office.exchange.exportEvents(await office.holding('supervisor'))
  expect(fileName).toMatch(/^events-72-104-1405-09-01-\d{6}$/)
  files += 1
  const file = join(folder, `${files}-${fileName}.pishkhan`)
  writeFileSync(file, text)
  return file
}
const importEvents = (file: string) => admin.json(['exchange', 'import', file])

async function checkInSome(office: JoinedOffice, count: number): Promise<string[]> {
  const reception = await office.holding('reception')
  const ids = office
    .rows()
    .filter(({ state }) => state === 'booked')
    .slice(0, count)
    .map(({ id }) => id)
  for (const id of ids) office.visits.checkIn(reception, id, null)
  return ids
}

describe('an office without a line', () => {
  it('sends what waits as a file; the line later brings it once more and nothing is there twice', async () => {
    const office = await joinOffice()
    office.line.cut()
    const first = await checkInSome(office, 5)
    expect(office.exchange.waiting()).toMatchObject({
      changes: 5,
      since: expect.stringContaining('2026-11-22'),
    })
    const file = await exportEvents(office)
    expect(await importEvents(file)).toMatchObject({ applied: 6, rejected: 0, duplicate: 0 })
    expect(await statesAtCentral(first)).toEqual(Array(5).fill('arrived'))
    // A file may be lost: what was exported goes on waiting.
    expect(office.exchange.waiting().changes).toBe(5)
    const second = await checkInSome(office, 3)
    const later = await exportEvents(office)
    expect(await importEvents(later)).toMatchObject({ applied: 4, duplicate: 6 })
    expect(await importEvents(file)).toMatchObject({ applied: 0, duplicate: 6 })
    expect(await statesAtCentral(second)).toEqual(Array(3).fill('arrived'))
    office.line.mend()
    await office.sync.syncNow()
    await office.settled()
    await office.sync.syncNow()
    await expectAgreement(office)
    expect(await importEvents(later)).toMatchObject({ applied: 0, duplicate: 10 })
  })

  it('that has not been online since it can do this is told so, and nothing is written', async () => {
    const office = await joinOffice()
    office.line.cut()
    office.store.transaction(() => office.store.settings.delete('centralExchangeKeys'))
    await checkInSome(office, 1)
    const before = office.store.events.head()
    await expect(exportEvents(office)).rejects.toThrow('keys')
    expect(office.store.events.head()).toEqual(before)
    office.line.mend()
    await office.sync.syncNow()
    await office.settled()
  })
})
