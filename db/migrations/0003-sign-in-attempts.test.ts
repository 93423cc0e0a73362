import { expect, it } from 'vitest'
import { storeFolder } from '#tests/support/test-store.ts'
import { openDatabase } from '../open-store.ts'
import { firstSchema } from './0001-first-schema.ts'
import { walkIns } from './0002-walk-ins.ts'
import { signInAttempts } from './0003-sign-in-attempts.ts'

it('brings a place for attempts, and holds what makes sense only', () => {
  const place = storeFolder()
  openDatabase({ ...place.options, migrations: [firstSchema, walkIns] }).close()
  const connection = openDatabase({ ...place.options, migrations: [firstSchema, walkIns, signInAttempts] })
  const insert = connection.prepare('INSERT INTO sign_in_attempts VALUES (?, ?, ?)')
  const [hash, at] = ['a'.repeat(64), '2026-11-22T07:00:00.000Z']
  insert.run(hash, 1, at)
  const refused = (...values: [string, number, string]) =>
    expect(() => insert.run(...values)).toThrow(expect.objectContaining({ code: 'constraint_violated' }))
  refused(hash, 2, at)
  refused('masoul', 1, at)
  refused('b'.repeat(64), 0, at)
  refused('b'.repeat(64), 1, 'yesterday')
  connection.close()
  place.remove()
})
