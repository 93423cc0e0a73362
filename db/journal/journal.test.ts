import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Journal, openJournal } from './journal.ts'

const databaseKey = Buffer.alloc(32, 7)
let folder: string
let journal: Journal
const reopen = () => {
  journal.close()
  journal = openJournal({ folder, databaseKey })
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pishkhan journal '))
  journal = openJournal({ folder, databaseKey })
})
afterEach(() => {
  journal.close()
  rmSync(folder, { recursive: true, force: true })
})

const entry = (seq: number) => ({ seq, hash: `hash ${seq}`, json: `{"کد":"0499370899","seq":${seq}}` })
const file = (place = -1) => join(folder, readdirSync(folder).sort().at(place) ?? '')
const numbers = (after = 0) => journal.entriesAfter(after).map(({ seq }) => seq)

it('gives back what was appended, in order, after opening it again as well', () => {
  journal.append([entry(1)])
  journal.append([entry(2), entry(3)])
  expect(journal.entriesAfter(1)).toEqual([entry(2), entry(3)])
  reopen()
  expect(journal.lastSeq).toBe(3)
  journal.append([entry(4)])
  expect(numbers()).toEqual([1, 2, 3, 4])
})

it('holds nothing in plain text, and nothing without the key', () => {
  journal.append([entry(1)])
  expect(readFileSync(file()).toString('latin1')).not.toContain('0499370899')
  const stranger = openJournal({ folder: mkdtempSync(`${folder}-other`), databaseKey: Buffer.alloc(32, 8) })
  expect(stranger.entriesAfter(0)).toEqual([])
  stranger.close()
})

it('cut at any byte, it gives every whole record, and takes new ones', () => {
  journal.append([entry(1)])
  const one = readFileSync(file()).length
  journal.append([entry(2)])
  const whole = readFileSync(file())
  for (let length = 0; length <= whole.length; length += 1) {
    journal.close()
    writeFileSync(file(), whole)
    truncateSync(file(), length)
    journal = openJournal({ folder, databaseKey })
    const there = length === whole.length ? [1, 2] : length >= one ? [1] : []
    expect(numbers()).toEqual(there)
    journal.append([entry(9)])
    expect(numbers()).toEqual([...there, 9])
  }
})

it('a changed or exchanged record is none', () => {
  journal.append([entry(1)])
  const one = readFileSync(file()).length
  journal.append([entry(2)])
  const whole = readFileSync(file())
  const changed = Buffer.from(whole)
  changed.writeUInt8(changed.readUInt8(one + 20) ^ 1, one + 20)
  writeFileSync(file(), changed)
  expect(numbers()).toEqual([1])
  writeFileSync(file(), Buffer.concat([whole.subarray(one), whole.subarray(0, one)]))
  expect(numbers()).toEqual([])
})

it('turns to a new file, and removes those that a backup has made needless', () => {
  journal.append([entry(1), entry(2)])
  journal.rotate(0)
  journal.append([entry(3)])
  journal.rotate(0)
  expect(numbers()).toEqual([1, 2, 3])
  journal.rotate(2)
  expect(numbers()).toEqual([3])
  reopen()
  expect(journal.lastSeq).toBe(3)
})

it('that cannot be reached is a typed error', () => {
  writeFileSync(join(folder, 'taken'), '')
  expect(() => openJournal({ folder: join(folder, 'taken'), databaseKey })).toThrow(
    expect.objectContaining({ code: 'storage_failed' }),
  )
})
