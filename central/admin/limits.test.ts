import { afterAll, beforeAll, expect, test } from 'vitest'
import { officeRulesSchema } from '#shared/domain/rules.ts'
import { startTestAdmin, type TestAdmin } from '#tests/support/admin-command.ts'

let admin: TestAdmin
beforeAll(async () => {
  admin = await startTestAdmin()
  await admin.json([
    ...['office', 'add', '--code', '72-904', '--name', 'دفتر حدها', '--province', 'تهران', '--city', 'تهران'],
    ...['--address', 'تهران، خیابان نمونه، پلاک ۱', '--seats', '4'],
  ])
})
afterAll(() => admin.close())

const office = ['--office', '72-904']
const stored = async () => {
  const { rows } = await admin.pool.query('SELECT rules, revision FROM offices WHERE code = $1', ['72-904'])
  return { rules: officeRulesSchema.parse(rows[0].rules), revision: Number(rows[0].revision) }
}

test('what is set is what the office is given, the rest stays as every office begins', async () => {
  expect(await admin.json(['limits', 'show', ...office])).toEqual({
    lowDiskMegabytes: 500,
    leastDiskMegabytes: 50,
    clockOffsetMinutes: 5,
    backlogHours: 72,
    backlogEvents: 5000,
    leastAppVersion: null,
    idleLockMinutes: 10,
  })
  const before = await stored()
  await admin.json([
    ...['limits', 'set', ...office, '--idle-lock-minutes', '۳', '--least-app-version', '1.4.0'],
    ...['--backlog-hours', '48'],
  ])
  const after = await stored()
  expect(after.rules).toEqual({
    ...before.rules,
    idleLockMinutes: 3,
    limits: {
      lowDiskMegabytes: 500,
      leastDiskMegabytes: 50,
      clockOffsetMinutes: 5,
      backlogHours: 48,
      backlogEvents: 5000,
      leastAppVersion: '1.4.0',
    },
  })
  expect(after.revision).toBeGreaterThan(before.revision)
  await admin.json(['limits', 'set', ...office, '--least-app-version', 'none'])
  expect((await stored()).rules).toMatchObject({ idleLockMinutes: 3, limits: { leastAppVersion: null } })
  expect(await admin.json(['action', 'list'])).toContainEqual(
    expect.objectContaining({ action: 'limits set', target: '72-904' }),
  )
})

test.each([
  [['--idle-lock-minutes', '0'], 'option_invalid'],
  [['--least-app-version', '1.4'], 'option_invalid'],
  [['--least-disk-mb', '900'], 'option_invalid'],
  [['--idle-lock-minutes', '3'], 'nothing_to_change'],
])('%s is refused and changes nothing', async (options, code) => {
  const before = await stored()
  expect(await admin.refusal(['limits', 'set', ...office, ...options])).toMatchObject({ code })
  expect(await stored()).toEqual(before)
})
