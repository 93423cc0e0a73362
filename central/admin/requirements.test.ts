import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { standardRequirementSets } from '#central/standard-requirements.ts'
import { startTestAdmin, type TestAdmin } from '#tests/support/admin-command.ts'

let admin: TestAdmin
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pishkhan requirements '))
  admin = await startTestAdmin()
})
afterAll(async () => {
  await admin.close()
  await rm(folder, { recursive: true, force: true })
})

const addOffice = (code: string) =>
  admin.json(
    [
      'office',
      'add',
      '--name',
      'دفتر',
      '--province',
      'یزد',
      '--city',
      'یزد',
      '--address',
      'یزد، خیابان امام',
    ].concat('--seats', '4', '--code', code),
  )
const file = async (content: unknown) => {
  const path = join(folder, 'set.json')
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
const first = standardRequirementSets[0]
if (!first) throw new Error('there is a standard set')
const version = (n: number) => ({ ...first, version: n })
const versionsOf = async (code: string) =>
  (await admin.json<{ requirementSets: string[] }>(['office', 'show', code])).requirementSets
const revisions = async () =>
  (
    await admin.pool.query<{ counter: number; row: number }>(
      'SELECT r.revision::int AS counter, o.revision::int AS row FROM offices o JOIN office_revisions r ON r.office_id = o.id ORDER BY code',
    )
  ).rows

test('the standard sets, then new versions: for all offices or one, and versions only grow', async () => {
  expect(await admin.refusal(['requirements', 'add', '--standard'])).toMatchObject({ code: 'not_found' })
  await addOffice('1-1')
  await addOffice('1-2')
  await admin.json(['requirements', 'add', '--standard'])
  expect(await versionsOf('1-2')).toEqual(['first_issue/1', 'replacement/1', 'exchange/1'])
  expect(await admin.refusal(['requirements', 'add', '--standard'])).toMatchObject({
    code: 'version_not_newer',
  })

  expect(await admin.json(['requirements', 'add', await file(version(3)), '--office', '1-1'])).toEqual({
    sets: ['first_issue/3'],
    offices: 1,
  })
  // What one office has already is refused for all of them, and none gets it.
  expect(await admin.refusal(['requirements', 'add', await file([version(2)])])).toMatchObject({
    code: 'version_not_newer',
  })
  expect(await versionsOf('1-2')).toEqual(['first_issue/1', 'replacement/1', 'exchange/1'])
  expect(await revisions()).toEqual([
    { counter: 4, row: 4 },
    { counter: 3, row: 3 },
  ])
  // An old version stays: appointments were booked with it.
  expect(await versionsOf('1-1')).toEqual(['first_issue/1', 'replacement/1', 'exchange/1', 'first_issue/3'])
  // A new office begins with the newest.
  await addOffice('1-3')
  expect((await versionsOf('1-3')).sort()).toEqual(['exchange/1', 'first_issue/3', 'replacement/1'])
  expect(await admin.json(['requirements', 'list', '--office', '1-3'])).toHaveLength(3)
  expect(await admin.json(['requirements', 'list'])).toContainEqual(
    expect.objectContaining({ id: 'first_issue', version: 3, offices: 2 }),
  )
})

const item = first.items[0]
test.each([
  ['no JSON', '{'],
  ['another thing', { id: 'x' }],
  ['an item twice', { ...version(9), items: [item, item] }],
  ['nothing required', { ...version(9), items: [{ ...item, required: false }] }],
  ['a paper with a field', { ...version(9), items: [{ ...item, field: 'mobile' }] }],
  ['one kind twice', [version(9), { ...version(10), id: 'other' }]],
  ['no reasons', { ...version(9), items: [{ ...item, failReasons: [] }] }],
])('a file with %s is refused', async (_, content) => {
  const before = await revisions()
  expect(await admin.refusal(['requirements', 'add', await file(content)])).toMatchObject({
    code: 'file_invalid',
  })
  expect(await revisions()).toEqual(before)
})

test('a file that is not there, or both ways at once', async () => {
  expect(await admin.refusal(['requirements', 'add', join(folder, 'none.json')])).toMatchObject({
    exit: 1,
    code: 'file_unreadable',
  })
  expect(await admin.refusal(['requirements', 'add', await file(version(9)), '--standard'])).toMatchObject({
    exit: 2,
    code: 'usage',
  })
})
