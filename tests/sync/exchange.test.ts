import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { demoOffice } from '#central/demo/office.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import { keyIdOf, publicHalf } from '#shared/exchange/exchange-keys.ts'
import { sealFile } from '#shared/exchange/sealed-file.ts'
import { findMarkers, textMarker } from '#tests/security/markers.ts'
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
  expectSealed(office, text)
  return file
}

/** Nobody of the day can be read in a file, neither as it is nor with its parts decoded. */
function expectSealed(office: JoinedOffice, text: string): void {
  const somebody = office
    .rows()
    .flatMap(({ nationalCode, trackingCode, lastName }) => [
      textMarker('national code', nationalCode),
      textMarker('tracking code', trackingCode),
      textMarker('name', lastName),
    ])
  const parts = text.split('.').map((part) => Buffer.from(part, 'base64url'))
  for (const bytes of [Buffer.from(text), ...parts]) expect(findMarkers('file', bytes, somebody)).toEqual([])
}
const people = async (office: JoinedOffice) => ({
  reception: await office.holding('reception'),
  supervisor: await office.holding('supervisor'),
})
const nothing = { appointments: 0, days: 0, office: false, people: 0, answered: 0, refused: 0 }
const importEvents = (file: string) => admin.json(['exchange', 'import', file])

async function exportList(...more: string[]): Promise<string> {
  files += 1
  const file = join(folder, `${files}-list.pishkhan`)
  await admin.json(['exchange', 'export', '--office', demoOffice.code, '--out', file, ...more])
  return readFileSync(file, 'latin1')
}

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

  it('two days long: events go out and the list comes in by file, then the line, and all agree', async () => {
    const office = await joinOffice()
    const { reception, supervisor } = await people(office)
    office.line.cut()
    // The first day: work, and meanwhile a citizen's appointment is cancelled of which the office cannot know.
    const [arrived = '', missed = '', cancelled = ''] = office
      .rows()
      .filter(({ state, slot }) => state === 'booked' && slot < '09:30')
      .map(({ id }) => id)
    await admin.json(['appointment', 'cancel', cancelled, '--reason', 'به درخواست متقاضی'])
    office.visits.checkIn(reception, arrived, null)
    office.visits.markNoShow(supervisor, missed)
    office.visits.markNoShow(supervisor, cancelled)
    const taken = await importEvents(await exportEvents(office))
    expect(taken).toMatchObject({ applied: 3, rejected: 1 })
    await admin.json(['user', 'disable', '--office', demoOffice.code, '--username', 'madarek'])
    const list = await exportList()
    expectSealed(office, list)
    // It comes while the office has gone on.
    const [later = ''] = await checkInSome(office, 1)
    const told = await office.exchange.importList(list)
    expect(told).toMatchObject({ isOlder: false, answered: 3, refused: 1, people: 1, office: false })
    expect(told.appointments).toBeGreaterThanOrEqual(3)
    expect(office.store.appointments.get(cancelled)).toMatchObject({
      appointment: { state: 'cancelled' },
      sync: 'attention',
    })
    expect(office.store.appointments.get(arrived)).toMatchObject({
      appointment: { state: 'arrived' },
      sync: 'sent',
    })
    expect(office.store.appointments.get(later)).toMatchObject({
      appointment: { state: 'arrived' },
      sync: 'queued',
    })
    expect(office.store.events.counts()).toEqual({ queued: 1, parked: 1 })
    expect(office.store.users.byUsername('madarek')?.active).toBe(false)
    expect(office.sync.status()).toMatchObject({ connection: 'offline', dataByFileAt: told.madeAt })
    // Once more, and then an older one: nothing is any different.
    const before = JSON.stringify(office.rows())
    expect(await office.exchange.importList(list)).toMatchObject({ isOlder: true, ...nothing })
    // The second day.
    await admin.json(['user', 'enable', '--office', demoOffice.code, '--username', 'madarek'])
    expect(await importEvents(await exportEvents(office))).toMatchObject({ applied: 2, duplicate: 0 })
    const second = await exportList()
    expect(await office.exchange.importList(second)).toMatchObject({
      isOlder: false,
      answered: 1,
      refused: 0,
    })
    expect(await office.exchange.importList(list)).toMatchObject({ isOlder: true, ...nothing })
    expect(office.store.users.byUsername('madarek')?.active).toBe(true)
    expect(office.store.appointments.get(later)?.sync).toBe('sent')
    expect(before).not.toBe(JSON.stringify(office.rows()))
    office.line.mend()
    await office.sync.syncNow()
    await office.settled()
    await office.sync.syncNow()
    await expectAgreement(office)
    expect(office.sync.status()).toMatchObject({ connection: 'online', dataByFileAt: null, parked: 1 })
    expect(await office.exchange.importList(second)).toMatchObject({ isOlder: true, ...nothing })
    await expectAgreement(office)
    const acts = await admin.json<{ action: string }[]>(['action', 'list'])
    expect(acts.filter(({ action }) => action === 'exchange export')).toHaveLength(2)
  })

  it('takes only a list that the central system signed for this very device', async () => {
    const office = await joinOffice()
    const other = await joinOffice()
    const events = (await office.exchange.exportEvents((await people(office)).supervisor)).text
    const otherDevice = other.store.settings.get('device')?.deviceId ?? ''
    const list = await exportList()
    const refusal = (text: string) =>
      office.exchange.importList(text).then(
        () => null,
        (error: { code: string }) => error.code,
      )
    const before = JSON.stringify([office.rows(), office.store.settings.get('dataAsOf')])
    const forOther = await exportList('--device', otherDevice)
    expect(await refusal(forOther)).toBe('for_another')
    expect(await refusal(events)).toBe('for_another')
    expect(await refusal(list.slice(0, -20))).toBe('damaged')
    expect(await refusal(`${list.slice(0, 2000)}AAAA${list.slice(2004)}`)).toBe('damaged')
    expect(await refusal('کد ملی,نام')).toBe('not_an_exchange_file')
    // Somebody who knows the device's public key can seal for it, and is not the central system.
    const own = office.store.settings.get('exchangeKey')
    const identity = other.store.settings.get('device')
    if (!own || !identity) throw new Error('both have their keys')
    const sealed = (keyId: string, kind: 'office_list' | 'office_events') =>
      sealFile('{}', kind, { sender: { keyId, key: identity.privateKey }, receiver: publicHalf(own) })
    const signing = office.store.settings.get('centralExchangeKeys')?.signing
    expect(await refusal(await sealed('central', 'office_list'))).toBe('sender_not_proven')
    if (signing) {
      expect(await refusal(await sealed(await keyIdOf(signing), 'office_list'))).toBe('sender_not_proven')
      expect(await refusal(await sealed(await keyIdOf(signing), 'office_events'))).toBe('wrong_kind')
    }
    expect(JSON.stringify([office.rows(), office.store.settings.get('dataAsOf')])).toBe(before)
    expect(await office.exchange.importList(list)).toMatchObject({ refused: 0 })
  })

  it('is refused a file by the operator’s command where there is nobody to open it', async () => {
    const office = await joinOffice()
    const { deviceId = '' } = office.store.settings.get('device') ?? {}
    const out = join(folder, 'list.pishkhan')
    const line = ['exchange', 'export', '--office', demoOffice.code, '--out', out]
    const code = async (...more: string[]) => (await admin.refusal([...line, ...more])).code
    expect(await code('--device', '01930000-0000-7000-8000-00000000abcd')).toBe('not_found')
    await central.pool.query('UPDATE devices SET exchange_key = NULL WHERE id = $1', [deviceId])
    expect(await code('--device', deviceId)).toBe('exchange_key_unknown')
    await office.sync.stop()
    await admin.json(['device', 'revoke', deviceId])
    expect(await code('--device', deviceId)).toBe('device_revoked')
    writeFileSync(out, 'something')
    expect(readFileSync(out, 'latin1')).toBe('something')
  })
})
