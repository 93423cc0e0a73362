import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { groupsOf, readEscrowCode } from '#shared/escrow/code.ts'
import { parseSealedKey, sealKey, unsealKey } from '#shared/escrow/sealed-key.ts'
import { openTestStore } from '#tests/support/test-store.ts'
import { KeyFileError } from '../key-file.ts'
import type { LogLine } from '../log.ts'
import { createKeyEscrow } from './key-escrow.ts'
import { RecoverKeyError, recoverKeyFile } from './recover-key.ts'

let place: ReturnType<typeof openTestStore>
let now: Date
let logged: LogLine[]
let dataDir: string
let journalDir: string
beforeEach(() => {
  now = new Date('2026-11-22T06:52:00.000Z')
  place = openTestStore({ now: () => now })
  logged = []
  dataDir = place.folder
  journalDir = join(place.folder, 'another disk')
  mkdirSync(journalDir)
})
afterEach(() => place.close())

const open = (databaseKey: Uint8Array = place.options.key) =>
  createKeyEscrow({
    store: place.store,
    clock: { now: () => now },
    log: (line) => logged.push(line),
    databaseKey,
    dataDir,
    journalDir,
  })
const file = (folder: string) => join(folder, 'escrow.json')
const bare = (code: string) => {
  const read = readEscrowCode(code)
  if (!read.ok) throw new Error('not a code')
  return read.code
}
const opens = (folder: string, code: string) => {
  const sealed = parseSealedKey(readFileSync(file(folder), 'utf8'))
  const unsealed = sealed && unsealKey(sealed, bare(code))
  return unsealed?.ok === true && Buffer.from(unsealed.key).equals(place.options.key)
}

describe('a recovery code', () => {
  it('opens the file beside the database and the one with the journal; both are for their owner alone', () => {
    const { code, madeAt } = open().make()
    expect(groupsOf(code)).toHaveLength(7)
    expect(madeAt).toBe('2026-11-22T06:52:00.000Z')
    for (const folder of [dataDir, journalDir]) {
      expect(opens(folder, code)).toBe(true)
      if (process.platform !== 'win32') expect(statSync(file(folder)).mode & 0o777).toBe(0o600)
    }
    expect(readdirSync(dataDir).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it('is another one each time, and the one before opens nothing any more', () => {
    const escrow = open()
    const first = escrow.make().code
    now = new Date('2026-11-23T06:52:00.000Z')
    const second = escrow.make().code
    expect(second).not.toBe(first)
    for (const folder of [dataDir, journalDir]) {
      expect(opens(folder, first)).toBe(false)
      expect(opens(folder, second)).toBe(true)
    }
  })

  it('is kept nowhere: in no file, no setting and no line of the log', () => {
    const { code } = open().make()
    open().confirm('2026-11-22T06:52:00.000Z')
    place.store.checkpoint()
    const parts = [code, bare(code), ...groupsOf(code)]
    const files = [dataDir, journalDir].flatMap((folder) =>
      readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
        entry.isFile() ? [readFileSync(join(folder, entry.name)).toString('latin1')] : [],
      ),
    )
    const text = JSON.stringify(logged)
    for (const part of parts.slice(0, 2)) {
      for (const content of files) expect(content).not.toContain(part)
      expect(text).not.toContain(part)
    }
    expect(text).toContain('escrow_made')
  })

  it('counts when somebody has said that it is on paper, until there is another', () => {
    const escrow = open()
    escrow.ask()
    expect(escrow.state()).toEqual({ madeAt: null, confirmed: false, wanted: true })
    const { madeAt } = escrow.make()
    expect(escrow.state()).toEqual({ madeAt, confirmed: false, wanted: true })
    expect(escrow.confirm(madeAt)).toEqual({ madeAt, confirmed: true, wanted: false })
    // The confirmation outlasts a start; it is of that code alone.
    place.reopen()
    expect(open().state()).toMatchObject({ confirmed: true })
    now = new Date('2026-11-23T06:52:00.000Z')
    open().make()
    expect(open().state()).toMatchObject({ madeAt: now.toISOString(), confirmed: false })
  })

  it('is asked for by itself once', () => {
    const escrow = open()
    escrow.ask()
    expect(escrow.postpone()).toMatchObject({ wanted: false, confirmed: false })
  })

  it('that cannot be written down is refused, and the one before still works', () => {
    const escrow = open()
    const { code } = escrow.make()
    const whole = dataDir
    dataDir = join(place.folder, 'gone')
    expect(() => open().make()).toThrow(expect.objectContaining({ code: 'storage_failed' }))
    dataDir = whole
    expect(opens(dataDir, code)).toBe(true)
  })
})

describe('the two files', () => {
  it('make up for each other at the next start', () => {
    const { code } = open().make()
    rmSync(file(dataDir))
    open()
    expect(opens(dataDir, code)).toBe(true)
    rmSync(file(journalDir))
    open()
    expect(opens(journalDir, code)).toBe(true)
    writeFileSync(file(dataDir), '{"version":1')
    expect(open().state().madeAt).not.toBeNull()
    expect(opens(dataDir, code)).toBe(true)
  })

  it('the first one wins: an older one on a disk that was away is replaced', () => {
    const escrow = open()
    escrow.make()
    const old = readFileSync(file(journalDir))
    now = new Date('2026-11-23T06:52:00.000Z')
    const { code } = escrow.make()
    writeFileSync(file(journalDir), old)
    open()
    expect(opens(journalDir, code)).toBe(true)
  })

  it('of another database’s key count for nothing and are left alone', () => {
    const other = sealKey(new Uint8Array(32).fill(7), bare(open().make().code), {
      madeAt: now.toISOString(),
      random: (bytes) => new Uint8Array(bytes).fill(1),
    })
    for (const folder of [dataDir, journalDir]) writeFileSync(file(folder), JSON.stringify(other))
    expect(open().state().madeAt).toBeNull()
    expect(parseSealedKey(readFileSync(file(dataDir), 'utf8'))).toEqual(other)
  })

  it('a journal whose disk is away does not keep a code from being made', () => {
    rmSync(journalDir, { recursive: true })
    const { code } = open().make()
    expect(opens(dataDir, code)).toBe(true)
    expect(logged.map(({ event }) => event)).toContain('escrow_copy_failed')
    mkdirSync(journalDir)
    open()
    expect(opens(journalDir, code)).toBe(true)
  })
})

describe('the key file of a plain core', () => {
  const keyFile = () => join(place.folder, 'office.key')
  const recover = (typed: string) => recoverKeyFile({ dataDir, journalDir, keyFile: keyFile(), typed })
  const refusal = (typed: string) => {
    try {
      recover(typed)
    } catch (error) {
      if (error instanceof RecoverKeyError || error instanceof KeyFileError) return error.code
      throw error
    }
    return null
  }

  it('is written again by the code, however it is typed', () => {
    const { code } = open().make()
    recover(` ${code.toLowerCase().replaceAll('-', ' ')} \n`)
    expect(readFileSync(keyFile())).toEqual(Buffer.from(place.options.key))
    if (process.platform !== 'win32') expect(statSync(keyFile()).mode & 0o777).toBe(0o600)
  })

  it('also when only the file with the journal is left, or the other is damaged', () => {
    const { code } = open().make()
    const text = readFileSync(file(dataDir), 'utf8')
    writeFileSync(file(dataDir), text.replace(/"tag": "./, '"tag": "_'))
    recover(code)
    rmSync(keyFile())
    rmSync(file(dataDir))
    recover(code)
    expect(readFileSync(keyFile())).toEqual(Buffer.from(place.options.key))
  })

  it('is not written for anything else', () => {
    expect(refusal('7K3M-9QXT')).toBe('escrow_code_invalid')
    const escrow = open()
    const old = escrow.make().code
    now = new Date('2026-11-23T06:52:00.000Z')
    const { code } = escrow.make()
    const last = code.at(-1) === '0' ? '1' : '0'
    expect(refusal(code.slice(0, -1) + last)).toBe('escrow_code_invalid')
    expect(refusal(old)).toBe('escrow_code_wrong')
    // An older one that lies with the journal does not bring an older code back.
    rmSync(file(journalDir))
    expect(refusal(old)).toBe('escrow_code_wrong')
    const sealed = JSON.parse(readFileSync(file(dataDir), 'utf8'))
    writeFileSync(file(dataDir), JSON.stringify({ ...sealed, madeAt: '2026-11-24T06:52:00.000Z' }))
    expect(refusal(code)).toBe('escrow_damaged')
    rmSync(file(dataDir))
    expect(refusal(code)).toBe('escrow_missing')
    expect(readdirSync(place.folder)).not.toContain('office.key')
  })

  it('is not written from the file of another database', () => {
    const code = bare(open().make().code)
    const other = sealKey(new Uint8Array(32).fill(7), code, {
      madeAt: now.toISOString(),
      random: (bytes) => new Uint8Array(bytes).fill(1),
    })
    for (const folder of [dataDir, journalDir]) writeFileSync(file(folder), JSON.stringify(other))
    expect(refusal(code)).toBe('escrow_of_other_key')
    expect(readdirSync(place.folder)).not.toContain('office.key')
  })

  it('is never put over another', () => {
    const { code } = open().make()
    writeFileSync(keyFile(), 'something')
    expect(refusal(code)).toBe('key_file_exists')
    expect(readFileSync(keyFile(), 'utf8')).toBe('something')
  })
})
