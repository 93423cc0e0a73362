import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { systemClock } from '#shared/clock.ts'
import { checkedIn } from '#tests/support/domain-fixtures.ts'
import { seedStore } from '#tests/support/seed-store.ts'
import { recordInStore } from '#tests/support/test-store.ts'
import { openOffice } from './open-office.ts'

/** `npm run office:restore`, in a process of its own, on an office with one copy and two arrivals, one of them since. */
const projectDir = fileURLToPath(new URL('../../..', import.meta.url))
let folder: string
let data: string
let ids: string[]
const key = new Uint8Array(32).fill(6)
const open = () =>
  openOffice(
    {
      file: join(data, 'office.db'),
      key,
      backupDir: join(data, 'backups'),
      journalDir: join(data, 'journal'),
      clock: systemClock,
    },
    () => {},
  )
const close = (office: ReturnType<typeof open>) => {
  office.store.close()
  office.journal.close()
}
let made = 0
const arrive = ({ store }: ReturnType<typeof open>, index: number) => {
  made += 1
  const queueNumber = store.days.nextQueueNumber('2026-11-22')
  const id = `018f7777-1122-7000-8000-${made.toString(16).padStart(12, '0')}`
  const payload = { queueNumber, reason: null }
  recordInStore(store, checkedIn({ id, appointmentId: ids[index] ?? '', payload }))
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'پیشخوان restore '))
  data = join(folder, 'data')
  mkdirSync(data)
  writeFileSync(join(data, 'office.key'), key, { mode: 0o600 })
  const office = open()
  ids = seedStore(office.store).appointments.map(({ id }) => id)
  arrive(office, 0)
  office.store.backUp()
  arrive(office, 1)
  close(office)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

type End = { code: number; out: string; err: string }
const run = (...args: string[]): Promise<End> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      ['electron/core/restore.ts', ...args],
      { cwd: projectDir },
      (error, out, err) => {
        resolve({ code: error === null ? 0 : Number(error.code), out, err })
      },
    )
  })
const copyName = () => readdirSync(join(data, 'backups'))[0] ?? ''
const numbers = () => {
  const office = open()
  const given = ids.slice(0, 2).map((id) => office.store.appointments.get(id)?.appointment.queueNumber)
  close(office)
  return given
}

it('the copies are listed; the newest is put in place, and what was recorded since is there', async () => {
  const listed = await run('--data', data)
  expect(listed).toMatchObject({ code: 0, err: '' })
  expect(JSON.parse(listed.out)).toEqual({
    copies: [expect.objectContaining({ name: copyName(), lastSeq: 1, whole: true })],
  })
  const restored = await run('--data', data, '--copy', 'newest')
  expect(restored.code).toBe(0)
  expect(JSON.parse(restored.out)).toMatchObject({ restored: { cause: 'requested', recorded: 1, left: 0 } })
  expect(numbers()).toEqual([1, 2])
  expect(readdirSync(data).some((name) => name.startsWith('office.db.damaged-'))).toBe(true)
})

it('a damaged database is replaced by the copy of that name', async () => {
  truncateSync(join(data, 'office.db'), 0)
  expect(await run('--data', data, '--copy', copyName())).toMatchObject({ code: 0 })
  expect(numbers()).toEqual([1, 2])
})

it('nothing is done while a core runs on it, with another name, a damaged copy, without the key or without the journal', async () => {
  const refused = async (code: string, ...args: string[]) => {
    const end = await run('--data', data, ...args)
    expect(end).toMatchObject({ code: 1, out: '' })
    expect(JSON.parse(end.err.trim().split('\n').at(-1) ?? '')).toMatchObject({ error: { code } })
  }
  const office = open()
  await refused('database_in_use', '--copy', 'newest')
  close(office)
  await refused('copy_unusable', '--copy', 'office-v1-e1-2020-01-01T000000000Z.db')
  await refused('key_file_missing', '--copy', 'newest', '--key-file', join(folder, 'none'))
  await refused('journal_incomplete', '--copy', 'newest', '--journal', join(data, 'office.key'))
  truncateSync(join(data, 'backups', copyName()), 5000)
  await refused('copy_unusable', '--copy', 'newest')
  expect(await run('--copy', 'newest')).toMatchObject({ code: 2 })
  expect(await run('--data', data, '--what')).toMatchObject({ code: 2 })
  expect(readdirSync(data).filter((name) => /damaged|restore/.test(name))).toEqual([])
  expect(numbers()).toEqual([1, 2])
})
