import { expect, it } from 'vitest'
import { storeFolder } from '#tests/support/test-store.ts'
import { openDatabase } from '../open-store.ts'
import { printOutcomes } from './0008-print-outcomes.ts'
import { migrations } from './index.ts'

const before = migrations.filter(({ version }) => version < printOutcomes.version)
const user = '018f0000-0000-7000-8000-0000000000e1'
const at = '2026-11-22T07:00:00.000Z'

it('keeps the copies of the schedule, none of them marked, and takes slips beside them', () => {
  const place = storeFolder()
  const old = openDatabase({ ...place.options, migrations: before })
  for (const copy of [1, 2]) {
    old.prepare('INSERT INTO copies VALUES (?, ?, ?, ?, ?)').run('2026-11-22', 'all@all', copy, user, at)
  }
  old.close()

  const connection = openDatabase({ ...place.options, migrations: [...before, printOutcomes] })
  expect(
    connection
      .prepare(
        'SELECT paper, date, subject, copy, user_id, printed_at, outcome, code FROM prints ORDER BY copy',
      )
      .all(),
  ).toEqual([
    ['schedule', '2026-11-22', 'all@all', 1, user, at, 'handed', null],
    ['schedule', '2026-11-22', 'all@all', 2, user, at, 'handed', null],
  ])
  const ids = connection.prepare<[string]>('SELECT id FROM prints').all()
  for (const [id] of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)

  const insert = connection.prepare('INSERT INTO prints VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const slip = (n: number, outcome: string | null, code: string | null) =>
    insert.run(
      `018f0000-0000-7000-8000-00000000000${n}`,
      'check_in_slip',
      '2026-11-22',
      user,
      n,
      user,
      at,
      outcome,
      code,
    )
  slip(1, null, null)
  slip(2, 'failed', 'print_failed')
  expect(() => slip(3, 'failed', null)).toThrow(expect.objectContaining({ code: 'constraint_violated' }))
  expect(() => slip(3, 'printed', 'busy')).toThrow(expect.objectContaining({ code: 'constraint_violated' }))
  expect(() => slip(3, 'perhaps', null)).toThrow(expect.objectContaining({ code: 'constraint_violated' }))
  connection.close()
  place.remove()
})
