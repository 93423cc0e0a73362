import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { appointment, checkedIn } from '#tests/support/domain-fixtures.ts'
import { seedAppointment, seedStore } from '#tests/support/seed-store.ts'
import { recordInStore, storeFolder } from '#tests/support/test-store.ts'
import { migrations } from './migrations/index.ts'
import { openDatabase, openStore } from './open-store.ts'
import { StorageError } from './storage-error.ts'

let place: ReturnType<typeof storeFolder>
beforeEach(() => {
  place = storeFolder()
})
afterEach(() => place.remove())

function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof StorageError) return error.code
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('opening', () => {
  it('syncs every commit to the disk, references are checked, temporary data stay in memory', () => {
    const connection = openDatabase(place.options)
    connection.prepare("INSERT INTO settings (name, value) VALUES ('x', '1')").run()
    expect(connection.pragma('synchronous')).toBe(2)
    expect(connection.pragma('journal_mode')).toBe('wal')
    expect(connection.pragma('foreign_keys')).toBe(1)
    expect(connection.pragma('temp_store')).toBe(2)
    connection.close()
  })

  it('keeps what was committed and forgets what was not', () => {
    const store = openStore(place.options)
    seedStore(store)
    expect(() =>
      store.transaction(() => {
        store.settings.set('cursor', 'lost')
        throw new RangeError('no')
      }),
    ).toThrow(RangeError)
    expect(store.settings.get('cursor')).toBeUndefined()
    store.close()
    const again = openStore(place.options)
    expect(again.appointments.listDay('2026-11-22')).toHaveLength(20)
    expect(again.settings.get('cursor')).toBeUndefined()
    again.close()
  })

  it('survives a process that ends without closing', () => {
    // What the disk holds at this moment is what a killed process leaves behind.
    const store = openStore(place.options)
    seedStore(store)
    const left = join(place.folder, 'left')
    mkdirSync(left)
    for (const name of ['office.db', 'office.db-wal', 'office.db.keycheck']) {
      const handle = openSync(join(left, name), 'w')
      writeSync(handle, readFileSync(join(place.folder, name)))
      closeSync(handle)
    }
    store.close()
    const again = openStore({ ...place.options, file: join(left, 'office.db') })
    expect(again.appointments.get(seedAppointment(3).id)?.appointment.slot).toBe('08:00')
    again.close()
  })

  it('has one owner', () => {
    const store = openStore(place.options)
    expect(codeOf(() => openStore(place.options))).toBe('database_in_use')
    store.close()
    openStore(place.options).close()
  })

  it('rejects promises: a transaction ends before anything is awaited', () => {
    const store = openStore(place.options)
    expect(() => store.transaction(async () => store.settings.set('cursor', 'x'))).toThrow(TypeError)
    expect(store.settings.get('cursor')).toBeUndefined()
    store.close()
  })
})

describe('the key', () => {
  const damage = (file: string, from: number, bytes: number) => {
    const handle = openSync(file, 'r+')
    writeSync(handle, randomBytes(bytes), 0, bytes, from)
    closeSync(handle)
  }

  it('must have 32 bytes', () => {
    expect(() => openStore({ ...place.options, key: randomBytes(16) })).toThrow(RangeError)
  })
  it('a wrong one is told apart from a damaged file', () => {
    openStore(place.options).close()
    expect(codeOf(() => openStore({ ...place.options, key: randomBytes(32) }))).toBe('database_key_wrong')
    damage(place.options.file, 0, 64)
    expect(codeOf(() => openStore(place.options))).toBe('database_corrupt')
  })
  it('a wrong one is known as such without the note beside the file, which comes back', () => {
    openStore(place.options).close()
    const note = `${place.options.file}.keycheck`
    rmSync(note)
    expect(codeOf(() => openStore({ ...place.options, key: randomBytes(32) }))).toBe('database_key_wrong')
    openStore(place.options).close()
    expect(existsSync(note)).toBe(true)
  })
  it('damage further inside shows when it is read', () => {
    const store = openStore(place.options)
    seedStore(store, { appointments: 2000 })
    store.close()
    const size = statSync(place.options.file).size
    damage(place.options.file, Math.floor(size / 2), 64 * 1024)
    expect(
      codeOf(() => {
        const damaged = openStore(place.options)
        try {
          for (let index = 0; index < 2000; index += 1) damaged.appointments.get(seedAppointment(index).id)
        } finally {
          damaged.close()
        }
      }),
    ).toBe('database_corrupt')
  })
  it('a file cut to nothing is not taken for a new one', () => {
    openStore(place.options).close()
    truncateSync(place.options.file, 0)
    expect(codeOf(() => openStore(place.options))).toBe('database_corrupt')
  })
  it('says nothing of itself in errors', () => {
    openStore(place.options).close()
    const key = randomBytes(32)
    try {
      openStore({ ...place.options, key })
    } catch (error) {
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(
        Buffer.from(key).toString('hex'),
      )
    }
  })
})

describe('the disk', () => {
  it('that takes nothing is a typed error, and nothing of the transaction is kept', () => {
    const connection = openDatabase(place.options)
    // As many pages as there are: the next one is refused, as on a full disk.
    connection.pragma(`max_page_count = ${connection.pragma('page_count')}`)
    const insert = connection.prepare('INSERT INTO settings (name, value) VALUES (?, json_quote(?))')
    const fill = () =>
      connection.transaction(() => {
        for (let index = 0; index < 100; index += 1) insert.run(`filler ${index}`, 'x'.repeat(3000))
      })
    expect(codeOf(fill)).toBe('storage_failed')
    expect(connection.prepare("SELECT 1 FROM settings WHERE name = 'filler 0'").first()).toBeUndefined()
    connection.close()
  })
  it('that has no such folder is a typed error', () => {
    const file = join(place.folder, 'nowhere', 'office.db')
    expect(codeOf(() => openStore({ ...place.options, file }))).toBe('storage_failed')
  })
  it('never holds a name or a code in plain text', () => {
    const store = openStore(place.options)
    seedStore(store)
    const planted = { ...appointment(), revision: 1 }
    planted.applicant = { ...planted.applicant, lastName: 'کاشته‌شده', nationalCode: '0169847152' }
    store.transaction(() => store.appointments.putFromServer([{ server: planted, shown: planted }]))
    recordInStore(store, checkedIn())
    const inLog = everyFile(place.folder)
    store.checkpoint()
    store.close()
    // A migration makes a backup, too.
    const next = {
      version: migrations.length + 1,
      name: 'next',
      up: (connection: { execute(sql: string): void }) =>
        connection.execute('CREATE TABLE t (a TEXT) STRICT'),
    }
    openDatabase({ ...place.options, migrations: [...migrations, next] }).close()
    const afterwards = everyFile(place.folder)

    expect(inLog.map(([name]) => name)).toContain('office.db-wal')
    expect(
      afterwards.map(([name]) => name).some((name) => name.startsWith(`office-v${migrations.length}-`)),
    ).toBe(true)
    for (const [name, bytes] of [...inLog, ...afterwards]) {
      for (const text of ['کاشته‌شده', '0169847152', 'SQLite format 3', 'national_code', 'پلاک']) {
        expect(bytes.includes(text), `${text} in ${name}`).toBe(false)
      }
    }
  })
})

function everyFile(folder: string): [name: string, bytes: Buffer][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name))])
}
