import { expect, it } from 'vitest'
import { storeFolder } from '#tests/support/test-store.ts'
import { migrations } from './migrations/index.ts'
import { openDatabase } from './open-store.ts'

it('the schema is the one in schema.snapshot.sql (update it with vitest -u, together with a new migration)', async () => {
  const place = storeFolder()
  const connection = openDatabase(place.options)
  const statements = connection
    .prepare<[string]>('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid')
    .all()
  connection.close()
  place.remove()
  const text = `-- user_version ${migrations.at(-1)?.version}\n\n${statements.map(([sql]) => `${sql};`).join('\n\n')}\n`
  await expect(text).toMatchFileSnapshot('./schema.snapshot.sql')
})

it('the steps are numbered 1, 2, 3 …', () => {
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1))
})
