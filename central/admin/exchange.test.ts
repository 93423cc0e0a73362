import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoOffice } from '#central/demo/office.ts'
import type { CentralExchangeKeys } from '#shared/exchange/exchange-keys.ts'
import { publicHalf } from '#shared/exchange/exchange-keys.ts'
import { startTestAdmin, type TestAdmin } from '#tests/support/admin-command.ts'
import { type CentralAtWork, startCentralAtWork } from '#tests/support/central-at-work.ts'
import { type CentralDevice, newSealingKey } from '#tests/support/central-device.ts'
import { checkIn, supervisor, wholeVisit } from '#tests/support/central-visits.ts'

let work: CentralAtWork
let admin: TestAdmin
let folder: string
let keys: CentralExchangeKeys
beforeAll(async () => {
  work = await startCentralAtWork()
  admin = await startTestAdmin(Promise.resolve({ url: work.central.databaseUrl, drop: async () => {} }))
  folder = mkdtempSync(join(tmpdir(), 'pishkhan-exchange-'))
})
afterAll(async () => {
  await admin.close()
  await work.central.close()
  rmSync(folder, { recursive: true, force: true })
})

let files = 0
const saved = (text: string | Uint8Array): string => {
  files += 1
  const file = join(folder, `${files}.pishkhan`)
  writeFileSync(file, text)
  return file
}
const importFile = (text: string) => admin.json(['exchange', 'import', '--file', saved(text)])
const newDevice = async (): Promise<CentralDevice> => {
  const device = await work.newDevice()
  keys = await device.tellExchangeKeys()
  return device
}
const eventsThere = async () =>
  (await work.central.pool.query<{ count: number }>('SELECT count(*)::int AS count FROM office_events'))
    .rows[0]?.count
const actions = async () =>
  (await admin.json<{ action: string; detail: object }[]>(['action', 'list'])).filter(({ action }) =>
    action.startsWith('exchange'),
  )

test('the device’s key and the central system’s are told once, and the same ones each time', async () => {
  const device = await newDevice()
  expect(await device.tellExchangeKeys()).toEqual(keys)
  const { rows } = await work.central.pool.query('SELECT exchange_key FROM devices WHERE id = $1', [
    device.deviceId,
  ])
  expect(rows).toEqual([{ exchange_key: device.sealingKey.x }])
  const refused = await device.fetch('/v1/office/exchange-keys', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sealing: { ...publicHalf(device.sealingKey), x: 'A'.repeat(44) } }),
  })
  expect(refused.status).toBe(400)
})

test('a file is taken in as the pushes would have been, and all of it is known the second time', async () => {
  const device = await newDevice()
  const visits = [work.next(), work.next()]
  const events = visits.flatMap((appointment, place) => wholeVisit(device, appointment, place + 1))
  const file = await device.eventsFile(events, keys)
  const first = await importFile(file)
  expect(first).toMatchObject({
    office: demoOffice.code,
    device: device.deviceId,
    from: 1,
    to: 16,
    applied: 16,
    rejected: 0,
    duplicate: 0,
    refused: [],
  })
  for (const { id } of visits) expect(await work.rowOf(id)).toMatchObject({ state: 'served' })
  const revision = await work.officeRevision()
  expect(await importFile(file)).toMatchObject({ applied: 0, rejected: 0, duplicate: 16 })
  expect(await work.officeRevision()).toBe(revision)
  // The line has come back: the same events once more, and the next one.
  const next = checkIn(device, work.next(), 3)
  const pushed = await device.push(...events, next)
  expect(pushed.results.map(({ status }) => status)).toEqual([...Array(16).fill('duplicate'), 'applied'])
  expect((await actions()).map(({ detail }) => detail)).toMatchObject([
    { office: demoOffice.code, applied: 0, duplicate: 16 },
    { office: demoOffice.code, applied: 16, duplicate: 0 },
  ])
})

test('a file that comes after the line has returned is known, and what it has beyond is taken in', async () => {
  const device = await newDevice()
  const [one, two] = [work.next(), work.next()]
  const events = [...wholeVisit(device, one, 1), ...wholeVisit(device, two, 2)]
  await device.push(...events.slice(0, 10))
  expect(await importFile(await device.eventsFile(events, keys))).toMatchObject({ applied: 6, duplicate: 10 })
})

test('more events than a push may hold come in one file', async () => {
  const device = await newDevice()
  const appointment = work.next()
  const viewings = Array.from({ length: 1203 }, () =>
    device.writeViewing(
      { type: 'record_viewed', payload: { appointmentId: appointment.id } },
      { actor: supervisor, deviceTime: '2026-11-22T06:52:00.000Z' },
    ),
  )
  expect(await importFile(await device.eventsFile(viewings, keys))).toMatchObject({ applied: 1203, to: 1203 })
})

test('what the rules refuse is refused as in a push, and told by its number', async () => {
  const device = await newDevice()
  const appointment = work.next()
  const events = [checkIn(device, appointment, 1), checkIn(device, appointment, 2)]
  const { out } = await admin.run([
    'exchange',
    'import',
    '--file',
    saved(await device.eventsFile(events, keys)),
  ])
  expect(out).toContain('1 applied, 1 rejected, 0 known before')
  expect(out).toContain('already_checked_in')
  expect(out).not.toContain(appointment.applicant.nationalCode)
})

test('what is not right in every way is refused, and nothing is changed', async () => {
  const device = await newDevice()
  const other = await newDevice()
  const events = wholeVisit(device, work.next(), 1)
  const file = await device.eventsFile(events, keys)
  const before = await eventsThere()
  const refused = async (text: string) =>
    (await admin.refusal(['exchange', 'import', '--file', saved(text)])).code

  expect(await refused('کد ملی,نام\n')).toBe('not_an_exchange_file')
  expect(await refused(file.slice(0, -40))).toBe('damaged')
  expect(await refused(`${file}\n`)).toBe('damaged')
  const elsewhere = { ...keys, sealing: publicHalf(newSealingKey()) }
  expect(await refused(await device.eventsFile(events, elsewhere))).toBe('for_another')
  expect(await refused(await device.eventsFile(events, keys, { signedAs: other.deviceId }))).toBe(
    'sender_not_proven',
  )
  expect(await refused(await device.eventsFile(events, keys, { signedAs: 'nobody' }))).toBe(
    'sender_not_proven',
  )
  expect(await refused(await device.eventsFile(events, keys, { deviceId: other.deviceId }))).toBe(
    'sender_not_proven',
  )
  const officeId = '01930000-0000-7000-8000-00000000abcd'
  expect(await refused(await device.eventsFile(events, keys, { officeId }))).toBe('sender_not_proven')
  expect(await refused(await device.eventsFile([{ id: 'x' }], keys))).toBe('content_invalid')
  expect(await refused(await device.eventsFile([], keys))).toBe('content_invalid')
  expect(await refused(await device.eventsFile(events.slice(1), keys))).toBe('sequence_gap')
  expect(await refused(await device.eventsFile([events[0], events[2]], keys))).toBe('chain_broken')
  const altered = [events[0], { ...events[1], clockOffsetMs: 1 }, events[2]]
  expect(await refused(await device.eventsFile(altered, keys))).toBe('chain_broken')
  expect((await admin.refusal(['exchange', 'import', '--file', join(folder, 'none')])).code).toBe(
    'file_unreadable',
  )
  await admin.json(['device', 'revoke', device.deviceId])
  expect(await refused(file)).toBe('device_revoked')
  expect(await eventsThere()).toBe(before)
})
