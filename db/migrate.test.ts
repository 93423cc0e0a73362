import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { storeFolder } from '#tests/support/test-store.ts'
import type { Connection } from './connection.ts'
import { openConnection } from './connection.ts'
import { schemaVersion } from './migrate.ts'
import type { Migration } from './migrations/migration.ts'
import { openDatabase } from './open-store.ts'
import { StorageError } from './storage-error.ts'

let place: ReturnType<typeof storeFolder>
beforeEach(() => {
  place = storeFolder()
})
afterEach(() => place.remove())

const settingsTable = 'CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT'
const one: Migration = {
  version: 1,
  name: 'one',
  up: (connection) => connection.execute(`${settingsTable}; CREATE TABLE a (x INTEGER) STRICT`),
}
const two: Migration = {
  version: 2,
  name: 'two',
  up: (connection) =>
    connection.execute('CREATE TABLE b (x INTEGER) STRICT; INSERT INTO b SELECT x + 1 FROM a'),
}
const open = (...migrations: Migration[]): Connection => openDatabase({ ...place.options, migrations })
const backups = () => (existsSync(place.options.backupDir) ? readdirSync(place.options.backupDir) : [])
const tables = (connection: Connection) =>
  connection
    .prepare<[string]>(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`)
    .all()
    .flat()

function failure(work: () => unknown): StorageError {
  try {
    work()
  } catch (error) {
    if (error instanceof StorageError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

function openedWithOne() {
  const connection = open(one)
  connection.prepare('INSERT INTO a (x) VALUES (41)').run()
  connection.close()
}

describe('migrating', () => {
  it('a new file takes every step and needs no backup', () => {
    const connection = open(one, two)
    expect(schemaVersion(connection)).toBe(2)
    expect(tables(connection)).toEqual(['a', 'b', 'settings'])
    connection.close()
    expect(backups()).toEqual([])
  })

  it('an older file keeps its data; a whole copy under the same key lies in the backup folder', () => {
    openedWithOne()
    const connection = open(one, two)
    expect(connection.prepare('SELECT x FROM b').all()).toEqual([[42]])
    connection.close()

    const [name, ...others] = backups()
    expect(others).toEqual([])
    expect(name).toMatch(/^office-v1-.*\.db$/)
    const copy = openConnection(join(place.options.backupDir, name ?? ''), place.options.key)
    expect(schemaVersion(copy)).toBe(1)
    expect(copy.prepare('SELECT x FROM a').all()).toEqual([[41]])
    copy.close()
  })

  it('runs each step once', () => {
    openedWithOne()
    open(one, two).close()
    open(one, two).close()
    expect(backups()).toHaveLength(1)
  })

  it('keeps a backup of each step of the last days', () => {
    open(one).close()
    const steps = [one]
    for (let version = 2; version <= 6; version += 1) {
      steps.push({
        version,
        name: 'more',
        up: (c) => c.execute(`CREATE TABLE t${version} (x INTEGER) STRICT`),
      })
      const clock = { now: () => new Date(Date.UTC(2026, 0, version)) }
      openDatabase({ ...place.options, clock, migrations: steps }).close()
    }
    expect(backups().sort()).toEqual([
      'office-v1-e0-2026-01-02T000000000Z.db',
      'office-v2-e0-2026-01-03T000000000Z.db',
      'office-v3-e0-2026-01-04T000000000Z.db',
      'office-v4-e0-2026-01-05T000000000Z.db',
      'office-v5-e0-2026-01-06T000000000Z.db',
    ])
  })

  it('refuses the file of a later release and leaves it alone', () => {
    open(one, two).close()
    expect(failure(() => open(one)).code).toBe('database_newer')
    open(one, two).close()
  })

  it('a step that fails leaves the version before', () => {
    openedWithOne()
    const bad: Migration = {
      version: 2,
      name: 'bad',
      up: (connection) => {
        connection.execute('CREATE TABLE b (x INTEGER) STRICT')
        connection.execute('INSERT INTO nowhere VALUES (1)')
      },
    }
    expect(failure(() => open(one, bad)).code).toBe('migration_failed')
    const connection = open(one)
    expect(tables(connection)).toEqual(['a', 'settings'])
    connection.close()
  })

  it('a step that leaves a reference pointing nowhere fails', () => {
    openedWithOne()
    const dangling: Migration = {
      version: 2,
      name: 'dangling',
      up: (connection) =>
        connection.execute(`
          CREATE TABLE p (id INTEGER PRIMARY KEY) STRICT;
          CREATE TABLE c (p INTEGER REFERENCES p (id) DEFERRABLE INITIALLY DEFERRED) STRICT;
          INSERT INTO c VALUES (7)`),
    }
    expect(failure(() => open(one, dangling)).code).toBe('migration_failed')
    const connection = open(one)
    expect(schemaVersion(connection)).toBe(1)
    connection.close()
  })

  it('without a backup there is no migration', () => {
    openedWithOne()
    const options = {
      ...place.options,
      backupDir: join(place.options.file, 'not-a-folder'),
      migrations: [one, two],
    }
    expect(failure(() => openDatabase(options)).code).toBe('storage_failed')
    const connection = open(one)
    expect(schemaVersion(connection)).toBe(1)
    connection.close()
  })

  it('a process killed in the middle of a step leaves the version before', () => {
    openedWithOne()
    const script = `
      const { openDatabase } = await import('#db/open-store.ts')
      const [file, key, backupDir] = process.argv.slice(1)
      const kill = { version: 2, name: 'killed', up(connection) {
        connection.execute('CREATE TABLE b (x INTEGER) STRICT')
        const insert = connection.prepare('INSERT INTO b (x) VALUES (?)')
        for (let i = 0; i < 50000; i += 1) insert.run(i)
        process.kill(process.pid, 'SIGKILL')
      } }
      const one = { version: 1, name: 'one', up() {} }
      openDatabase({ file, key: Buffer.from(key, 'hex'), backupDir, clock: { now: () => new Date() }, migrations: [one, kill] })`
    const { file, key, backupDir } = place.options
    const child = spawnSync(
      process.execPath,
      ['--input-type=module', '--eval', script, file, Buffer.from(key).toString('hex'), backupDir],
      { encoding: 'utf8' },
    )
    expect(child.signal, child.stderr).toBe('SIGKILL')
    const connection = open(one)
    expect(schemaVersion(connection)).toBe(1)
    expect(tables(connection)).toEqual(['a', 'settings'])
    expect(connection.prepare('SELECT x FROM a').all()).toEqual([[41]])
    connection.close()
    expect(backups()).toHaveLength(1)
  })
})
