import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ensureMonths } from '#central/db/months.ts'
import { finalStages, issuanceStages } from '#shared/domain/stage.ts'
import { startTestAdmin, type TestAdmin } from '#tests/support/admin-command.ts'
import { insertRegistration } from '#tests/support/registrations.ts'

let admin: TestAdmin
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pishkhan issuance '))
  admin = await startTestAdmin()
})
afterAll(async () => {
  await admin.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() =>
  admin.pool.query('TRUNCATE registrations, registration_stages, messages, operator_actions CASCADE'),
)

/** A registration that has come through these stages, one an hour, as the offices' events leave it. */
async function register(trackingCode: string, nationalCode: string, ...stages: string[]): Promise<string> {
  const [first = '', ...later] = stages
  const registeredAt = '2026-11-01T06:00:00.000Z'
  const { id } = await insertRegistration(
    admin.pool,
    { nationalCode, mobile: '09120572645' },
    { trackingCode, stage: first, registeredAt },
  )
  for (const [index, stage] of later.entries()) {
    const at = new Date(Date.parse(registeredAt) + (index + 1) * 3_600_000)
    await admin.pool.query('INSERT INTO registration_stages VALUES ($1, $2, $3, $4)', [
      id,
      index + 2,
      stage,
      at,
    ])
    await admin.pool.query('UPDATE registrations SET stage = $2 WHERE id = $1', [id, stage])
  }
  return id
}
const done = ['pre_registered', 'booked', 'arrived', 'completed']
const registration = async (trackingCode: string) =>
  (await admin.pool.query('SELECT stage, live FROM registrations WHERE tracking_code = $1', [trackingCode]))
    .rows[0]
const history = async (trackingCode: string) =>
  (
    await admin.pool.query(
      `SELECT s.stage, s.note, s.at FROM registration_stages s JOIN registrations r ON r.id = registration_id
       WHERE tracking_code = $1 ORDER BY place OFFSET 4`,
      [trackingCode],
    )
  ).rows
const messages = async () => (await admin.pool.query('SELECT mobile, kind, body FROM messages')).rows
const file = async (...lines: string[]) => {
  const path = join(folder, `${randomUUID()}.csv`)
  await writeFile(path, lines.join('\r\n'))
  return path
}
const advance = (trackingCode: string, stage: string, ...more: string[]) => [
  'issuance',
  'advance',
  '--tracking-code',
  trackingCode,
  '--stage',
  stage,
  ...more,
]

test('a card goes its way after the office: history, stage that holds, a message when it is ready, the end', async () => {
  const id = await register('0000012345', '0093849370', ...done)
  for (const stage of ['under_review', 'issuing', 'issued', 'shipped'])
    await admin.json(advance('0000012345', stage))
  expect(await messages()).toEqual([])
  expect(await admin.json(advance('۰۰۰۰۰-۱۲۳۴۵', 'Ready', '--note', 'لطفاً تا دو ماه'))).toEqual({
    changed: true,
    stage: 'ready',
    registration: id,
  })
  expect(await messages()).toEqual([
    { mobile: '09120572645', kind: 'card_ready', body: expect.stringContaining('کارت شما آمادهٔ تحویل است') },
  ])
  expect(await registration('0000012345')).toEqual({ stage: 'ready', live: true })
  await admin.json(['issuance', 'advance', '--tracking-code', '-', '--stage', 'delivered'], '0000012345\n')
  expect(await registration('0000012345')).toEqual({ stage: 'delivered', live: false })
  expect((await history('0000012345')).map(({ stage }) => stage)).toEqual([
    'under_review',
    'issuing',
    'issued',
    'shipped',
    'ready',
    'delivered',
  ])
  expect((await history('0000012345'))[4].note).toBe('لطفاً تا دو ماه')
  expect(await admin.refusal(advance('0000012345', 'shipped', '--at', '1405/09/01 10:00'))).toMatchObject({
    code: 'registration_over',
  })
  // Which operator set a stage is one join away, and the record holds no code of a person.
  const actions = await admin.pool.query(
    'SELECT DISTINCT operator FROM registration_stages s JOIN operator_actions a ON a.id = s.action_id',
  )
  expect(actions.rows).toEqual([{ operator: 'آزمون' }])
  const record = (await admin.pool.query('SELECT json_agg(a)::text AS all FROM operator_actions a')).rows[0]
    .all
  expect(record).not.toMatch(/0000012345|0093849370|0912/)
})

test('the message says where the card is: at the office that has served the person', async () => {
  await register('0000012345', '0093849370', ...done)
  const line = [
    '--province',
    'یزد',
    '--city',
    'یزد',
    '--address',
    'یزد، خیابان امام، پلاک ۱۲',
    '--seats',
    '4',
  ]
  await admin.json(['office', 'add', '--code', '35-210', '--name', 'دفتر ۳۵-۲۱۰', ...line])
  await ensureMonths(admin.pool, 'appointments', ['2026-11-01'])
  await admin.pool.query(
    `INSERT INTO appointments (id, office_id, date, slot, state, national_code, tracking_code, revision, body)
     SELECT gen_random_uuid(), id, '2026-11-01', '09:00', 'served', '0093849370', '0000012345', 1, '{}' FROM offices`,
  )
  await admin.json(advance('0000012345', 'ready'))
  expect((await messages())[0].body).toMatch(/: دفتر ۳۵-۲۱۰، یزد، خیابان امام، پلاک ۱۲$/)
})

test.each(finalStages.map((stage) => [stage]))('after %s the person can register again', async (stage) => {
  await register('0000012345', '0093849370', ...done)
  await admin.json(advance('0000012345', stage))
  await register('0000012346', '0093849370', 'pre_registered')
})

test('what repeats changes nothing and records nothing', async () => {
  await register('0000012345', '0093849370', ...done)
  const at = ['--at', '1405/08/20 09:00']
  await admin.json(advance('0000012345', 'issued', ...at))
  await admin.json(advance('0000012345', 'ready'))
  for (const again of [
    advance('0000012345', 'issued', ...at),
    advance('0000012345', 'issued'),
    advance('0000012345', 'ready'),
  ]) {
    expect(await admin.json(again)).toMatchObject({ changed: false })
  }
  expect(await history('0000012345')).toHaveLength(2)
  expect(await messages()).toHaveLength(1)
  expect(await admin.json(['action', 'list'])).toHaveLength(2)
  // A card that went back comes a second time.
  await admin.json(advance('0000012345', 'returned'))
  await admin.json(advance('0000012345', 'ready'))
  expect(await messages()).toHaveLength(2)
})

test.each([
  ['a code that nobody has', '9999999999', 'ready', 'registration_unknown'],
  ['a stage before the office has done its part', '0000000001', 'ready', 'stage_too_early'],
  ['a stage of the appointment', '0000000002', 'booked', 'stage_not_of_issuance'],
  ['the completion itself', '0000000002', 'completed', 'stage_not_of_issuance'],
  ['a stage of another system', '0000000002', 'in_the_post', 'stage_unknown'],
  ['no tracking code', 'x', 'ready', 'option_invalid'],
])('%s is refused', async (_, trackingCode, stage, code) => {
  await register('0000000001', '0093849370', 'pre_registered', 'booked')
  await register('0000000002', '0106222971', ...done)
  expect(await admin.refusal(advance(trackingCode, stage))).toMatchObject({ code })
  expect(await history('0000000002')).toEqual([])
  expect(await messages()).toEqual([])
})

test('moments: none in the future, none before what came last', async () => {
  await register('0000012345', '0093849370', ...done)
  await admin.json(advance('0000012345', 'issued', '--at', '2026-11-20T08:00:00Z'))
  for (const at of ['2027-01-01', '1405/08/28']) {
    expect(await admin.refusal(advance('0000012345', 'shipped', '--at', at))).toMatchObject({
      code: 'stage_out_of_order',
    })
  }
})

test('an unknown stage passes when the operator says so, as it came', async () => {
  await register('0000012345', '0093849370', ...done)
  await admin.json(advance('0000012345', 'در انبار مرکزی', '--allow-unknown-stage'))
  expect(await registration('0000012345')).toEqual({ stage: 'در انبار مرکزی', live: true })
  await admin.json(advance('0000012345', 'ready'))
})

test('a file from a spreadsheet: mark, Persian digits, quotes; imported twice it is there once', async () => {
  await register('0000000001', '0093849370', ...done)
  await register('0000000002', '0106222971', ...done)
  const path = await file(
    '\uFEFFtracking_code,at,stage,note',
    '۰۰۰۰۰۰۰۰۰۱,۱۴۰۵/۰۸/۲۰,issued,',
    '"0000000002",,ready,"با ""شناسنامه"" بیایید، لطفاً"',
    '۰۰۰۰۰۰۰۰۰۱,۱۴۰۵/۰۸/۲۵ ۱۰:۳۰,shipped,',
  )
  expect(await admin.json(['issuance', 'import', path])).toEqual({
    applied: 3,
    unchanged: 0,
    skipped: 0,
    rows: [],
  })
  expect(await history('0000000001')).toEqual([
    { stage: 'issued', note: null, at: new Date('2026-11-10T20:30:00Z') },
    { stage: 'shipped', note: null, at: new Date('2026-11-16T07:00:00Z') },
  ])
  expect(await history('0000000002')).toMatchObject([{ stage: 'ready', note: 'با "شناسنامه" بیایید، لطفاً' }])
  expect(await messages()).toHaveLength(1)
  expect(await admin.json(['issuance', 'import', path])).toMatchObject({ applied: 0, unchanged: 3 })
  expect(await messages()).toHaveLength(1)
  expect(await admin.json(['action', 'list'])).toMatchObject([
    { action: 'issuance import', target: expect.stringMatching(/^sha256:/), detail: { applied: 3 } },
  ])
})

const withFaults = () =>
  file(
    'tracking_code,stage,note,at',
    '0000000001,issued,,',
    '0000000009,issued,,',
    'abc,issued,,',
    '0000000001,elsewhere,,',
    '0000000001,shipped,,31/12/99',
    '0000000002,issued,,',
  )
const faults = [
  { line: 3, code: 'registration_unknown' },
  { line: 4, code: 'option_invalid' },
  { line: 5, code: 'stage_unknown' },
  { line: 6, code: 'option_invalid' },
  { line: 7, code: 'stage_too_early' },
]

test('one row that does not fit keeps the whole file out, and all of them are named', async () => {
  await register('0000000001', '0093849370', ...done)
  await register('0000000002', '0106222971', 'pre_registered')
  const path = await withFaults()
  const refusal = await admin.refusal(['issuance', 'import', path])
  expect(refusal).toMatchObject({ exit: 1, code: 'rows_invalid', rows: faults })
  expect(JSON.stringify(refusal)).not.toContain('0000000009')
  expect((await admin.run(['issuance', 'import', path])).err).toContain('registration_unknown')
  expect(await history('0000000001')).toEqual([])
})

test('--skip-invalid carries out the good rows and reports the others', async () => {
  await register('0000000001', '0093849370', ...done)
  await register('0000000002', '0106222971', 'pre_registered')
  expect(await admin.json(['issuance', 'import', await withFaults(), '--skip-invalid'])).toMatchObject({
    applied: 1,
    skipped: 5,
    rows: faults,
  })
  expect(await registration('0000000001')).toEqual({ stage: 'issued', live: true })
})

test.each([
  [['code,stage', '1,2'], 'the first line names the columns'],
  [['tracking_code,stage,stage', '1,2,3'], 'the first line names the columns'],
  [['tracking_code,stage', '0000000001'], 'line 2: 1 cells'],
  [[''], 'the first line names the columns'],
])('a file like %j is refused', async (lines, message) => {
  const answer = await admin.refusal(['issuance', 'import', await file(...lines), '--skip-invalid'])
  expect(answer).toMatchObject({ code: 'file_invalid', message: expect.stringContaining(message) })
})

test('a file in another encoding is refused', async () => {
  const path = join(folder, 'windows-1256.csv')
  await writeFile(path, Buffer.from([0x74, 0xc7, 0xe1, 0x0a]))
  expect(await admin.refusal(['issuance', 'import', path])).toMatchObject({ code: 'file_invalid' })
})

test('twenty thousand rows at once, within a transaction that may take thirty seconds', async () => {
  await admin.pool.query(
    `INSERT INTO registrations (id, national_code, tracking_code, birth_date, request_kind, details, stage, live, registered_at)
     SELECT gen_random_uuid(), lpad(n::text, 10, '0'), lpad(n::text, 10, '0'), '1990-01-01', 'first_issue',
            '{"mobile":"09120572645"}', 'completed', true, now() FROM generate_series(1, 20000) AS n`,
  )
  await admin.pool.query(
    "INSERT INTO registration_stages SELECT id, 1, 'completed', now() FROM registrations",
  )
  const rows = Array.from({ length: 20_000 }, (_, index) => `${String(index + 1).padStart(10, '0')},ready,,`)
  const path = await file('tracking_code,stage,note,at', ...rows)
  expect(await admin.json(['issuance', 'import', path])).toMatchObject({ applied: 20_000 })
  expect(await messages()).toHaveLength(20_000)
})

test('every stage of issuance can be set', async () => {
  for (const [index, stage] of issuanceStages.entries()) {
    const code = `000000010${index}`
    await register(code, `00000000${index}0`, ...done)
    expect(await admin.json(advance(code, stage))).toMatchObject({ changed: true })
  }
})
