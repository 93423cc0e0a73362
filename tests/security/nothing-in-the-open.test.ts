import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '#db/open-store.ts'
import { systemClock } from '#shared/clock.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import { startTestCentral, type TestCentral, testInstant } from '#tests/support/postgres.ts'
import { type Program, startProgram } from '#tests/support/program.ts'
import { httpDesk, refusalOf } from '#tests/support/test-core.ts'
import { findInFolder, findInProcess, findMarkers, keyMarker, type Marker, textMarker } from './markers.ts'

/**
 * No person, no password and no key lies in the open: a real office core works a day against a real central system with
 * people whose data are markers, and then everything that it has written, said or shown is looked through.
 */
const today = '2026-11-22'
const password = 'pishkhan-demo'

/** Two people whom nobody else is, in every field. */
const planted = [
  {
    nationalCode: '7731465500',
    trackingCode: '8842613907',
    firstName: 'نشان‌یکمین',
    lastName: 'کاوشگرانیان',
    fatherName: 'پدرنشانه',
    postalCode: '1956837465',
    address: 'کوچهٔ نشانه‌گذاران، پلاک ۷۷۴۱',
    landline: '02155443377',
    mobile: '09129988776',
  },
  {
    nationalCode: '6620354491',
    trackingCode: '9953724018',
    firstName: 'دومین‌نشانه',
    lastName: 'پیداناشدنی‌پور',
    fatherName: 'پدردومین',
    postalCode: '1967948576',
    address: 'خیابان ناپیدایان، شمارهٔ ۹۹۲۸',
    landline: '02166554488',
    mobile: '09358877665',
  },
]
/** What clerks type: wrong passwords, corrections, notes, codes of people whom the office does not have. */
const typed = {
  wrongPassword: 'گذرواژهٔ-نادرست-نشان-۴۴',
  wrongUsername: 'a-password-typed-as-the-name-5512',
  note: 'یادداشت نشانه‌دار ۳۳۱۹۰۰۲۲',
  correctedPostalCode: '1978654321',
  correctedMobile: '09211122334',
  unknownNationalCode: '5519243387',
  unknownTrackingCode: '7706655443',
  newAddress: 'میدان بازنشانی، کوی هجدهم',
}
const people: Marker[] = planted.flatMap((person, index) =>
  Object.entries(person).map(([field, value]) => textMarker(`person ${index + 1}, ${field}`, value)),
)
const markers: Marker[] = [
  ...people,
  ...Object.entries(typed).map(([name, text]) => textMarker(name, text)),
  textMarker('password of the users', password),
]

let central: TestCentral
let centralLog: string[]
let folder: string
let data: string
let temporary: string
let keyFile: string
let program: Program
let output: string

beforeAll(async () => {
  centralLog = []
  central = await startTestCentral({ seed: 'demo', log: (message) => centralLog.push(message) })
  const { rows } = await central.pool.query<{ id: string; body: Appointment }>(
    `SELECT id, body FROM appointments WHERE date = $1 AND state = 'booked' ORDER BY slot DESC, id LIMIT 2`,
    [today],
  )
  for (const [index, { id, body }] of rows.entries()) {
    const applicant = { ...body.applicant, ...planted[index] }
    await central.pool.query(
      'UPDATE appointments SET national_code = $2, tracking_code = $3, body = $4 WHERE id = $1',
      [id, applicant.nationalCode, applicant.trackingCode, JSON.stringify({ ...body, applicant })],
    )
  }
})
afterAll(() => central?.close())

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pishkhan-open-'))
  data = join(folder, 'data')
  temporary = join(folder, 'temporary')
  keyFile = join(folder, 'office.key')
  const renderer = join(folder, 'renderer')
  for (const made of [temporary, renderer]) mkdirSync(made)
  writeFileSync(join(renderer, 'index.html'), '<!doctype html><title>Pishkhan</title>')
  output = ''
})
afterEach(async () => {
  await program?.kill()
  rmSync(folder, { recursive: true, force: true })
})

const eventually = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 30_000 })

async function startOffice(activation?: string): Promise<Program> {
  const args = [
    '--port',
    '0',
    '--data',
    data,
    '--central',
    central.url,
    '--key-file',
    keyFile,
    '--clock',
    testInstant,
  ]
  const started = await startProgram(
    'electron/core/office.ts',
    [...args, '--renderer', join(folder, 'renderer'), ...(activation ? ['--activation', activation] : [])],
    { env: { TMPDIR: temporary, TMP: temporary, TEMP: temporary } },
  )
  started.process.stdout?.on('data', (text: Buffer) => {
    output += text.toString()
  })
  return started
}

async function activationCode(): Promise<string> {
  const answer = await fetch(`${central.url}/demo/activation-codes`, { method: 'POST' })
  return ((await answer.json()) as { activationCode: string }).activationCode
}

async function deskOf(username: string) {
  const desk = httpDesk({ url: program.ready.app ?? '' })
  await eventually(async () => (await desk.client.device.status()).hasUsers).toBe(true)
  await desk.client.session.signIn({ username, password })
  return desk.client
}

/** A day with everything that goes well and much that does not; gives what support would be handed, and the recovery code. */
async function workADay(): Promise<{ bundle: string; escrow: Marker[] }> {
  const supervisor = await deskOf('masoul')
  const { code: recoveryCode, madeAt } = await supervisor.escrow.make()
  await supervisor.escrow.confirm({ madeAt })
  const listed = async () => (await supervisor.day.list({ date: today })).rows
  const byCode = async (code: string) => (await listed()).find(({ nationalCode }) => nationalCode === code)
  await eventually(async () => (await byCode(planted[1]?.nationalCode ?? ''))?.id).toBeTruthy()
  const first = (await byCode(planted[0]?.nationalCode ?? ''))?.id ?? ''
  const second = (await byCode(planted[1]?.nationalCode ?? ''))?.id ?? ''

  await supervisor.visit.find({ code: planted[0]?.trackingCode ?? '', date: today })
  for (const appointmentId of [first, second]) {
    await supervisor.visit.checkIn({ appointmentId })
    await supervisor.visit.get({ appointmentId })
  }
  await supervisor.documents.correct({
    appointmentId: first,
    field: 'postalCode',
    value: typed.correctedPostalCode,
  })
  await supervisor.documents.correct({ appointmentId: first, field: 'mobile', value: typed.correctedMobile })
  await supervisor.documents.correct({ appointmentId: first, field: 'address', value: typed.newAddress })
  const items = (await supervisor.visit.get({ appointmentId: second })).items
  await supervisor.documents.decide({
    appointmentId: second,
    item: items[0]?.key ?? '',
    verdict: 'failed',
    reasonCode: items[0]?.failReasons[0]?.code ?? '',
    note: typed.note,
  })
  await supervisor.documents.conclude({ appointmentId: second })
  await supervisor.schedule.get({ date: today })
  await supervisor.schedule.recordCopy({ date: today })

  const url = program.ready.app ?? ''
  const other = httpDesk({ url }).client
  const { unknownNationalCode: nationalCode, unknownTrackingCode: trackingCode } = typed
  const refusals = [
    await refusalOf(supervisor.visit.checkIn({ appointmentId: first })),
    await refusalOf(
      supervisor.documents.correct({ appointmentId: first, field: 'postalCode', value: `${typed.note} 0` }),
    ),
    await refusalOf(supervisor.citizen.status({ nationalCode, trackingCode })),
    await refusalOf(supervisor.walkIn.find({ nationalCode, trackingCode })),
    await refusalOf(other.session.signIn({ username: 'paziresh', password: typed.wrongPassword })),
    await refusalOf(other.session.signIn({ username: typed.wrongUsername, password: typed.wrongPassword })),
    await refusalOf(other.visit.find({ code: nationalCode, date: today })),
  ]
  expect(refusals.map(({ code }) => code)).toEqual([
    'REFUSED',
    'REFUSED',
    'CENTRAL_REFUSED',
    'REGISTRATION_UNKNOWN',
    'INVALID_CREDENTIALS',
    'INVALID_CREDENTIALS',
    'SIGN_IN_REQUIRED',
  ])
  // Not our own page: what it asks for must not be kept either.
  const query = new URLSearchParams({ q: nationalCode, name: planted[0]?.lastName ?? '' })
  for (const body of [
    `{"json":{"code":"${trackingCode}"`,
    JSON.stringify({ json: { code: [nationalCode] } }),
  ])
    await fetch(`${url}rpc/visit/find?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
  await fetch(`${url}${nationalCode}/${encodeURIComponent(planted[0]?.firstName ?? '')}`)
  await supervisor.sync.now()
  await eventually(async () => (await supervisor.sync.status()).queued).toBe(0)
  return {
    bundle: JSON.stringify(await supervisor.diagnostics.collect()),
    escrow: [
      textMarker('recovery code', recoveryCode),
      textMarker('recovery code, as it is read', recoveryCode.replaceAll('-', '')),
      textMarker('recovery code, as it is shown', recoveryCode.replaceAll('-', ' ')),
    ],
  }
}

/** The keys of this office, from the places where they belong. */
function keysOf(): Marker[] {
  const key = readFileSync(keyFile)
  const copy = join(folder, 'to-look-into')
  mkdirSync(copy)
  // The store wants the file for itself: a copy of the newest backup is looked into.
  const [newest = ''] = readdirSync(join(data, 'backups'))
    .filter((name) => name.endsWith('.db'))
    .toSorted()
    .reverse()
  writeFileSync(join(copy, 'office.db'), readFileSync(join(data, 'backups', newest)))
  const store = openStore({ file: join(copy, 'office.db'), key, backupDir: copy, clock: systemClock })
  const device = store.settings.get('device')
  const [row] = store.appointments.findByCode(planted[0]?.nationalCode ?? '', today)
  store.close()
  rmSync(copy, { recursive: true })
  // It is there, and only who has the key reads it.
  expect(row).toMatchObject({ lastName: planted[0]?.lastName })
  if (!device) throw new Error('the office was not activated')
  return [
    keyMarker('database key', key),
    keyMarker('private key of the device', Buffer.from(device.privateKey.d, 'base64url')),
    textMarker('private key of the device, as it is stored', device.privateKey.d),
  ]
}

describe('the search itself', () => {
  test.each(['UTF-8', 'UTF-16le', 'UTF-16be'])(
    'finds what lies in a database in the open, in %s',
    (encoding) => {
      const database = new Database(join(folder, 'open.db'))
      database.pragma(`encoding = '${encoding}'`)
      database.exec('CREATE TABLE people (name TEXT, code TEXT)')
      database.prepare('INSERT INTO people VALUES (?, ?)').run(planted[0]?.lastName, '۷۷۳۱۴۶۵۵۰۰')
      database.close()
      expect(findInFolder(folder, people).found).toEqual([
        'open.db: person 1, nationalCode',
        'open.db: person 1, lastName',
      ])
    },
  )
})

test('after a day’s work nothing of anybody lies in the open', async () => {
  const code = await activationCode()
  program = await startOffice(code)
  const { pid } = program.process
  const { bundle, escrow } = await workADay()
  const secrets = [...markers, ...escrow]

  // While it works: the log of the database is full, temporary files are there.
  const working = [
    ...findInFolder(data, secrets).found,
    ...findInFolder(temporary, secrets).found,
    ...(existsSync(`/proc/${pid}`) ? findInProcess(pid ?? Number.NaN, secrets) : []),
    ...findMarkers('diagnostics', Buffer.from(bundle), secrets),
  ]
  expect(working).toEqual([])

  // The power fails, it comes up again and is closed in good order, with a last copy.
  await program.kill()
  expect(findInFolder(data, secrets).found).toEqual([])
  const said = [program.log()]
  program = await startOffice()
  const supervisor = await deskOf('masoul')
  await supervisor.schedule.recordCopy({ date: today })
  // A second core on the same data ends with an error.
  await expect(startOffice()).rejects.toThrow('database_in_use')
  expect(await program.stop()).toBe(0)
  said.push(program.log())

  const everything = [...secrets, ...keysOf(), textMarker('activation code', code)]
  const { files, found } = findInFolder(data, everything)
  expect(found).toEqual([])
  expect(files).toEqual(
    expect.arrayContaining([
      'office.db',
      'escrow.json',
      join('journal', 'escrow.json'),
      join('logs', 'office.log'),
      expect.stringMatching(/^backups.+\.db$/),
      expect.stringMatching(/^journal.+\.journal$/),
    ]),
  )
  expect(findInFolder(temporary, everything).found).toEqual([])
  expect(findMarkers('standard error', Buffer.from(said.join('')), everything)).toEqual([])
  expect(findMarkers('standard output', Buffer.from(output), everything)).toEqual([])
  expect(findMarkers('diagnostics', Buffer.from(bundle), everything)).toEqual([])
  expect(findMarkers('log of the central system', Buffer.from(centralLog.join('\n')), everything)).toEqual([])
  // It has something to say all the same.
  expect(readFileSync(join(data, 'logs', 'office.log'), 'utf8')).toContain('"event":"office_failed"')
})
